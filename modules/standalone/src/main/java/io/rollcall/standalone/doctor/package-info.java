/**
 * {@code rollcall doctor}: looks at everything that the services need, with the services' own preflights, and says of each
 * thing whether it is right and, if not, what to do. It changes nothing anywhere.
 */
package io.rollcall.standalone.doctor;
