package io.rollcall.runtime.config;

import java.util.List;

/** Settings that are each well-formed but do not fit together, or a value out of its bounds. */
final class InvalidSettingException extends IllegalArgumentException {

    private final transient List<Key<?>> keys;
    private final String problem;
    private final String fix;

    /** The first key is the one to blame; {@code problem} continues a sentence that begins with it. */
    InvalidSettingException(List<Key<?>> keys, String problem, String fix) {
        super(keys.get(0).path() + " " + problem + "; " + fix + ".");
        this.keys = List.copyOf(keys);
        this.problem = problem;
        this.fix = fix;
    }

    List<Key<?>> keys() {
        return keys;
    }

    String problem() {
        return problem;
    }

    String fix() {
        return fix;
    }
}
