// The top of the chart: the time axis, and a bracket with a number for each incident.

const LEVELS = 3;
const LEVEL = 22;

function axis(model, openIncident) {
  const placed = brackets(model);
  const levels = Math.max(1, ...placed.map(each => each.level + 1));
  const height = 34 + levels * LEVEL;
  const { step, found } = ticks(model.from, model.to, Math.max(2, plot.width / 96));
  const marks = found.map((at, i) => {
    const newDay = i === 0 || day(at) !== day(found[i - 1]);
    return svg("g", { transform: `translate(${xOf(at).toFixed(1)} 0)` },
      svg("line", { class: "grid", y1: 28, y2: height }),
      newDay && svg("text", { class: "day", y: 11, "text-anchor": anchor(at) }, day(at, false)),
      svg("text", { class: "tick", y: 24, "text-anchor": anchor(at) }, step >= DAY ? "" : clock(at, step < MINUTE)));
  });
  const signs = placed.map(each => bracket(each, openIncident));
  const labels = [
    svg("text", { class: "label quiet", x: 0, y: 24 }, zoneName()),
    svg("text", { class: "label", x: 0, y: 34 + LEVEL - 7 }, "Incidents"),
  ];
  return drawing(height, labels, [marks, signs]);
}

/** A label at the edge stands within it. */
const anchor = at => (xOf(at) < 24 ? "start" : xOf(at) > plot.width - 24 ? "end" : "middle");

/** Each visible incident with the level on which it meets no other; those that find no room stand on the last. */
function brackets(model) {
  const ends = [];
  return model.doc.incidents
    .filter(incident => incident.onset < model.to && incident.until >= model.from)
    .map(incident => {
      const left = Math.max(9, xOf(incident.onset));
      const right = Math.min(plot.width, Math.max(left, xOf(incident.until)));
      let level = 0;
      while (level < LEVELS - 1 && ends[level] > left - 12) level++;
      ends[level] = Math.max(right, left + 10);
      return { incident, left, right, level };
    });
}

function bracket({ incident, left, right, level }, openIncident) {
  const { name, look } = wordFor(CAUSES, incident.cause);
  const y = 34 + level * LEVEL + 8;
  const room = right - left - 22;
  const words = `${name}, ${incident.registry}`;
  const shown = room > 90 ? fitting(words, room) : "";
  const sign = svg("g", {
    class: "incident-mark", tabindex: 0, role: "button",
    "aria-label": `Incident ${incident.number}: ${words}, from ${clock(incident.onset)}. Zoom to it.`,
    click: () => openIncident(incident),
    keydown: event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      openIncident(incident);
    },
  },
  svg("line", { class: "extent " + look, x1: left + (shown ? 20 + widthOf(shown) : 0), x2: right, y1: y, y2: y }),
  svg("circle", { class: "disc " + look, cx: left, cy: y, r: 8.5 }),
  svg("text", { class: "disc-number", x: left, y: y + 3.8 }, String(incident.number)),
  shown && svg("text", { class: "incident-name", x: left + 14, y: y + 4 }, shown));
  return withTip(sign, () => [
    `${incident.number} · ${name}`,
    incident.registry,
    `${clock(incident.onset)} – ${incident.end === null ? "not over" : clock(incident.end)}`,
    many(incident.images.length, "image"),
  ]);
}
