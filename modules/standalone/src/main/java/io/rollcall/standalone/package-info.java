/**
 * The {@code rollcall} command line. {@link io.rollcall.standalone.RollcallCommand} is the root; every command is wired
 * by hand there, and answers with one of the codes of {@link io.rollcall.standalone.cli.ExitCode}.
 */
package io.rollcall.standalone;
