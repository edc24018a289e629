/** What a person sees: lines, aligned and calm, with colour on a terminal alone. */
package io.rollcall.standalone.terminal;
