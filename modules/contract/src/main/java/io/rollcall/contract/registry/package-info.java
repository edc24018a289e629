/** A registry as a whole: how much of it is missing, and whether it answers. */
package io.rollcall.contract.registry;
