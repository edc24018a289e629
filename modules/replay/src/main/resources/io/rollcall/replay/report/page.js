// The page: unpacks the document and puts the parts together.

function start(text) {
  const doc = prepared(JSON.parse(text));
  const model = new Model(doc);
  document.documentElement.classList.add("live");
  document.body.prepend(patterns());

  const timeline = new Timeline(model, (incident, focus = true) => {
    model.around(incident.onset, incident.until);
    mark(incident, focus);
  });
  gestures(model, timeline.openIncident);
  const choose = filters(model);
  const actions = {
    zoom: incident => {
      model.around(incident.onset, incident.until);
      goTo("timeline-heading");
    },
    images: incident => {
      choose({ text: "", state: "all", incident: incident.number });
      goTo("images-heading");
    },
  };
  const write = () => {
    byId("window").textContent = `${span(doc.from, doc.to)} ${zoneName()} (${duration(doc.to - doc.from)})`;
    byId("health-table").replaceChildren(healthTable(timeline.registries));
    showIncidents(doc, actions);
    showAudit(model);
    showWhatIf(model);
  };
  showTable(model);
  story(model);
  write();
  themes();
  zones(() => {
    write();
    timeline.draw();
    drawTable();
    if (model.opened) model.tell("open");
  });
  printing(timeline);
  byId("save").addEventListener("click", () => save(text, doc));
}

function goTo(id) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  byId(id).scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  byId(id).focus({ preventScroll: true });
}

function themes() {
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const say = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    say();
  });
  system.addEventListener("change", say);
  say();
}

function zones(redraw) {
  byId("zone").addEventListener("click", () => {
    zone.local = !zone.local;
    byId("zone").setAttribute("aria-pressed", String(zone.local));
    redraw();
  });
}

/** Paper has no scroll bars: as much as can be read is laid out before it is printed. */
function printing(timeline) {
  const lay = on => {
    table.printing = on;
    timeline.printing = on;
    timeline.drawNow();
    drawTable();
  };
  addEventListener("beforeprint", () => lay(true));
  addEventListener("afterprint", () => lay(false));
  byId("print").addEventListener("click", () => print());
}

function save(text, doc) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: address, download: `rollcall-incident-${new Date(doc.from).toISOString().replace(/[:.]/g, "")}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
}

try {
  start(await unpacked());
} catch (error) {
  byId("trouble").textContent = `The report could not be shown: ${error.message} The file may be incomplete; make it again with rollcall replay --out.`;
  byId("trouble").hidden = false;
  throw error;
}
