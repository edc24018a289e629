/**
 * The incident report: one HTML file that shows an incident document. It fetches nothing, opens from an e-mail, and nothing
 * that stood on the bus can become markup or script in it.
 */
package io.rollcall.replay.report;
