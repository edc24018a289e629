/** {@code rollcall check}: one probe of each reference that is named, told in words. */
package io.rollcall.standalone.check;
