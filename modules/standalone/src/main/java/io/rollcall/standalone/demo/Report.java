package io.rollcall.standalone.demo;

import java.util.List;
import java.util.Map;

/** Tells a run as it goes. Called by one thread at a time. */
interface Report {

    /**
     * Which parts are real, and how fast things go here.
     *
     * @param images how many there will be
     */
    void opened(int images, List<Part> parts);

    /** A step begins; {@code deed} is what is done, or waited for. */
    void began(Step step, String deed);

    /** A step goes on. Called often. */
    void progress(Step step, Tally tally);

    /**
     * A step was seen.
     *
     * @param told the first is what was seen; others are beside it
     * @param numbers what was measured, by name
     */
    void seen(Step step, List<String> told, Map<String, Object> numbers);

    /** Everything will stay up; where it is. Told before the end is. */
    void keeping(List<Address> addresses);

    /** Every step was seen. */
    void ended(Summary summary, boolean kept);

    /** A step was not seen. */
    void failed(Failure failure);

    /** Somebody stopped it. */
    void interrupted();

    /**
     * A part of the ground.
     *
     * @param real whether it is the thing itself, or stands in for it
     */
    record Part(String name, boolean real, String words) {}

    /**
     * Where something is.
     *
     * @param hint how to look at it, or empty
     */
    record Address(String name, String address, String hint) {}
}
