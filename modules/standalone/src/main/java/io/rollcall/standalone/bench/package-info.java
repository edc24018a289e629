/**
 * {@code rollcall bench}: what the prober can do, measured on this machine.
 *
 * <p>One class a bench. A bench runs the product's own code on a real broker; what it puts in place of a registry, or compares
 * with, is its own and as plain as can be. It waits for conditions where something has to happen, and for time only where time
 * is what it measures over.
 */
package io.rollcall.standalone.bench;
