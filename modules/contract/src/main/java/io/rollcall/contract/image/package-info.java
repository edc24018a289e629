/** Images, what they are called, where they are stored, and what they want to know. Values only; nothing here does I/O. */
package io.rollcall.contract.image;
