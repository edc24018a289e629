// The table of images. Only the rows in view are in the page; what is above and below them is room.

const ROW = 30;
const PRINTED = 60;

const table = { model: null, doc: null, rows: [], sort: "lostMillis", down: true, active: 0, printing: false, manyDays: false };

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function arrangeTable() {
  const { value } = COLUMNS.find(column => column.key === table.sort);
  const sign = table.down ? -1 : 1;
  table.rows = [...table.model.shown].sort((a, b) => sign * compare(value(a), value(b)) || compare(a.title, b.title));
  table.active = 0;
  byId("table-scroller").scrollTop = 0;
  byId("table-scroller").style.setProperty("--rows", Math.max(1, table.rows.length));
  byId("table").setAttribute("aria-rowcount", table.rows.length + 1);
  byId("matches").textContent = `${number(table.rows.length)} of ${many(table.doc.images.length, "image")}`;
  byId("paper-note").textContent = table.rows.length > PRINTED
    ? `Paper shows the first ${PRINTED} of ${number(table.rows.length)}, as they are sorted; search to print others.` : "";
  drawTable();
}

function drawTable() {
  const box = byId("table-scroller");
  const spare = 6;
  const first = table.printing ? 0 : Math.max(0, Math.floor(box.scrollTop / ROW) - spare);
  const room = table.printing ? PRINTED : Math.ceil(box.clientHeight / ROW) + 2 * spare;
  const end = Math.min(table.rows.length, first + room);
  const focused = byId("table").tBodies[0].contains(document.activeElement);
  const inView = Math.floor(box.scrollTop / ROW);
  if (table.active < first || table.active >= end) table.active = Math.min(inView, Math.max(0, table.rows.length - 1));
  byId("table").tBodies[0].replaceChildren(
    roomFor(first),
    ...(table.rows.length === 0 ? [h("tr", {}, h("td", { class: "quiet", colspan: COLUMNS.length }, nothingToShow(table.model)))] : []),
    ...table.rows.slice(first, end).map((image, i) => tableRow(image, first + i)),
    roomFor(table.printing ? 0 : table.rows.length - end));
  if (focused) byId("table").querySelector(`[data-row="${table.active}"]`)?.focus({ preventScroll: true });
}

/** Stands for rows that are not in the page. */
function roomFor(rows) {
  const cell = h("td");
  cell.style.height = rows * ROW + "px";
  return h("tr", { class: "room", "aria-hidden": "true" }, cell);
}

const tableRow = (image, row) => h("tr", {
  "data-row": row, "aria-rowindex": row + 2, tabindex: row === table.active ? 0 : -1,
  "aria-selected": String(table.model.opened === image),
}, COLUMNS.map(column => h("td", { class: column.key + (RIGHT.has(column.key) ? " number" : "") }, [column.cell(image)].flat())));

function tableHead() {
  const head = COLUMNS.map(column => {
    const sorted = table.sort === column.key;
    return h("th", { scope: "col", class: column.key + (RIGHT.has(column.key) ? " number" : ""), "aria-sort": sorted ? (table.down ? "descending" : "ascending") : column.value ? "none" : null },
      column.value ? h("button", { type: "button", "data-key": column.key, click: () => sortBy(column) }, column.name, h("span", { "aria-hidden": "true" }, sorted ? (table.down ? " ▾" : " ▴") : "")) : column.name);
  });
  byId("table").tHead.replaceChildren(h("tr", { "aria-rowindex": 1 }, head));
}

function sortBy(column) {
  table.down = table.sort === column.key ? !table.down : column.most === true;
  table.sort = column.key;
  tableHead();
  byId("table").querySelector(`button[data-key="${column.key}"]`).focus();
  arrangeTable();
}

function moveTo(row) {
  const box = byId("table-scroller");
  table.active = Math.min(Math.max(0, row), table.rows.length - 1);
  const top = table.active * ROW;
  const height = box.clientHeight - byId("table").tHead.offsetHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  if (top + ROW > box.scrollTop + height) box.scrollTop = top + ROW - height;
  drawTable();
  byId("table").querySelector(`[data-row="${table.active}"]`)?.focus({ preventScroll: true });
}

function showTable(model) {
  Object.assign(table, { model, doc: model.doc, manyDays: day(model.doc.from) !== day(model.doc.to) });
  byId("table").replaceChildren(h("thead"), h("tbody"));
  tableHead();
  const box = byId("table-scroller");
  box.addEventListener("scroll", oncePerFrame(drawTable), { passive: true });
  new ResizeObserver(oncePerFrame(drawTable)).observe(box);
  byId("table").addEventListener("click", event => {
    const row = event.target.closest("tr[data-row]");
    if (!row) return;
    table.active = Number(row.dataset.row);
    model.open(table.rows[table.active]);
  });
  byId("table").addEventListener("keydown", event => {
    if (!event.target.closest("tr[data-row]")) return;
    const page = Math.max(1, Math.floor(box.clientHeight / ROW) - 2);
    const moves = {
      ArrowDown: table.active + 1, ArrowUp: table.active - 1, PageDown: table.active + page, PageUp: table.active - page,
      Home: 0, End: table.rows.length - 1,
    };
    if (event.key in moves) moveTo(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") model.open(table.rows[table.active]);
    else return;
    event.preventDefault();
  });
  model.addEventListener("choice", arrangeTable);
  model.addEventListener("open", drawTable);
  arrangeTable();
}
