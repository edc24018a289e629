// The table's columns: what each is sorted by, and what it shows.

const SPARK = 150;

function stateCell(image) {
  const { name, look } = wordFor(PHASES, image.state);
  return [swatch(look), " ", name];
}

const titleCell = image => [
  image.namespace ? h("span", { class: "quiet" }, image.namespace + "/") : null,
  h("b", {}, image.name),
  image.wide ? h("span", { class: "quiet" }, " cluster-wide") : null,
];

function firstLostCell(image) {
  if (image.firstLost === Infinity) return "";
  return image.firstLost <= table.doc.from ? "before" : `${table.manyDays ? day(image.firstLost, false) + " " : ""}${clock(image.firstLost)}`;
}

const incidentsCell = ({ incidents }) =>
  (incidents.length <= 3 ? incidents.join(", ") : `${incidents.slice(0, 3).join(", ")} +${incidents.length - 3}`);

/** The image's lane over the whole window, small. */
function spark(image) {
  const { from, to } = table.doc;
  const scale = SPARK / (to - from);
  const parts = image.lane.map(part => {
    const { look } = wordFor(PHASES, part.phase);
    return { look, left: (part.from - from) * scale, width: Math.max(THIN.has(look) ? 0 : 2, (part.to - part.from) * scale) };
  });
  return svg("svg", { width: SPARK, height: 14, "aria-hidden": "true" }, shapes(parts, 2, 10));
}

const COLUMNS = [
  { key: "state", name: "At the end", value: image => -wordFor(PHASES, image.state).worse, cell: stateCell },
  { key: "title", name: "Image", value: image => image.title, cell: titleCell },
  { key: "target", name: "Target", value: image => image.target, cell: image => h("span", { class: "target", title: image.target }, image.target || "not recorded") },
  { key: "firstLost", name: "First lost", value: image => image.firstLost, cell: firstLostCell },
  { key: "lostMillis", name: "Lost for", most: true, value: image => image.lostMillis, cell: image => (image.lostMillis > 0 ? duration(image.lostMillis) : "") },
  { key: "lost", name: "Times", most: true, value: image => image.lost, cell: image => (image.lost > 0 ? number(image.lost) : "") },
  { key: "incidents", name: "Incident", value: image => image.incidents[0] ?? Infinity, cell: incidentsCell },
  { key: "course", name: "Course", cell: image => spark(image) },
];

const RIGHT = new Set(["firstLost", "lostMillis", "lost"]);
