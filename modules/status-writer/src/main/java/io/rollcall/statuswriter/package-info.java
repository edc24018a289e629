/**
 * Writes what the rules decide: phases, conditions and Events to the API server; transitions, alerts and requests for fresh
 * probes to the bus. A kill at any moment loses, doubles and undoes nothing; DESIGN.md beside this module says why.
 */
package io.rollcall.statuswriter;
