// What the reader looks at: a stretch of time, a choice of images, one of them opened. Everything drawn follows from these.

const SHORTEST = 2 * SECOND;

/** Tells "time", "choice" and "open" when they change. */
class Model extends EventTarget {
  constructor(doc) {
    super();
    this.doc = doc;
    this.from = doc.from;
    this.to = doc.to;
    this.choice = { text: "", state: "all", incident: 0 };
    this.shown = doc.images;
    this.opened = null;
    this.byKey = new Map(doc.images.map(image => [image.key, image]));
  }

  tell(what) {
    this.dispatchEvent(new Event(what));
  }

  /** Shows the time from one moment to another, as far as the window has it. */
  show(from, to) {
    const whole = this.doc.to - this.doc.from;
    const length = Math.min(whole, Math.max(SHORTEST, to - from));
    const middle = (from + to) / 2;
    this.from = Math.min(Math.max(this.doc.from, middle - length / 2), this.doc.to - length);
    this.to = this.from + length;
    this.tell("time");
  }

  whole() {
    this.show(this.doc.from, this.doc.to);
  }

  /** Shortens or stretches what is shown; the moment `at` stays where it is. */
  zoom(factor, at = (this.from + this.to) / 2) {
    this.show(at - (at - this.from) * factor, at + (this.to - at) * factor);
  }

  /** Moves by a part of what is shown. */
  move(part) {
    const by = (this.to - this.from) * part;
    this.show(this.from + by, this.to + by);
  }

  /** Shows a stretch with some room around it. */
  around(from, to) {
    const room = Math.max((to - from) * 0.25, 15 * SECOND);
    this.show(from - room, to + room);
  }

  choose(change) {
    this.choice = { ...this.choice, ...change };
    const { text, state, incident } = this.choice;
    const terms = text.toLowerCase().split(/\s+/).filter(term => term !== "");
    const fits = STATES.find(each => each.key === state).fits;
    this.shown = this.doc.images.filter(image =>
      fits(image)
      && (incident === 0 || image.incidents.includes(incident))
      && terms.every(term => image.haystack.includes(term)));
    this.tell("choice");
  }

  open(image) {
    this.opened = image;
    this.tell("open");
  }
}

/** Why there is no image to be seen. */
const nothingToShow = model => (model.doc.images.length === 0 ? "Nothing happened to any image." : "No image fits the search.");

const STATES = [
  { key: "all", name: "All images", fits: () => true },
  { key: "still", name: "Still lost at the end", fits: image => image.stillLost },
  { key: "lost", name: "Lost at some time", fits: image => image.lostParts.length > 0 },
  { key: "back", name: "Lost and back again", fits: image => image.lostParts.length > 0 && !image.stillLost },
  { key: "never", name: "Never lost", fits: image => image.lostParts.length === 0 },
];
