package io.rollcall.replay.report;

import io.rollcall.replay.incident.Audit;
import io.rollcall.replay.incident.Band;
import io.rollcall.replay.incident.Difference;
import io.rollcall.replay.incident.Evidence;
import io.rollcall.replay.incident.Health;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentCause;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Reach;
import io.rollcall.replay.incident.RegistryHistory;
import io.rollcall.replay.incident.StoryLine.What;
import io.rollcall.replay.incident.Summary;
import io.rollcall.replay.incident.WhatIf;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A document in which one text stands wherever a text can stand. */
final class SampleMischief {

    /** What people put into names who wish a reader ill, and what breaks pages by accident. */
    static final List<String> TEXTS = List.of(
            "</script><script>window.caught = 1</script>",
            "<img src=x onerror=\"window.caught = 1\">",
            "'\"><svg onload=window.caught=1>",
            "<!--<script>",
            "]]></style></title></noscript><iframe srcdoc='<script>parent.caught=1</script>'>",
            "javascript:window.caught=1",
            "{{script}} ${script} $0 \\1",
            "line\u2028separator\u2029and\u0000nothing\u001b[31m",
            "\u202egpj.exe",
            "half \ud800 a pair",
            "https://evil.example/beacon.png");

    private static final Instant FROM = Instant.parse("2026-11-20T03:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T04:00:00Z");

    private SampleMischief() {}

    static IncidentDocument document(String text) {
        SampleImage image = new SampleImage(FROM, TO, text, text, text)
                .in(1)
                .lost(FROM.plusSeconds(60), FROM.plusSeconds(120), text)
                .told(FROM.plusSeconds(130), What.NOTE, text);
        String key = image.history().key();
        return new IncidentDocument(
                IncidentDocument.SCHEMA_VERSION,
                text,
                text,
                FROM,
                TO,
                new Reach(FROM, text),
                new Summary(List.of(text, text), 1, 1, 1, 1, 1, 0),
                List.of(new RegistryHistory(
                        text, 1, List.of(new Band(FROM, TO, Health.MIXED, new TreeMap<>(Map.of(text, 1L)))))),
                List.of(new Incident(
                        1,
                        IncidentCause.UNEXPLAINED,
                        text,
                        FROM.plusSeconds(60),
                        null,
                        text,
                        List.of(0),
                        List.of(new Evidence(text, 1)))),
                Samples.lostOverTime(List.of(image.history())),
                List.of(image.history()),
                new Audit(1, 0, List.of(new Difference(key, FROM, text, text, text)), text),
                new WhatIf(
                        text,
                        text,
                        List.of(new WhatIf.Changed(key, FROM, text, text, 1)),
                        1,
                        0,
                        List.of(new WhatIf.Unknown(text, FROM, text))));
    }
}
