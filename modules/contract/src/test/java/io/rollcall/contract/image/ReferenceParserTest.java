package io.rollcall.contract.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ReferenceParser.Parsed;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReferenceParserTest {
    private static final String SHA = "sha256:" + "a".repeat(64);

    @Example
    void shouldReadAllPartsWhenTheyAreWritten() {
        assertThat(parsed("dvcr.d8-virtualization.svc/vi/team-a/ubuntu:8f0b"))
                .isEqualTo(new ImageReference("dvcr.d8-virtualization.svc", "vi/team-a/ubuntu", "8f0b", null));
        assertThat(parsed("127.0.0.1:5000/cvi/x")).isEqualTo(new ImageReference("127.0.0.1:5000", "cvi/x", null, null));
        assertThat(parsed("localhost/a:b@" + SHA)).isEqualTo(new ImageReference("localhost", "a", "b", SHA));
        assertThat(parsed("[::1]:5000/a/b__c:t")).isEqualTo(new ImageReference("[::1]:5000", "a/b__c", "t", null));
        assertThat(parsed("DVCR.Example/a:t").registry()).isEqualTo("dvcr.example");
    }

    @Example
    void shouldAskForDigestThenTagThenLatest() {
        assertThat(parsed("h.x/a:b@" + SHA).canonical()).isEqualTo("h.x/a@" + SHA);
        assertThat(parsed("h.x/a:b").canonical()).isEqualTo("h.x/a:b");
        assertThat(parsed("h.x/a").canonical()).isEqualTo("h.x/a:latest");
    }

    @Example
    void shouldRefuseWhenItIsNoReference() {
        for (String text : new String[] {
            "",
            ":::invalid:::",
            "docker://h.x/a:b",
            "https://h.x/a",
            "ubuntu",
            "library/ubuntu",
            "h.x/",
            "/a:b",
            "h.x/A:b",
            "h.x/a:",
            "h.x/a:-b",
            "h.x/a@sha256:zz",
            "h.x/a@" + SHA + "@" + SHA,
            "h.x/a b",
            "h.x:99999/a",
            "h.x:0/a",
            "h.x/a//b",
            "h.x/a:" + "t".repeat(129),
            "h.x/" + "a".repeat(256),
            "h.x/" + "a".repeat(10_000),
            "user@h.x/a",
            "h.x/a?x=1",
            "h.x/../a"
        }) {
            assertThat(ReferenceParser.parse(text)).as(text).isInstanceOf(Parsed.Invalid.class);
        }
        assertThat(ReferenceParser.parse(null)).isInstanceOf(Parsed.Invalid.class);
    }

    @Example
    void shouldTakeTheLongestNameThatUpstreamMakes() {
        String name = "a".repeat(255 - "dvcr.d8-virtualization.svc/cvi/".length());
        assertThat(parsed("dvcr.d8-virtualization.svc/cvi/" + name + ":8f0b1c").repository())
                .isEqualTo("cvi/" + name);
    }

    @Property
    void shouldNeverThrowWhenTextIsAnything(@ForAll String text) {
        assertThat(ReferenceParser.parse(text)).isNotNull();
        assertThat(ReferenceParser.parse("h.x/" + text)).isNotNull();
    }

    @Property
    void shouldReadItsOwnWrittenForm(@ForAll("references") ImageReference reference) {
        assertThat(parsed(reference.canonical()).canonical()).isEqualTo(reference.canonical());
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<ImageReference> references() {
        var component = net.jqwik.api.Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(20);
        return net.jqwik.api.Combinators.combine(
                        component.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts)),
                        component.injectNull(0.3),
                        net.jqwik.api.Arbitraries.of(SHA).injectNull(0.5))
                .as((path, tag, digest) -> new ImageReference("h.x:5000", path, tag, digest));
    }

    private static ImageReference parsed(String text) {
        Parsed parsed = ReferenceParser.parse(text);
        assertThat(parsed).as(text).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid) parsed).reference();
    }
}
