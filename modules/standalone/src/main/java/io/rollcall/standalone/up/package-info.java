/**
 * {@code rollcall up}: all three services in one process, against a cluster and its registries, with an embedded broker
 * unless brokers are named. What it is doing stands on standard output, one line for each thing that changes.
 */
package io.rollcall.standalone.up;
