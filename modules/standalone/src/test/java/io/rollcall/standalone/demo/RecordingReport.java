package io.rollcall.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what it is told. */
final class RecordingReport implements Report {

    final List<String> began = new ArrayList<>();
    final List<String> seen = new ArrayList<>();

    @Override
    public void opened(int images, List<Part> parts) {}

    @Override
    public void began(Step step, String deed) {
        began.add(step.id());
    }

    @Override
    public void progress(Step step, Tally tally) {}

    @Override
    public void seen(Step step, List<String> told, Map<String, Object> numbers) {
        seen.add(step.id());
    }

    @Override
    public void keeping(List<Address> addresses) {}

    @Override
    public void ended(Summary summary, boolean kept) {}

    @Override
    public void failed(Failure failure) {}

    @Override
    public void interrupted() {}
}
