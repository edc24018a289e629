package io.rollcall.watcher.notifications;

import io.rollcall.contract.probe.Occasion;

/**
 * One event of a registry, as far as it is of use here.
 *
 * @param occasion what was done, and for whom
 * @param repository empty where the event names none
 * @param tag null where it names none: so it is for a deletion by digest, and for a blob
 * @param digest null where it names none: so it is where a tag is deleted
 * @param mediaType null where it names none: so it is for every deletion
 */
record Event(Occasion occasion, String repository, String tag, String digest, String mediaType) {

    /** What a blob is pushed as; Distribution reports it like a manifest. */
    private static final String BLOB = "application/octet-stream";

    String action() {
        return occasion.action();
    }

    boolean isBlob() {
        return tag == null && BLOB.equals(mediaType);
    }
}
