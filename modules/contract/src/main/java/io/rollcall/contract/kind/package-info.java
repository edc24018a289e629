/** Kinds of resources: how each is read, and which rules apply. A new kind is one more descriptor. */
package io.rollcall.contract.kind;
