/**
 * The prober: asks registries whether images are still there, and tells the answers on the bus. It never talks to
 * Kubernetes.
 */
package io.rollcall.prober;
