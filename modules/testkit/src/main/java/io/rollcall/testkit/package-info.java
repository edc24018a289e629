/**
 * Fixtures for the tests of the other modules: the sandbox's parts by detection, faults on purpose, assertions in the
 * words of the domain.
 *
 * <p>A real part that is missing aborts a test, with what to install; with {@code ROLLCALL_REQUIRE_REAL=true} it fails it.
 */
package io.rollcall.testkit;
