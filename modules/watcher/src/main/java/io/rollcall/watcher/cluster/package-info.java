/**
 * What is known of the cluster: informers that keep only projections, GETs of single objects, and a look beforehand at whether
 * each kind can be watched at all. Each kind stands alone: one that cannot be watched holds up no other.
 */
package io.rollcall.watcher.cluster;
