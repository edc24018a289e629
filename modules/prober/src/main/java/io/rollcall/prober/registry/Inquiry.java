package io.rollcall.prober.registry;

/** What a probe wants to know, on its way to a ruling. */
interface Inquiry {
    /** Begins; to be called once. */
    void begin();

    /** The answer to a HEAD whose confirmation is under way; else null. */
    Reply head();
}
