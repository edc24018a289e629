/**
 * One registry, asked over HTTP: what it said and what that means. A probe never fails; it has a verdict. Only configured
 * hosts are asked, and a host's credentials go to that host alone.
 */
package io.rollcall.prober.registry;
