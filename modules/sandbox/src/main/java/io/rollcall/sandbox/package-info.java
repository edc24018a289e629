/**
 * Real parts on loopback, for trials and tests: a Kafka broker, an image registry and a Kubernetes API server.
 *
 * <p>Everything here listens on 127.0.0.1 alone, on ports chosen at start, and stops when it is closed. What cannot be
 * started is reported as a {@link io.rollcall.sandbox.SandboxException} whose message is one sentence that names the fix.
 * Nothing here is meant to serve a production load.
 */
package io.rollcall.sandbox;
