/**
 * Keeps the log of images. A replica owns the partitions that its consumer group gives it; one thread reads them, judges every
 * key and publishes what the rule calls for. Everything else, informers and GETs and acknowledgements, only puts messages
 * into that thread's inbox.
 */
package io.rollcall.watcher.log;
