/**
 * {@code rollcall init}: from a cluster and its registry's Secrets to the files that {@code up} takes. It writes three files
 * and nothing else, overwrites none unless it is told to, and never prints a credential.
 */
package io.rollcall.standalone.init;
