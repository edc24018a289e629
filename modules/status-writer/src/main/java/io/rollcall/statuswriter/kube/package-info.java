/**
 * The API server, as the status-writer sees it: five calls, whose answers are values, and the checks that are made before the
 * first of them counts. Nothing here decides anything.
 */
package io.rollcall.statuswriter.kube;
