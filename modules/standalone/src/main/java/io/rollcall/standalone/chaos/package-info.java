/**
 * {@code rollcall chaos}: all three services, twice each, in processes of their own, while a {@link
 * io.rollcall.standalone.chaos.Plan} that a seed determines takes things away from them; and whether everything that is promised
 * held. What it starts ends with it.
 */
package io.rollcall.standalone.chaos;
