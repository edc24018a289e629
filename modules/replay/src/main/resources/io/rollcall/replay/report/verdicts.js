// Whether the record agrees with the rules, and what another policy would have come to.

const SHOWN = 300;

/** A plain table; what is beyond its limit is counted. */
function listing(heads, rows) {
  return h("div", { class: "overflow", tabindex: rows.length > 8 ? 0 : null },
    h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, heads.map(name => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.slice(0, SHOWN).map(cells => h("tr", {}, cells.map(cell => h("td", {}, cell)))))),
    rows.length > PRINTED ? h("p", { class: "help on-paper" }, `Paper shows the first ${PRINTED} of ${number(rows.length)}.`) : null,
    rows.length > SHOWN ? h("p", { class: "help" }, `and ${number(rows.length - SHOWN)} more; “Save the data as JSON” has them`) : null);
}

/** An image by its key; where the document tells its story, a way to it. */
function named(key, model) {
  const image = model.byKey.get(key);
  return image ? h("button", { type: "button", class: "link", click: () => model.open(image) }, image.title) : key;
}

function showAudit(model) {
  const { audit } = model.doc;
  const good = audit.differences.length === 0;
  byId("audit").replaceChildren(
    h("p", { class: "verdict" }, h("span", { class: good ? "sign good" : "sign bad", "aria-hidden": "true" }, good ? "✓" : "≠"), audit.sentence),
    ...(good ? [] : [h("p", { class: "help" }, `${number(audit.agreed)} of ${many(audit.decisions, "decision")} came out the same.`), listing(["Time", "Image", "Recorded", "Decided again", "What each went by"], audit.differences.map(each =>
      [moment(Date.parse(each.at)), named(each.image, model), each.recorded, each.decided, each.inputs]))]));
}

function showWhatIf(model) {
  const { whatIf } = model.doc;
  byId("what-if").replaceChildren(...(whatIf ? answered(whatIf, model) : [
    h("p", { class: "help" }, "No other policy was asked about. ", h("code", {}, "rollcall replay --policy FILE"), " shows what one would have changed."),
  ]));
}

function answered({ policy, sentence, changed, minutesSaved, minutesAdded, unknown }, model) {
  return [
    h("p", {}, h("code", {}, policy)),
    h("p", { class: "verdict" }, sentence),
    h("dl", { class: "figures small" },
      figure("image-minutes of wrong status saved", minutes(minutesSaved)),
      figure("added", minutes(minutesAdded)),
      figure(changed.length === 1 ? "transition changed" : "transitions changed", number(changed.length)),
      figure("cannot be known", number(unknown.length))),
    changed.length > 0 ? listing(["Time", "Image", "Was", "Would have been", "Minutes saved"], changed.map(each =>
      [moment(Date.parse(each.at)), named(each.image, model), each.was, each.would, minutes(each.minutes)])) : null,
    unknown.length > 0 ? h("details", {}, h("summary", {}, `${number(unknown.length)} that the record cannot answer`),
      listing(["Time", "Image", "Why"], unknown.map(each => [moment(Date.parse(each.at)), named(each.image, model), each.why]))) : null,
  ].filter(each => each !== null);
}

const figure = (term, value) => h("div", {}, h("dt", {}, term), h("dd", {}, value));

const minutes = n => n.toLocaleString("en", { maximumFractionDigits: 1 });
