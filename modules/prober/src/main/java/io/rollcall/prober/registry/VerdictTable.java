package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What answers mean. A HEAD has no body; where only a body can tell (404, 400), one GET of the same URL is sent, and the
 * GET decides.
 *
 * <table>
 * <caption>The answer that decides</caption>
 * <tr><td>200 with Content-Type, Content-Length and a digest (the one asked for, if one was)</td><td>present</td></tr>
 * <tr><td>404 to both, and the GET's body is a registry's error MANIFEST_UNKNOWN, NAME_UNKNOWN or BLOB_UNKNOWN</td>
 *     <td>absent</td></tr>
 * <tr><td>any other 404 or success</td><td>NOT_A_REGISTRY</td></tr>
 * <tr><td>401, 403, and 400 with an empty body or a denial in it</td><td>DENIED</td></tr>
 * <tr><td>408</td><td>TIMEOUT</td></tr>
 * <tr><td>429</td><td>THROTTLED, with Retry-After</td></tr>
 * <tr><td>5xx</td><td>SERVER_ERROR</td></tr>
 * <tr><td>all else: redirects to where nobody allowed, 405, …</td><td>UNEXPECTED_ANSWER</td></tr>
 * </table>
 */
final class VerdictTable {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final int LONGEST_TYPE = 100;

    private VerdictTable() {}

    /** A verdict and its ground. */
    record Ruling(Verdict verdict, HttpEvidence evidence) {
        /** @param head the answer to the HEAD, if there was one; else null */
        static Ruling inconclusive(Reason reason, Reply head, String detail) {
            return new Ruling(
                    new Verdict.Inconclusive(reason),
                    new HttpEvidence(head == null ? null : head.status(), null, null, null, detail));
        }

        /** The same, with another detail. */
        Ruling with(String detail) {
            return new Ruling(
                    verdict,
                    new HttpEvidence(
                            evidence.status(),
                            evidence.confirmStatus(),
                            evidence.errorCode(),
                            evidence.contentType(),
                            detail));
        }

        /** @param head the answer to the HEAD, if it is the confirming GET that came to nothing; else null */
        static Ruling of(Heard.Nothing nothing, Reply head) {
            Integer status = head == null ? nothing.status() : Integer.valueOf(head.status());
            Integer confirmed = head == null ? null : nothing.status();
            return new Ruling(nothing.verdict(), new HttpEvidence(status, confirmed, null, null, nothing.detail()));
        }
    }

    /** What an absence means where a blob was asked for: the registry must say that of a blob. */
    static Ruling ofBlob(Ruling ruling) {
        boolean other = ruling.verdict() instanceof Verdict.Absent absent
                && !absent.code().equals("BLOB_UNKNOWN");
        return other
                ? new Ruling(
                        new Verdict.Inconclusive(Reason.NOT_A_REGISTRY),
                        ruling.with("a 404 whose error is not the absence of a blob")
                                .evidence())
                : ruling;
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Whether a GET must be sent before the HEAD's answer means anything. */
    static boolean needsConfirmation(Reply head) {
        return head.status() == 404 || head.status() == 400;
    }

    /** What a HEAD's answer means that needs no confirmation. */
    static Ruling judge(ImageReference reference, Reply head, Instant now) {
        return judge(reference, head, Optional.empty(), now);
    }

    /** What the answer to a GET means that confirms nothing: it may be sent in chunks, and never says that an image is gone. */
    static Ruling judgeContent(ImageReference reference, Reply get, Instant now) {
        return judge(reference, get, Optional.of(get).filter(reply -> reply.status() == 200), now);
    }

    /** What a HEAD's answer and its confirmation mean. */
    static Ruling judge(ImageReference reference, Reply head, Reply get, Instant now) {
        return judge(reference, head, Optional.of(get), now);
    }

    private static Ruling judge(ImageReference reference, Reply head, Optional<Reply> get, Instant now) {
        Optional<RegistryError> error =
                get.filter(reply -> reply.status() >= 400).flatMap(reply -> RegistryError.read(reply.body()));
        Row row = row(reference, head, get, error, now);
        String type = get.orElse(head).contentType();
        return new Ruling(
                row.verdict(),
                new HttpEvidence(
                        head.status(),
                        get.map(Reply::status).orElse(null),
                        error.map(RegistryError::code).orElse(null),
                        type == null || type.length() <= LONGEST_TYPE ? type : type.substring(0, LONGEST_TYPE),
                        row.detail()));
    }

    private record Row(Verdict verdict, String detail) {
        Row(Reason reason, String detail) {
            this(new Verdict.Inconclusive(reason), detail);
        }
    }

    private static Row row(
            ImageReference reference, Reply head, Optional<Reply> get, Optional<RegistryError> error, Instant now) {
        Reply said = get.orElse(head);
        int status = said.status();
        if (status == 200) {
            return present(reference, said, get.isEmpty());
        } else if (status == 404) {
            return missing(head, error);
        } else if (status == 400) {
            boolean denied = get.isPresent()
                    && (said.body().isBlank()
                            || error.map(RegistryError::isDenial).orElse(false));
            return new Row(denied ? Reason.DENIED : Reason.UNEXPECTED_ANSWER, null);
        } else if (status == 401 || status == 403) {
            return new Row(Reason.DENIED, null);
        } else if (status == 408) {
            return new Row(Reason.TIMEOUT, null);
        } else if (status == 429) {
            Long wait = RetryAfter.millis(said.retryAfter(), now);
            return new Row(new Verdict.Inconclusive(Reason.THROTTLED, wait), null);
        } else if (status >= 500) {
            return new Row(Reason.SERVER_ERROR, null);
        }
        return new Row(status < 300 ? Reason.NOT_A_REGISTRY : Reason.UNEXPECTED_ANSWER, null);
    }

    // a GET may be sent in chunks, so only a HEAD has to know the length
    private static Row present(ImageReference reference, Reply said, boolean isHead) {
        if (said.contentType() == null || said.contentType().isEmpty()) {
            return new Row(Reason.NOT_A_REGISTRY, "a 200 without Content-Type");
        }
        if (isHead
                && (said.contentLength() == null
                        || !LENGTH.matcher(said.contentLength()).matches())) {
            return new Row(Reason.NOT_A_REGISTRY, "a 200 without Content-Length");
        }
        if (said.digest() == null || !DIGEST.matcher(said.digest()).matches()) {
            return new Row(Reason.NOT_A_REGISTRY, "a 200 without a valid " + Reply.DIGEST_HEADER);
        }
        if (reference.digest() != null && !reference.digest().equals(said.digest())) {
            return new Row(Reason.NOT_A_REGISTRY, "a 200 with another digest than the one asked for");
        }
        return new Row(new Verdict.Present(said.digest()), null);
    }

    // the absence must be said twice, the second time in words that only a registry uses
    private static Row missing(Reply head, Optional<RegistryError> error) {
        if (head.status() != 404) {
            return new Row(Reason.UNEXPECTED_ANSWER, "HEAD and GET disagree");
        }
        if (error.isEmpty()) {
            return new Row(Reason.NOT_A_REGISTRY, "a 404 without a registry's error body");
        }
        if (error.get().isAbsence()) {
            return new Row(new Verdict.Absent(error.get().code()), null);
        }
        return error.get().isAcceptTrouble()
                ? new Row(Reason.UNEXPECTED_ANSWER, "the manifest is there, in a type that was not accepted")
                : new Row(Reason.NOT_A_REGISTRY, "a 404 whose error is not an absence");
    }
}
