// The search and the two choices above the table; the lanes follow them too.

function filters(model) {
  const { doc } = model;
  byId("by-state").append(...STATES.map(state =>
    h("option", { value: state.key }, `${state.name} (${number(doc.images.filter(state.fits).length)})`)));
  byId("by-incident").append(
    h("option", { value: "0" }, "Any incident or none"),
    ...doc.incidents.map(incident =>
      h("option", { value: String(incident.number) }, `${incident.number} · ${wordFor(CAUSES, incident.cause).name} (${number(incident.images.length)})`)));
  byId("search").addEventListener("input", event => model.choose({ text: event.target.value }));
  byId("by-state").addEventListener("change", event => model.choose({ state: event.target.value }));
  byId("by-incident").addEventListener("change", event => model.choose({ incident: Number(event.target.value) }));
  byId("clear").addEventListener("click", () => choose({ text: "", state: "all", incident: 0 }));
  const others = doc.summary.images - doc.images.length;
  byId("others").textContent = others > 0 ? `${many(others, doc.images.length > 0 ? "other image" : "image")} had nothing to tell: asked about all the time, and there all the time.` : "";

  /** Sets the controls and what they choose. */
  function choose(choice) {
    byId("search").value = choice.text;
    byId("by-state").value = choice.state;
    byId("by-incident").value = String(choice.incident);
    model.choose(choice);
  }

  addEventListener("keydown", event => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    byId("search").focus();
  });
  return choose;
}
