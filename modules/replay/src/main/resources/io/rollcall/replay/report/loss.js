// How many images were lost, over time.

const LOSS = 92;

/** The least round number that is not below. */
function ceiling(n) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(factor => factor * power).find(each => each >= n);
}

/** Where a number stands over the ground; one image of thousands is still two pixels high. */
const height = (ground, room, most) => n => (n === 0 ? ground : ground - Math.max(2, (n / most) * room));

/** The highest number of lost images that there was. */
const peak = series => series.reduce((most, each) => (each.lost > most.lost ? each : most), { at: null, lost: 0 });

function loss(series) {
  const most = peak(series).lost;
  const top = ceiling(most);
  const yOf = height(LOSS - 8, LOSS - 22, top);
  const levels = top > 1 ? [0, top / 2, top] : [0, top];
  const grid = levels.map(n => svg("line", { class: "grid", x1: 0, x2: plot.width, y1: yOf(n), y2: yOf(n) }));
  const labels = [
    svg("text", { class: "label", x: 0, y: 18 }, "Images lost"),
    svg("text", { class: "label quiet", x: 0, y: 34 }, most > 0 ? `at most ${number(most)}` : "none"),
    levels.map(n => svg("text", { class: "level", x: plot.gutter - 8, y: yOf(n) + 4 }, Number.isInteger(n) ? number(n) : "")),
  ];
  const area = svg("path", { class: "area", d: steps(series, each => each.lost, yOf) });
  return drawing(LOSS, labels, [grid, area]);
}

/** How many were lost at a moment. */
function lostAt(series, at) {
  const next = firstAfter(series, at, each => each.at);
  return next === 0 ? 0 : series[next - 1].lost;
}
