/** Takes what registries report of themselves, and asks for probes; no report is believed further than that. */
package io.rollcall.watcher.notifications;
