/** The one vocabulary of keys in structured logs. */
package io.rollcall.runtime.log;
