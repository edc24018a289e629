// The chart as a whole: what is drawn when, and how the lanes are walked through.

const PAPER = 720; // as wide as the page that is printed, so that its letters keep their size
const SPARE = 6; // lanes drawn beyond the edge, so that a scroll shows no gap

class Timeline {
  constructor(model, openIncident) {
    this.model = model;
    this.openIncident = openIncident;
    this.registries = worstFirst(model.doc.registries);
    this.opened = new Set();
    this.active = -1;
    this.printing = false;
    this.draw = oncePerFrame(() => this.drawNow());
    this.drawLanes = oncePerFrame(() => this.drawLanesNow());
    this.grouping();
    this.legend();
    model.addEventListener("time", this.draw);
    model.addEventListener("choice", () => this.arrange());
    byId("lanes").addEventListener("scroll", this.drawLanes, { passive: true });
    byId("lanes").addEventListener("click", event => this.clicked(event));
    byId("lanes").addEventListener("keydown", event => this.key(event));
    byId("lanes").addEventListener("focus", () => this.active < 0 && this.rows.length > 0 && this.activate(0));
    new ResizeObserver(this.draw).observe(byId("chart"));
    this.draw();
    this.arrange();
  }

  grouping() {
    const select = byId("grouping");
    select.append(...GROUPINGS.map(each => h("option", { value: each.key }, each.name)));
    const namespaces = new Set(this.model.doc.images.map(image => image.namespace)).size;
    if (this.model.doc.images.length > MANY_LANES) select.value = namespaces > 1 ? "namespace" : "registry";
    select.addEventListener("change", () => this.arrange());
  }

  legend() {
    const { doc } = this.model;
    const phases = new Set(doc.images.flatMap(image => image.lane.map(part => part.phase)));
    const healths = new Set(doc.registries.flatMap(registry => registry.band.map(part => part.health)));
    const entries = (words, used) => Object.keys(words).filter(key => used.has(key))
      .map(key => h("span", {}, swatch(words[key].look), words[key].name));
    if (healths.size > 0) byId("legend").append(h("p", {}, h("b", {}, "Registries"), entries(HEALTH, healths)));
    if (phases.size > 0) byId("legend").append(h("p", {}, h("b", {}, "Images"), entries(PHASES, phases)));
  }

  /** Makes the rows anew; the list begins at its top. */
  arrange() {
    this.rows = laneRows(this.model.doc, this.model.shown, byId("grouping").value, this.opened);
    this.active = Math.min(this.active, this.rows.length - 1);
    byId("lanes").setAttribute("aria-label", `Lanes: ${many(this.rows.length, "row")} by ${byId("grouping").value}`);
    this.drawLanes();
  }

  drawNow() {
    measure(this.model, this.printing ? PAPER : byId("lanes").clientWidth);
    byId("axis").replaceChildren(axis(this.model, this.openIncident));
    byId("bands").replaceChildren(bands(this.registries));
    byId("loss").replaceChildren(loss(this.model.doc.lostOverTime));
    byId("range").textContent = `${span(this.model.from, this.model.to)} ${zoneName()} (${duration(this.model.to - this.model.from)})`;
    this.drawLanesNow();
  }

  drawLanesNow() {
    const box = byId("lanes");
    const first = Math.max(0, Math.floor(box.scrollTop / LANE) - SPARE);
    const room = this.printing ? PRINTED : Math.ceil(box.clientHeight / LANE) + 2 * SPARE;
    const end = Math.min(this.rows.length, first + room);
    const drawn = this.rows.length > 0
      ? lanes(this.rows, first, end, this.active, this.opened)
      : h("p", { class: "help" }, nothingToShow(this.model));
    box.replaceChildren(drawn);
    if (this.active >= 0) box.setAttribute("aria-activedescendant", "lane-" + this.active);
    else box.removeAttribute("aria-activedescendant");
  }

  clicked(event) {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    this.activate(Number(row.dataset.row));
    this.enter();
  }

  activate(row) {
    const box = byId("lanes");
    this.active = Math.min(Math.max(0, row), this.rows.length - 1);
    const top = this.active * LANE;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + LANE > box.scrollTop + box.clientHeight) box.scrollTop = top + LANE - box.clientHeight;
    this.drawLanesNow();
  }

  /** Opens the active image's story, or its group. */
  enter() {
    const row = this.rows[this.active];
    if (!row) return;
    if (row.image) return this.model.open(row.image);
    const { name } = row.group;
    if (!this.opened.delete(name)) this.opened.add(name);
    this.arrange();
  }

  key(event) {
    const page = Math.max(1, Math.floor(byId("lanes").clientHeight / LANE) - 1);
    const moves = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page,
      Home: 0, End: this.rows.length - 1,
    };
    if (event.key in moves && !event.ctrlKey && !event.metaKey) this.activate(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
