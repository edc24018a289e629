/** Probes: what asks for one, what one answers, and what the answer means. */
package io.rollcall.contract.probe;
