/** Alerts: CloudEvents 1.0 in structured JSON. */
package io.rollcall.contract.alert;
