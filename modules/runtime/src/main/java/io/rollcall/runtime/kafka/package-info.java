/**
 * Settings of every Kafka client, and the topics. What correctness hangs on (acknowledgements,
 * isolation, offsets, identity) cannot be overridden; security and tuning can.
 */
package io.rollcall.runtime.kafka;
