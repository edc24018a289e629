/**
 * What a run looked like from outside, and what must hold of it. A {@link io.rollcall.standalone.chaos.history.Guarantee} reads
 * a whole {@link io.rollcall.standalone.chaos.history.History} and says what of it must not have been; it starts and stops
 * nothing.
 */
package io.rollcall.standalone.chaos.history;
