/** What travels on the bus: records, keys, topics and codec. No I/O. */
package io.rollcall.contract;
