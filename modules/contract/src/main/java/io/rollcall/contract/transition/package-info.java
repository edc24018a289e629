/** What was decided on which record, on what grounds, and what came of it. */
package io.rollcall.contract.transition;
