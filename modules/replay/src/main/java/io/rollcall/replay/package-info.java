/**
 * Explains an incident from what stands on the bus: what happened, why, and what would have happened under another policy.
 * It reads; it writes nothing anywhere, and asks neither a registry nor an API server.
 */
package io.rollcall.replay;
