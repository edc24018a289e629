/**
 * The incident document: what a replay found, as {@code rollcall replay --json} prints it and as the HTML report embeds it.
 * The same window gives the same bytes: nothing in it hangs on when, where or by whom it was made.
 */
package io.rollcall.replay.incident;
