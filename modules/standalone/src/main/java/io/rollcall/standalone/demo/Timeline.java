package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * For a person: one line for each deed and one for each thing seen. On a coloured terminal the last line moves while
 * something is waited for; elsewhere there are whole lines only.
 */
final class Timeline implements Report {

    private static final String CLEAR = "\r\u001b[K";
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final int STEP_WIDTH = "recover-one".length() + 2;
    private static final int TIME_WIDTH = 10;
    private static final int NAME_WIDTH = 14;
    private static final int REAL_WIDTH = "stand-in".length() + 3;

    private final Terminal terminal;
    private final Stopwatch watch;
    private boolean moving;
    private String waitingFor = "";
    private List<Address> addresses = List.of();

    Timeline(Terminal terminal, Stopwatch watch) {
        this.terminal = requireNonNull(terminal, "terminal is null");
        this.watch = requireNonNull(watch, "watch is null");
    }

    @Override
    public void opened(int images, List<Part> parts) {
        line(terminal.paint(Colour.STRONG, "Rollcall demo")
                + ": %d images are lost, and found again".formatted(images));
        line("");
        for (Part part : parts) {
            line("  " + cell(Colour.FAINT, part.name(), NAME_WIDTH)
                    + terminal.cell(
                            part.real() ? Colour.GOOD : Colour.WARN, part.real() ? "real" : "stand-in", REAL_WIDTH)
                    + part.words());
        }
        line("");
        line("  " + cell(Colour.FAINT, "", NAME_WIDTH) + cell(Colour.FAINT, "here", REAL_WIDTH)
                + terminal.paint(Colour.FAINT, "in production"));
        speed("sweep", Speeds.SWEEP, Speeds.SWEEP_IN_PRODUCTION);
        speed("re-check", Speeds.RECHECK, Speeds.RECHECK_IN_PRODUCTION);
        line("");
    }

    private void speed(String what, String here, String inProduction) {
        line("  " + cell(Colour.FAINT, what, NAME_WIDTH) + cell(Colour.STRONG, here, REAL_WIDTH) + inProduction);
    }

    @Override
    public void began(Step step, String deed) {
        waitingFor = deed;
        if (step == Step.START || step == Step.PRESENT || step == Step.COUNT) {
            progress(step, new Tally(0, 0, ""));
        } else {
            entry(Colour.FAINT, "·", step, deed);
        }
    }

    @Override
    public void progress(Step step, Tally tally) {
        if (!terminal.coloured()) {
            return;
        }
        int turn = (int) (watch.elapsed().toMillis() / 100) % SPINNER.length;
        String count = tally.total() == 0 ? waitingFor : "%d of %d".formatted(tally.done(), tally.total());
        terminal.stream()
                .print(CLEAR + time() + terminal.paint(Colour.WARN, SPINNER[turn]) + " "
                        + cell(Colour.FAINT, step.id(), STEP_WIDTH) + terminal.paint(Colour.FAINT, count + " …"));
        terminal.stream().flush();
        moving = true;
    }

    @Override
    public void seen(Step step, List<String> told, Map<String, Object> numbers) {
        boolean loss = step == Step.LOSE_ONE || step == Step.LOSE_ALL;
        entry(loss ? Colour.WARN : Colour.GOOD, "✓", step, told.get(0));
        told.stream()
                .skip(1)
                .forEach(
                        beside -> line(" ".repeat(TIME_WIDTH + 2 + STEP_WIDTH) + terminal.paint(Colour.FAINT, beside)));
    }

    @Override
    public void keeping(List<Address> kept) {
        addresses = List.copyOf(kept);
    }

    @Override
    public void ended(Summary summary, boolean kept) {
        line("");
        line("  " + terminal.paint(Colour.STRONG, "Seen in " + Spread.seconds(summary.took()))
                + ", in the resources themselves, their Events and the alerts");
        Closing.seen(summary).forEach(this::named);
        line("");
        line("  " + terminal.paint(Colour.STRONG, "Where to go next"));
        Closing.next(kept).forEach(this::named);
        tellAddresses();
    }

    @Override
    public void failed(Failure failure) {
        entry(Colour.BAD, "✗", failure.step(), "not seen");
        line("");
        line("  " + failure.why());
        line("  " + failure.look());
        tellAddresses();
    }

    @Override
    public void interrupted() {
        line("");
        line("  Stopped; taking everything away.");
    }

    private void tellAddresses() {
        if (addresses.isEmpty()) {
            return;
        }
        line("");
        line("  " + terminal.paint(Colour.STRONG, "Still up, until Ctrl-C"));
        for (Address address : addresses) {
            line("  " + cell(Colour.FAINT, address.name(), NAME_WIDTH) + address.address());
            if (!address.hint().isEmpty()) {
                line("  " + " ".repeat(NAME_WIDTH) + terminal.paint(Colour.FAINT, address.hint()));
            }
        }
    }

    private void named(Closing.Line told) {
        line("  " + cell(Colour.FAINT, told.name(), NAME_WIDTH) + told.text());
    }

    private void entry(Colour colour, String mark, Step step, String text) {
        line(time() + terminal.paint(colour, mark) + " " + cell(Colour.STRONG, step.id(), STEP_WIDTH) + text);
    }

    private String time() {
        String seconds = String.format(Locale.ROOT, "%6.1f s  ", watch.elapsed().toMillis() / 1000.0); // TIME_WIDTH
        return terminal.paint(Colour.FAINT, seconds);
    }

    private String cell(Colour colour, String text, int width) {
        return terminal.cell(colour, text, width);
    }

    private void line(String text) {
        if (moving) {
            terminal.stream().print(CLEAR);
            moving = false;
        }
        terminal.line(text);
    }
}
