/**
 * What the upstream controller's own tests say of presence monitoring (deckhouse/virtualization, {@code image_presence_test},
 * {@code image_checker_test}, {@code progressive} and {@code repo_test}), one test a case, and what they leave open. Where
 * Rollcall differs on purpose the test asserts what Rollcall does; {@code docs/conformance.md} lists every case and says why.
 */
package io.rollcall.prober.conformance;
