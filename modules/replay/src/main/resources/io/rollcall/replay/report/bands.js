// The registries: how each fared, one band each, the worst off first.

const BAND = 26;

/** By the worst that it went through, then by how long; else they stand as they came. */
function worstFirst(registries) {
  const told = registries.map(registry => {
    const worst = Math.max(0, ...registry.band.map(part => wordFor(HEALTH, part.health).worse));
    const parts = registry.band.filter(part => wordFor(HEALTH, part.health).worse === worst);
    return { registry, worst, length: parts.reduce((sum, part) => sum + part.to - part.from, 0) };
  });
  return told.sort((a, b) => b.worst - a.worst || (a.worst > 1 ? b.length - a.length : 0)).map(each => each.registry);
}

function bands(registries) {
  const labels = registries.map((registry, row) => withTip(
    svg("text", { class: "label", x: 0, y: row * BAND + 17 }, fitting(registry.host, plot.gutter - 12)),
    () => [registry.host, many(registry.images, "image")]));
  const rows = registries.map((registry, row) => band(registry, row * BAND));
  return drawing(Math.max(1, registries.length) * BAND + 4, labels, rows);
}

function band(registry, y) {
  const parts = visible(registry.band, HEALTH, "health");
  const names = parts
    .map(each => ({ ...each, name: wordFor(HEALTH, each.part.health).name, place: Math.max(6, each.left + 6) }))
    .filter(each => !THIN.has(each.look) && each.width > each.name.length * 7 + 10)
    .map(each => svg("text", { class: "bar-name " + each.look, x: each.place, y: y + 17 }, each.name));
  return withTip(svg("g", {}, ground(y, BAND), shapes(parts, y + 5, 16), names), () => {
    const { part } = underPointer(parts);
    return [`${registry.host}: ${wordFor(HEALTH, part.health).name}`, ...when(part), ...counted(part.counts)];
  });
}

/** Something to point at, as wide as the plot. */
const ground = (y, height) => svg("rect", { class: "ground-line", x: 0, y, width: plot.width, height });

const when = part => [`${clock(part.from)} – ${clock(part.to)} (${duration(part.to - part.from)})`];

/** `MANIFEST_UNKNOWN 210`, the most frequent first. */
const counted = counts => Object.entries(counts ?? {})
  .sort((a, b) => b[1] - a[1])
  .slice(0, 6)
  .map(([what, n]) => `${number(n)} × ${what}`);

const LISTED = 200;

/** The same in words, for those who do not see the chart: when a registry was not fine, and what it said. */
function healthTable(registries) {
  const rows = registries.flatMap(registry => registry.band
    .filter(part => part.health !== "OK")
    .map(part => h("tr", {},
      h("td", {}, registry.host),
      h("td", {}, wordFor(HEALTH, part.health).name),
      h("td", { class: "number" }, `${day(part.from, false)} ${clock(part.from)}`),
      h("td", { class: "number" }, duration(part.to - part.from)),
      h("td", {}, counted(part.counts).join(", ")))));
  if (rows.length === 0) return h("p", {}, "Every registry was fine all the time.");
  return h("div", { class: "overflow" },
    h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, ["Registry", "Health", "From", "For", "Results"].map(name => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.slice(0, LISTED))),
    rows.length > LISTED && h("p", { class: "help" }, `and ${number(rows.length - LISTED)} stretches more`));
}
