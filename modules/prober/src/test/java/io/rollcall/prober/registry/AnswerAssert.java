package io.rollcall.prober.registry;

import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Reason.Counts;
import io.rollcall.contract.probe.Verdict;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** What an answer means, and what it rests on. */
final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {
    private AnswerAssert(Answer actual) {
        super(actual, AnswerAssert.class);
    }

    static AnswerAssert assertThat(Answer actual) {
        return new AnswerAssert(actual);
    }

    AnswerAssert isPresent(String digest) {
        return means(new Verdict.Present(digest), Counts.SUCCESS);
    }

    /** Absent, and for nothing less than the registry's own word. */
    AnswerAssert isAbsent(String code) {
        return means(new Verdict.Absent(code), Counts.SUCCESS).rests(404, 404, code);
    }

    AnswerAssert isInconclusive(Reason reason, Counts counts) {
        return means(new Verdict.Inconclusive(reason), counts);
    }

    AnswerAssert means(Verdict verdict, Counts counts) {
        isNotNull();
        if (!actual.verdict().equals(verdict) || actual.verdict().counts() != counts) {
            failWithMessage("Expected %s, counted as %s, but was %s", verdict, counts, actual);
        }
        return this;
    }

    /** @param get null where none was sent, or no answer came; so for the code */
    AnswerAssert rests(Integer head, Integer get, String code) {
        HttpEvidence on = actual.evidence();
        if (!Objects.equals(on.status(), head)
                || !Objects.equals(on.confirmStatus(), get)
                || !Objects.equals(on.errorCode(), code)) {
            failWithMessage("Expected it to rest on HEAD %s, GET %s, %s, but was %s", head, get, code, actual);
        }
        return this;
    }
}
