package io.rollcall.prober.registry;

/** Is told what is sent for a probe, and what comes back. */
interface Teller {
    /** A request goes out. */
    void asks(Request request, Transport via);

    /** Its outcome is there. */
    void hears(Request request, Outcome outcome);
}
