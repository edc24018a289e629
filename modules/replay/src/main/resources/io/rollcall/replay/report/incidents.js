// The incidents: what happened, to what, since when, and how we know.

const EVIDENCE = 8;
const AT_FIRST = 12;

function incidentCard(incident, doc, actions) {
  const { name, look } = wordFor(CAUSES, incident.cause);
  const fact = (term, ...words) => [h("dt", {}, term), h("dd", {}, ...words)];
  return h("article", { class: `card ${look}`, id: `incident-${incident.number}`, tabindex: -1, "aria-labelledby": `incident-${incident.number}-name` },
    h("h3", { id: `incident-${incident.number}-name` },
      h("span", { class: `badge ${look}` }, String(incident.number)), name, h("span", { class: "quiet" }, incident.registry)),
    h("p", {}, incident.sentence),
    h("dl", { class: "facts" },
      fact("Onset", moment(incident.onset)),
      fact("End", incident.end === null ? "not over when the window ended" : [moment(incident.end), `, after ${duration(incident.end - incident.onset)}`]),
      fact("Images", number(incident.images.length)),
      spreadFacts(incident.spread, doc, fact)),
    evidence(incident.evidence),
    h("p", { class: "actions" },
      h("button", { type: "button", click: () => actions.zoom(incident) }, "Show on the timeline"),
      h("button", { type: "button", click: () => actions.images(incident) },
        incident.images.length === 1 ? "Show its image" : `Show its ${number(incident.images.length)} images`)));
}

const moment = at => h("time", { datetime: new Date(at).toISOString() }, `${day(at, false)} ${clock(at)}`);

function spreadFacts(spread, doc, fact) {
  if (spread === null) return fact("Lost", "no image was marked lost");
  const took = spread.last === spread.first ? "at once" : `within ${duration(spread.last - spread.first)}`;
  const back = spread.back >= doc.to ? "not all, when the window ended" : ["the last at ", moment(spread.back)];
  return [fact("Lost", `${number(spread.lost)}, ${took}, the first at `, moment(spread.first)), fact("Back", back)];
}

function evidence(list) {
  if (list.length === 0) return null;
  const item = ({ text, count: n }) => h("li", {}, h("span", { class: "times" }, `${number(n)} ×`), text);
  const rest = list.slice(EVIDENCE);
  return h("div", { class: "evidence" },
    h("h4", {}, "Evidence"),
    h("ul", {}, list.slice(0, EVIDENCE).map(item)),
    rest.length > 0 && h("details", {}, h("summary", {}, `${number(rest.length)} more`), h("ul", {}, rest.map(item))));
}

function showIncidents(doc, actions) {
  byId("incidents").replaceChildren(...(doc.incidents.length > 0
    ? doc.incidents.map(incident => incidentCard(incident, doc, actions))
    : [h("p", {}, "No incident: nothing out of the ordinary happened in this window.")]));
  for (const card of [...byId("incidents").children].slice(AT_FIRST)) card.hidden = true;
  const rest = byId("more-incidents");
  rest.hidden = doc.incidents.length <= AT_FIRST;
  rest.textContent = `Show all ${number(doc.incidents.length)} incidents`;
  rest.onclick = showAllIncidents;
}

function showAllIncidents() {
  for (const card of byId("incidents").children) card.hidden = false;
  byId("more-incidents").hidden = true;
}

/** Marks an incident's card as the one that is spoken of; gives it the focus if asked to. */
function mark(incident, focus) {
  const card = byId("incident-" + incident.number);
  if (card.hidden) showAllIncidents();
  for (const marked of document.querySelectorAll(".card.marked")) marked.classList.remove("marked");
  card.classList.add("marked");
  if (focus) card.focus({ preventScroll: true });
}
