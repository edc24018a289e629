/**
 * The record that a replay goes by, from the bus or from a file: what stands in a window, and the last state of each image
 * and registry before it, as one sequence in one order. Nothing here commits, joins a group or writes to a topic.
 *
 * <p>The order: by time, where a record's time is the latest timestamp of its partition up to it, so that no record overtakes
 * another of its partition; equal times by topic (images, requests, results, registries, transitions, alerts: causes come
 * before what they cause), then by partition, then by offset. Two replays of one window see the same sequence.
 */
package io.rollcall.replay.record;
