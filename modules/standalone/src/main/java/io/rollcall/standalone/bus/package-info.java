/** The commands that read the bus or look at its topics, and the reader that {@code up} tells its story from. */
package io.rollcall.standalone.bus;
