// The swim-lanes: one for each image or group of them. Only those that can be seen are drawn, so thousands cost what thirty do.

const LANE = 20;
const MANY_LANES = 200;

const GROUPINGS = [
  { key: "image", name: "image" },
  { key: "namespace", name: "namespace", of: image => image.namespace || "cluster-wide" },
  { key: "registry", name: "registry", of: image => image.registry || "no registry recorded" },
  { key: "incident", name: "incident", of: (image, doc) => incidentsName(image, doc) },
];

function incidentsName(image, doc) {
  const first = doc.incidents.find(incident => incident.number === image.incidents[0]);
  return first ? `${first.number} · ${wordFor(CAUSES, first.cause).name}` : "no incident";
}

const firstLostFirst = (a, b) => a.firstLost - b.firstLost || (a.title < b.title ? -1 : 1);

/** How many of a group were lost, as a step series. */
function lostOf(images) {
  const changes = images
    .flatMap(image => image.lostParts.flatMap(part => [{ at: part.from, by: 1 }, { at: part.to, by: -1 }]))
    .sort((a, b) => a.at - b.at);
  let lost = 0;
  return changes.map(({ at, by }) => ({ at, lost: (lost += by) }));
}

/** Several images as one lane; what it comes to over time is found out when it is drawn. */
class Group {
  constructor(name, images) {
    this.name = name;
    this.images = images;
    this.touched = images.filter(image => image.lostParts.length > 0).length;
  }

  get series() {
    return (this.counted ??= lostOf(this.images));
  }

  get most() {
    return peak(this.series).lost;
  }
}

/** The rows for a choice of images: images, or groups of which some are opened. */
function laneRows(doc, images, grouping, opened) {
  const sorted = [...images].sort(firstLostFirst);
  const { of } = GROUPINGS.find(each => each.key === grouping);
  if (!of) return sorted.map(image => ({ image }));
  const groups = new Map();
  for (const image of sorted) {
    const name = of(image, doc);
    if (groups.has(name)) groups.get(name).push(image);
    else groups.set(name, [image]);
  }
  return [...groups]
    .map(([name, members]) => new Group(name, members))
    .sort((a, b) => b.touched - a.touched || (a.name < b.name ? -1 : 1))
    .flatMap(each => [{ group: each }, ...(opened.has(each.name) ? each.images.map(image => ({ image, inside: true })) : [])]);
}

/** The lanes from `first` up to `end`, drawn where they stand among all. */
function lanes(rows, first, end, active, opened) {
  const labels = [];
  const drawn = [];
  for (let i = first; i < end; i++) {
    const row = rows[i];
    const lane = row.group ? groupLane(row.group, i * LANE) : imageLane(row.image, i * LANE);
    labels.push(laneLabel(row, i, opened));
    drawn.push(svg("g", {
      id: "lane-" + i, role: "option", class: "lane" + (i === active ? " active" : ""), "data-row": i,
      "aria-selected": String(i === active), "aria-setsize": rows.length, "aria-posinset": i + 1, "aria-label": laneWords(row, opened),
    }, lane));
  }
  return drawing(Math.max(1, rows.length) * LANE, labels, drawn);
}

function laneLabel(row, i, opened) {
  const inset = row.inside ? 12 : 0;
  const text = row.group
    ? `${opened.has(row.group.name) ? "▾" : "▸"} ${fitting(row.group.name, plot.gutter - 64)} (${number(row.group.images.length)})`
    : fitting(row.image.title, plot.gutter - 12 - inset);
  const label = svg("text", { class: "label" + (row.group ? " strong" : ""), x: inset, y: i * LANE + 14, "data-row": i }, text);
  return withTip(label, () => (row.group
    ? [row.group.name, many(row.group.images.length, "image"), `at most ${number(row.group.most)} lost at once`]
    : [row.image.title, row.image.target || "no target recorded"]));
}

function laneWords(row, opened) {
  if (row.group) {
    const state = opened.has(row.group.name) ? "opened" : "closed";
    return `${row.group.name}, ${many(row.group.images.length, "image")}, at most ${number(row.group.most)} lost at once, ${state}`;
  }
  const { title, lostParts } = row.image;
  if (lostParts.length === 0) return `${title}, never lost`;
  const parts = lostParts.slice(0, 3).map(part => `${clock(part.from)} for ${duration(part.to - part.from)}`);
  return `${title}, lost ${parts.join(", ")}${lostParts.length > 3 ? " and more" : ""}`;
}

function imageLane(image, y) {
  const parts = visible(image.lane, PHASES, "phase");
  const gone = parts
    .filter(each => each.look === "deleted" && each.left >= 0)
    .map(each => svg("path", { class: "cross-mark", d: `M${each.left} ${y + 6} l8 8 m0 -8 l-8 8` }));
  return withTip(svg("g", {}, ground(y, LANE), shapes(parts, y + 4, LANE - 8), gone), () => {
    const { part } = underPointer(parts);
    return [image.title, `${wordFor(PHASES, part.phase).name}: ${when(part)[0]}`, image.target || "no target recorded"];
  });
}

function groupLane(each, y) {
  const yOf = height(y + LANE - 3, LANE - 6, each.images.length);
  return withTip(svg("g", {},
    ground(y, LANE),
    svg("line", { class: "thin ok", x1: 0, x2: plot.width, y1: y + LANE - 3, y2: y + LANE - 3 }),
    svg("path", { class: "area", d: steps(each.series, step => step.lost, yOf) })),
  () => {
    const at = plot.hover ?? plot.model.from;
    return [each.name, `${number(lostAt(each.series, at))} of ${many(each.images.length, "image")} lost at ${clock(at)}`];
  });
}
