package io.rollcall.sandbox;

/**
 * An image registry on loopback whose images can be deleted, and whose storage can be lost and found. Failures are
 * {@link SandboxException}s.
 */
public interface Registry extends AutoCloseable {

    /** Address and port, as they stand in an image reference: {@code 127.0.0.1:port}. */
    String host();

    /** A client with the rights to push and delete. */
    RegistryClient client();

    /**
     * Pushes an image that repository and tag determine: pushed again, it has the same digest.
     *
     * @return the digest that the tag now has
     */
    default String push(String repository, String tag, Manifest form) {
        return push(repository, tag, form, repository + ":" + tag);
    }

    /** Pushes an image made from {@code content}; other content, another digest. */
    default String push(String repository, String tag, Manifest form, String content) {
        return client().push(repository, tag, form, content);
    }

    default void deleteManifest(String repository, String digest) {
        client().delete(repository, digest);
    }

    /** Takes the storage away while the registry runs, as a lost volume would: every image answers 404. */
    void loseStorage();

    /** Puts the storage back as it was; what was pushed in the meantime is gone. */
    void restoreStorage();

    /** Whether this is Distribution itself, or our stand-in for it. */
    boolean isReal();

    @Override
    void close();
}
