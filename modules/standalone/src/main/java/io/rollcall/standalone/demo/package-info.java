/**
 * {@code rollcall demo}: an image is lost and recovered before one's eyes, on a ground that is made for it and taken away
 * again.
 *
 * <p>What the demo tells it has seen: a step is done when the resources themselves, their Events and the alerts say so,
 * and fails, with what was expected and what was there instead, when they do not in time. {@link
 * io.rollcall.standalone.demo.Demo} reads as the story of one run; {@code Scenario} holds its steps, {@code Sightings} what
 * was seen, {@code Ground} the parts it stands on.
 */
package io.rollcall.standalone.demo;
