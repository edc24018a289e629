/**
 * The life of a service in a process: made from a context, started without blocking, told about by
 * its health, stopped within a bound. Several services may live in one process.
 */
package io.rollcall.runtime.service;
