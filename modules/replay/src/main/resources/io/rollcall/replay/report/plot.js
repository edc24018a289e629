// The plot: where a moment stands on the chart, and what is drawn of lists that are longer than there are pixels.

const INSET = 12;

const plot = { gutter: 190, width: 0, model: null, hover: null };

/** Fits the plot to the room there is. */
function measure(model, room) {
  plot.model = model;
  plot.gutter = room < 700 ? 104 : 190;
  plot.width = Math.max(120, room - INSET - plot.gutter - 1);
}

const xOf = at => ((at - plot.model.from) / (plot.model.to - plot.model.from)) * plot.width;
const timeAt = x => plot.model.from + (x / plot.width) * (plot.model.to - plot.model.from);

/** A drawing as wide as the chart: labels in the gutter, and a part for the plot that hides what is outside. */
function drawing(height, labels, inside) {
  const full = plot.gutter + plot.width;
  return svg("svg", { width: full, height, viewBox: `0 0 ${full} ${height}`, role: "presentation" },
    labels,
    svg("svg", { class: "plot", x: plot.gutter, y: 0, width: plot.width, height, role: "presentation" }, inside));
}

/**
 * The stretches that can be seen, each as wide as it is drawn. Those that would be narrower than a pixel are drawn as one, as
 * the worst of them; nothing bad is ever too short to see.
 */
function visible(list, words, key) {
  const found = [];
  for (let i = firstAfter(list, plot.model.from, part => part.to); i < list.length && list[i].from < plot.model.to; i++) {
    const part = list[i];
    const { look, worse } = wordFor(words, part[key]);
    const left = Math.max(-8, xOf(part.from));
    const right = Math.min(plot.width + 8, xOf(part.to));
    const last = found.at(-1);
    if (last && (right - last.left < 1.5 || (right - left < 1 && left - last.left < 1.5))) {
      last.right = Math.max(last.right, right);
      if (worse > last.worse) Object.assign(last, { part, look, worse });
    } else {
      found.push({ part, look, worse, left, right });
    }
  }
  for (const each of found) each.width = Math.max(THIN.has(each.look) ? 0 : 2, each.right - each.left);
  return found;
}

/** The stretch under the pointer; of several within reach, the worst. */
function underPointer(parts) {
  const x = xOf(plot.hover ?? plot.model.from);
  const near = parts.filter(each => x >= each.left - 2 && x <= each.left + each.width + 2);
  return near.sort((a, b) => b.worse - a.worse)[0] ?? parts[0];
}

/** A step series as a path that closes on the ground: of all values within a pixel, the highest. */
function steps(series, value, yOf) {
  const begin = Math.max(0, firstAfter(series, plot.model.from, each => each.at) - 1);
  const ground = yOf(0);
  let path = `M0 ${ground}`;
  let column = -1;
  let highest = 0;
  let current = 0;
  const flush = () => {
    if (column >= 0) path += `H${column}V${yOf(highest).toFixed(1)}` + (current === highest ? "" : `H${column + 1}V${yOf(current).toFixed(1)}`);
  };
  for (let i = begin; i < series.length && series[i].at < plot.model.to; i++) {
    const here = Math.max(0, Math.round(xOf(series[i].at)));
    if (here !== column) {
      flush();
      column = here;
      highest = current;
    }
    current = value(series[i]);
    highest = Math.max(highest, current);
  }
  flush();
  return path + `H${plot.width}V${ground}Z`;
}

const pen = document.createElement("canvas").getContext("2d");

/** How wide a text is in the chart. */
function widthOf(text) {
  pen.font = plot.font ??= "12px " + getComputedStyle(document.body).fontFamily;
  return pen.measureText(text).width;
}

/** As much of a text as fits, its end kept: names differ at the end. */
function fitting(text, width) {
  const full = widthOf(text);
  if (full <= width) return text;
  const room = Math.floor((text.length * width) / full) - 1;
  const head = Math.max(1, Math.floor(room * 0.4));
  return text.slice(0, head) + "…" + text.slice(text.length - Math.max(1, room - head));
}
