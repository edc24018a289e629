// One image's story, beside the page.

const TOLD = 400;

function story(model) {
  const panel = byId("story");
  let cause = null;

  function close() {
    if (!model.opened) return;
    model.open(null);
    if (cause?.isConnected && cause !== document.body) cause.focus();
    else byId("table").querySelector("tbody tr[tabindex='0']")?.focus();
  }

  model.addEventListener("open", () => {
    const image = model.opened;
    if (image && !panel.contains(document.activeElement)) cause = document.activeElement;
    staying(cause, () => {
      panel.hidden = !image;
      document.documentElement.classList.toggle("reading", Boolean(image));
    });
    if (!image) return;
    panel.replaceChildren(...told(image, model, close));
    panel.scrollTop = 0;
    panel.querySelector("h2").focus({ preventScroll: true });
  });
  addEventListener("keydown", event => event.key === "Escape" && close());
  addressed(model);
}

/** The address names the open story, so that it can be sent to somebody who has the file, and outlives a reload. */
function addressed(model) {
  const follow = () => {
    const named = new URLSearchParams(location.hash.slice(1)).get("image");
    const image = model.byKey.get(named) ?? model.doc.images.find(each => each.title === named);
    if (image && image !== model.opened) model.open(image);
  };
  model.addEventListener("open", () => {
    history.replaceState(null, "", "#" + (model.opened ? new URLSearchParams({ image: model.opened.key }) : ""));
  });
  addEventListener("hashchange", follow);
  follow();
}

/** Does what changes the page's width, and leaves what the reader looked at where it was on the screen. */
function staying(element, change) {
  const anchor = element?.closest?.(".table, .chart, .pair");
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

function told(image, model, close) {
  const lines = image.story.map(line => ({ ...line, at: Date.parse(line.at) }));
  const rest = lines.length - TOLD;
  return [
    h("div", { class: "story-head" },
      h("h2", { id: "story-title", tabindex: -1 }, image.namespace ? h("span", { class: "quiet" }, image.namespace + "/") : null, image.name),
      h("button", { type: "button", class: "close", "aria-label": "Close the story", title: "Close (Esc)", click: close }, "✕")),
    h("p", { class: "target" }, image.target || "No record says what it asked about."),
    facts(image),
    h("p", { class: "actions" },
      h("button", { type: "button", click: () => model.around(...extent(image, model.doc)) }, "Show on the timeline"),
      copyButton(image, lines)),
    h("h3", {}, "Story"),
    lines.length === 0 ? h("p", { class: "help" }, "Nothing is recorded.") : null,
    h("ol", { class: "lines" }, lines.slice(0, TOLD).map((line, i) => storyLine(line, lines[i - 1]))),
    rest > 0 ? h("p", { class: "help" }, `${number(rest)} more; “Save the data as JSON” has them.`) : null,
  ].filter(each => each !== null);
}

function facts(image) {
  const { name, look } = wordFor(PHASES, image.state);
  const pairs = [
    ["At the end", [swatch(look), " ", name]],
    ["Lost", image.lostMillis > 0 ? `${duration(image.lostMillis)} in all, ${image.lost === 1 ? "once" : `${number(image.lost)} times`}` : "never"],
    ["Incident", image.incidents.length > 0
      ? image.incidents.map(n => h("a", { href: `#incident-${n}`, class: "chip", click: () => mark({ number: n }, false) }, String(n))) : "none"],
    ["Registry", image.registry || "not recorded"],
    ["Kind", image.kind],
    ["UID", image.uid ?? "not recorded"],
  ];
  return h("dl", { class: "facts" }, pairs.map(([term, words]) => [h("dt", {}, term), h("dd", {}, [words].flat())]));
}

function storyLine(line, before) {
  const anotherDay = !before || day(before.at) !== day(line.at);
  return [
    anotherDay ? h("li", { class: "day" }, day(line.at)) : null,
    h("li", { class: "line " + line.what.toLowerCase() },
      h("time", { datetime: new Date(line.at).toISOString(), title: `${day(line.at)} ${zoneName()}` }, clock(line.at), h("span", {}, millis(line.at))),
      h("span", { class: "what" }, WHAT[line.what] ?? line.what),
      h("span", { class: "text" }, line.text)),
  ].filter(each => each !== null);
}

/** From the first loss to the last return; where it was never lost, the whole window. */
const extent = (image, doc) =>
  (image.lostParts.length > 0 ? [image.lostParts[0].from, image.lostParts.at(-1).to] : [doc.from, doc.to]);

function copyButton(image, lines) {
  const button = h("button", { type: "button" }, "Copy as text");
  button.addEventListener("click", async () => {
    const text = [image.title, image.target, ...lines.map(line => `${new Date(line.at).toISOString()}  ${line.text}`)].join("\n");
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser did not allow it";
    }
  });
  return button;
}
