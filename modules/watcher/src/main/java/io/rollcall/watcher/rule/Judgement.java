package io.rollcall.watcher.rule;

/** What the log and the informer, laid side by side, call for. */
public enum Judgement {
    /** They say the same. */
    AGREED,
    /** The log is behind: publish the informer's object. */
    PUBLISH,
    /** The log says it of the same version in other words: publish the informer's object, once. */
    CORRECT,
    /** The informer is behind: it will catch up. */
    WAIT,
    /** Neither can tell: a GET decides. */
    ASK,
    /** The record speaks of an object of another cluster: hands off. */
    FOREIGN
}
