/** {@code rollcall completion}: the script with which a shell completes commands and options. */
package io.rollcall.standalone.completion;
