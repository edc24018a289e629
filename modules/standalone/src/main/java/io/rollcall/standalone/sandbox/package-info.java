/** An API server for trying things out, in a process of its own, with images in a registry that is there already. */
package io.rollcall.standalone.sandbox;
