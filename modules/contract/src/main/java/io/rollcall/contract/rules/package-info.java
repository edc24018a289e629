/** The rules that decide. Pure: the status-writer acts on what they say, and a replay runs the very same code. */
package io.rollcall.contract.rules;
