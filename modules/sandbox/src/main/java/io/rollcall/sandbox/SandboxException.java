package io.rollcall.sandbox;

/** A part of the sandbox cannot do what was asked; the message is one sentence for a person, and names the fix. */
public final class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
