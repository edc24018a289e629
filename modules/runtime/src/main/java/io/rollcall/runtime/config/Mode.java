package io.rollcall.runtime.config;

/** What the status-writer does with a decision. */
public enum Mode {
    /** Decide, record and alert; write nothing to Kubernetes. */
    OBSERVE,
    /** Decide, record, alert and write phases, conditions and Events. */
    WRITE
}
