/**
 * When which target is asked: a Kafka Streams topology that turns image states and requests into probes, and probes into
 * results.
 *
 * <p>What is to be asked, and what was last heard, stands in two changelogged stores. What is due follows from them by pure
 * rules and is kept in memory; what is in flight is kept in memory too and is simply still due for whoever owns the target
 * next. So nothing that was asked for is lost, whenever a process ends.
 */
package io.rollcall.prober.schedule;
