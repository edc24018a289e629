/** Which registries the images of a cluster are stored in: one list of every kind, kept as counts. */
package io.rollcall.standalone.census;
