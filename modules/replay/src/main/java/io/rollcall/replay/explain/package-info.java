/**
 * What the record comes to. {@link io.rollcall.replay.explain.Replay} is told one fact after the other and keeps of each image
 * and registry only what the document needs, so that its memory does not grow with the window. Pure: the same facts in the
 * same order give the same document.
 */
package io.rollcall.replay.explain;
