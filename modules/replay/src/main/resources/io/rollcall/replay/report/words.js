// What the document's words are called, and how each is drawn. A colour never stands alone: every one has a pattern and a name.

const CAUSES = {
  STORAGE_GONE: { name: "Storage gone", look: "lost" },
  REGISTRY_DOWN: { name: "Registry down", look: "down" },
  CREDENTIALS: { name: "Credentials refused", look: "denied" },
  THROTTLED: { name: "Throttled", look: "throttled" },
  DELETION: { name: "Deleted", look: "deleted" },
  UNEXPLAINED: { name: "Unexplained", look: "mixed" },
};

/** The worse of two that are too narrow to draw is the one that is drawn. */
const HEALTH = {
  OK: { name: "Fine", look: "ok", worse: 1 },
  UNKNOWN: { name: "No data", look: "unknown", worse: 0 },
  MIXED: { name: "Several at once", look: "mixed", worse: 2 },
  THROTTLED: { name: "Throttled", look: "throttled", worse: 3 },
  DENIED: { name: "Access denied", look: "denied", worse: 4 },
  UNAVAILABLE: { name: "Unavailable", look: "down", worse: 5 },
  BREAKER_OPEN: { name: "Breaker open", look: "breaker", worse: 6 },
  MANY_ABSENT: { name: "Many images absent", look: "lost", worse: 7 },
};

const PHASES = {
  READY: { name: "Ready", look: "ok", worse: 1 },
  IMAGE_LOST: { name: "Lost", look: "lost", worse: 5 },
  DELETED: { name: "Deleted", look: "deleted", worse: 4 },
  SUSPENDED: { name: "Suspended", look: "suspended", worse: 2 },
  OTHER: { name: "Other phase", look: "mixed", worse: 3 },
  UNKNOWN: { name: "Not recorded", look: "unknown", worse: 0 },
};

const WHAT = {
  VERDICT: "Answer",
  DECISION: "Decision",
  WRITTEN: "Written",
  OBSERVED: "Not written",
  EVENT: "Event",
  ALERT: "Alert",
  REQUEST: "Request",
  STATE: "Object",
  NOTE: "Note",
};

const wordFor = (words, key) => words[key] ?? { name: key, look: "mixed", worse: 2 };

/** Looks that are a thin line: all is well, or nothing is known. What needs an eye is a bar. */
const THIN = new Set(["ok", "unknown", "deleted", "suspended"]);

/** The patterns that bars are filled with, each drawn on its colour. */
const PATTERNS = {
  lost: { size: 8, marks: ["M-1 9 L9 -1 M-5 5 L5 -5 M3 13 L13 3"] },
  down: { size: 5, marks: ["M0 2.5 H5"] },
  denied: { size: 6, marks: ["M2 2 h.01 M5 5 h.01"], round: true },
  throttled: { size: 5, marks: ["M2.5 0 V5"] },
  breaker: { size: 7, marks: ["M0 0 L7 7 M7 0 L0 7"] },
  mixed: { size: 6, marks: ["M-1 -1 L7 7 M-4 2 L4 10 M2 -4 L10 4"] },
};

/** The hidden drawing that holds the patterns. */
function patterns() {
  return svg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" },
    svg("defs", {}, Object.entries(PATTERNS).map(([look, { size, marks, round }]) =>
      svg("pattern", { id: "fill-" + look, width: size, height: size, patternUnits: "userSpaceOnUse" },
        svg("rect", { width: size, height: size, class: "ground " + look }),
        marks.map(d => svg("path", { d, class: "mark" + (round ? " round" : "") }))))));
}

/**
 * The stretches of a lane or band, each from `left` and `width` wide: bars with their pattern, or thin lines. All that look
 * alike are one path, so a row costs the same however often it changed.
 */
function shapes(parts, top, height) {
  const paths = new Map();
  for (const { look, left, width } of parts) {
    const line = THIN.has(look);
    const begin = `M${left.toFixed(1)} ${line ? top + height / 2 : top}h${width.toFixed(1)}`;
    paths.set(look, (paths.get(look) ?? "") + (line ? begin : `${begin}v${height}h${(-width).toFixed(1)}z`));
  }
  return [...paths]
    .map(([look, d]) => (THIN.has(look)
      ? svg("path", { class: "thin " + look, d })
      : svg("path", { class: "bar " + look, d, fill: `url(#fill-${look})` })))
    .sort((a, b) => a.classList.contains("bar") - b.classList.contains("bar"));
}

/** A swatch for the legend, drawn as in the chart. */
function swatch(look) {
  return svg("svg", { class: "swatch", width: 22, height: 12, "aria-hidden": "true" }, shapes([{ look, left: 0, width: 22 }], 0, 12));
}
