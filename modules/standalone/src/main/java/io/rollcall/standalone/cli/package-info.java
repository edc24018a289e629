/**
 * What all commands share: what surrounds them, their options, their exit codes, and how a failure is told. Every
 * failure that a person can cause is one sentence that says what to do; a stack trace appears with {@code --debug} alone.
 */
package io.rollcall.standalone.cli;
