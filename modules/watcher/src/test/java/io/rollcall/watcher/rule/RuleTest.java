package io.rollcall.watcher.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTest {
    private static final String CLUSTER = "blue";
    private static final Optional<Said> NO_OBJECT = Optional.empty();

    static Stream<Arguments> judgements() {
        return Stream.of(
                Arguments.of("no record, no object", OnLog.NOTHING, NO_OBJECT, Judgement.AGREED),
                Arguments.of("no record", OnLog.NOTHING, object("u", "5", 1), Judgement.PUBLISH),
                Arguments.of("unreadable record, object", OnLog.UNREADABLE, object("u", "5", 1), Judgement.PUBLISH),
                Arguments.of("unreadable record, no object", OnLog.UNREADABLE, NO_OBJECT, Judgement.ASK),
                Arguments.of("record, no object", log("u", "5", 1), NO_OBJECT, Judgement.ASK),
                Arguments.of("same words, same version", log("u", "5", 1), object("u", "5", 1), Judgement.AGREED),
                Arguments.of("same words, older", log("u", "5", 1), object("u", "6", 1), Judgement.AGREED),
                Arguments.of("same words, newer", log("u", "6", 1), object("u", "5", 1), Judgement.AGREED),
                Arguments.of("other words, older", log("u", "5", 1), object("u", "6", 2), Judgement.PUBLISH),
                Arguments.of(
                        "other words, older by a digit", log("u", "9", 1), object("u", "10", 2), Judgement.PUBLISH),
                Arguments.of("other words, same version", log("u", "5", 1), object("u", "5", 2), Judgement.CORRECT),
                Arguments.of("other words, newer", log("u", "10", 1), object("u", "9", 2), Judgement.WAIT),
                Arguments.of("versions without order", log("u", "a", 1), object("u", "5", 2), Judgement.ASK),
                Arguments.of("empty version", log("u", "", 1), object("u", "5", 2), Judgement.ASK),
                Arguments.of("another object, older", log("u", "5", 1), object("v", "6", 1), Judgement.ASK),
                Arguments.of("another object, newer", log("u", "6", 1), object("v", "5", 1), Judgement.ASK),
                Arguments.of("another cluster, no object", foreign("u"), NO_OBJECT, Judgement.FOREIGN),
                Arguments.of("another cluster, another object", foreign("u"), object("v", "5", 1), Judgement.FOREIGN),
                Arguments.of("our object by another name", foreign("u"), object("u", "5", 2), Judgement.CORRECT));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("judgements")
    void shouldJudge(String sides, OnLog log, Optional<Said> object, Judgement judgement) {
        // When
        Judgement judged = Rule.judge(log, object, CLUSTER);

        // Then
        assertThat(judged).as(sides).isEqualTo(judgement);
    }

    static Stream<Arguments> settlements() {
        Seen found = States.seen("u", "7", "Ready");
        Said said = found.said();
        OnLog same = new OnLog.Says(new Said(said.cluster(), "u", "9", said.words(), "Ready"));
        Answer gone = new Answer.NotFound();
        return Stream.of(
                Arguments.of("404, record", log("u", "5", 1), gone, Settlement.TOMBSTONE),
                Arguments.of("404, unreadable record", OnLog.UNREADABLE, gone, Settlement.TOMBSTONE),
                Arguments.of("404, no record", OnLog.NOTHING, gone, Settlement.LEAVE),
                Arguments.of("found, same words", same, new Answer.Found(found), Settlement.LEAVE),
                Arguments.of("found, older record", log("u", "5", 1), new Answer.Found(found), Settlement.PUBLISH),
                Arguments.of("found, same version", log("u", "7", 1), new Answer.Found(found), Settlement.CORRECT),
                Arguments.of("found, record ahead", log("u", "99", 1), new Answer.Found(found), Settlement.PUBLISH),
                Arguments.of("found, another object", log("v", "7", 1), new Answer.Found(found), Settlement.PUBLISH),
                Arguments.of("found, unreadable", OnLog.UNREADABLE, new Answer.Found(found), Settlement.PUBLISH),
                Arguments.of("found, no record", OnLog.NOTHING, new Answer.Found(found), Settlement.PUBLISH),
                Arguments.of("500", log("u", "5", 1), new Answer.Failed("500"), Settlement.ASK_AGAIN),
                Arguments.of("500, no record", OnLog.NOTHING, new Answer.Failed("500"), Settlement.ASK_AGAIN));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("settlements")
    void shouldSettle(String sides, OnLog log, Answer answer, Settlement settlement) {
        // When
        Settlement lacking = Rule.settle(log, NO_OBJECT, false, answer);
        Settlement holding = Rule.settle(log, object("u", "6", 3), true, answer);

        // Then
        assertThat(lacking).as("%s, the informer has none", sides).isEqualTo(settlement);
        assertThat(holding).as("%s, the selector holds it", sides).isEqualTo(settlement);
    }

    static Stream<Arguments> settlementsBeyondTheSelector() {
        Answer found = new Answer.Found(States.seen("u", "7", "Ready"));
        Answer gone = new Answer.NotFound();
        return Stream.of(
                Arguments.of("found, older record", log("u", "5", 1), found, Settlement.LEAVE),
                Arguments.of("found, same version", log("u", "7", 1), found, Settlement.LEAVE),
                Arguments.of("found, record ahead", log("u", "99", 1), found, Settlement.LEAVE),
                Arguments.of("found, another object", log("v", "5", 1), found, Settlement.LEAVE),
                Arguments.of("found, unreadable", OnLog.UNREADABLE, found, Settlement.PUBLISH),
                Arguments.of("404, record", log("u", "5", 1), gone, Settlement.TOMBSTONE),
                Arguments.of("500", log("u", "5", 1), new Answer.Failed("500"), Settlement.ASK_AGAIN));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("settlementsBeyondTheSelector")
    void shouldSettleWhenTheSelectorMayExcludeTheObject(String sides, OnLog log, Answer answer, Settlement settlement) {
        // When
        Settlement settled = Rule.settle(log, NO_OBJECT, true, answer);

        // Then
        assertThat(settled).as(sides).isEqualTo(settlement);
    }

    private static OnLog log(String uid, String version, long words) {
        return new OnLog.Says(new Said(CLUSTER, uid, version, words, "Ready"));
    }

    private static OnLog foreign(String uid) {
        return new OnLog.Says(new Said("green", uid, "5", 1, "Ready"));
    }

    private static Optional<Said> object(String uid, String version, long words) {
        return Optional.of(new Said(CLUSTER, uid, version, words, "Ready"));
    }
}
