/** {@code rollcall replay} and {@code rollcall export}: an incident explained from the bus, or from a file of it. */
package io.rollcall.standalone.replay;
