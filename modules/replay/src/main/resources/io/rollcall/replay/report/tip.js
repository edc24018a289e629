// The tooltip: what stands under the pointer, in words.

const tips = new WeakMap();

/** Gives an element words to be shown when the pointer is on it: a function that returns a title and lines. */
function withTip(element, words) {
  tips.set(element, words);
  element.classList.add("tipped");
  return element;
}

function showTip(event) {
  const owner = event.target instanceof Element ? event.target.closest(".tipped") : null;
  const words = owner ? tips.get(owner) : undefined;
  if (!words) return hideTip();
  const tip = byId("tip");
  const [title, ...lines] = words();
  tip.replaceChildren(h("strong", {}, title), ...lines.map(line => h("span", {}, line)));
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = event.clientX + 14 + width > innerWidth ? event.clientX - width - 10 : event.clientX + 14;
  const top = event.clientY + 16 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 16;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}

function hideTip() {
  byId("tip").hidden = true;
}
