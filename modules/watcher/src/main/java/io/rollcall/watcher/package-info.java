/**
 * Publishes the state of every image to the bus: a record where an object of a watched kind says something new, a tombstone
 * where it is gone. Replicas share the work by the partitions of the log.
 */
package io.rollcall.watcher;
