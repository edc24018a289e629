/** What a service says about itself: named conditions with a reason each, and failure for good. */
package io.rollcall.runtime.health;
