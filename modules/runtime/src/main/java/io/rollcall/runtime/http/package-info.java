/** The HTTP edge of a process: health, readiness, metrics, and what its services answer. */
package io.rollcall.runtime.http;
