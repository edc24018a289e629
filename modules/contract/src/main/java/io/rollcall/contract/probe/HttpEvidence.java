package io.rollcall.contract.probe;

/**
 * What came back, as it came: the ground of a verdict.
 *
 * @param status of the HEAD; null if no answer came
 * @param confirmStatus of the confirming GET; null if none was sent, or no answer came
 * @param errorCode the first code of the registry's error body; null if there was none
 * @param contentType of the manifest, or of whatever answered; null if none
 * @param detail one clause for a person, without credentials; null where status and code say all
 */
public record HttpEvidence(Integer status, Integer confirmStatus, String errorCode, String contentType, String detail) {
    /** Nothing was sent, or nothing came back. */
    public static HttpEvidence none(String detail) {
        return new HttpEvidence(null, null, null, null, detail);
    }
}
