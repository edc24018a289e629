/** Pacing as data, and the pure arithmetic of when: schedules, spreading, backoff. */
package io.rollcall.contract.policy;
