/**
 * The one rule of the watcher, as pure functions over what a record on the log says and what the API server said. Nothing
 * here does I/O, reads a clock or keeps state.
 */
package io.rollcall.watcher.rule;
