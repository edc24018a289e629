/** One registry, asked over HTTP: what it said and what that means. A probe never fails; it has a verdict. */
package io.rollcall.prober.registry;
