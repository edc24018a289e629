/** The HTTP edge of a process: health, readiness and metrics. */
package io.rollcall.runtime.http;
