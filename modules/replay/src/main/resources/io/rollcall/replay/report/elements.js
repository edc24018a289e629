// Elements. What is put into the page is text or an attribute, never markup: names on the bus are anybody's.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element; an attribute that is a function listens for the event of its name. */
const h = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** An SVG element. */
const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

const byId = id => document.getElementById(id);

const count = new Intl.NumberFormat("en");
const number = n => count.format(n);
const many = (n, one, more = one + "s") => `${number(n)} ${n === 1 ? one : more}`;

/** Runs a drawing once before the next frame, however often it is asked for. */
function oncePerFrame(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}

/** The first place in an ascending list whose time, as `time` reads it, is after `at`. */
function firstAfter(list, at, time) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time(list[middle]) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
