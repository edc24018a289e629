// Times: UTC unless the reader asks for local time. A moment is a number of milliseconds since 1970.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000,
].map(seconds => seconds * SECOND);

const zone = { local: false };
const shift = at => (zone.local ? -new Date(at).getTimezoneOffset() * MINUTE : 0);
const shifted = at => new Date(at + shift(at));
const pad = (n, width = 2) => String(n).padStart(width, "0");

const zoneName = () => (zone.local ? "local time" : "UTC");

/** `03:12:04`, or `03:12` where seconds say nothing. */
function clock(at, seconds = true) {
  const d = shifted(at);
  return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}` + (seconds ? ":" + pad(d.getUTCSeconds()) : "");
}

/** `.120` */
const millis = at => "." + pad(shifted(at).getUTCMilliseconds(), 3);

/** `21 Nov 2026` */
function day(at, year = true) {
  const d = shifted(at);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}` + (year ? ` ${d.getUTCFullYear()}` : "");
}

/** `21 Nov 2026, 02:30:00 – 04:30:00`; the second day is named where it is another. */
function span(from, to) {
  const sameDay = day(from) === day(to);
  return `${day(from)}, ${clock(from)} – ${sameDay ? "" : day(to) + ", "}${clock(to)}`;
}

/** `2 h 5 min`: the two largest units that are not nothing. */
function duration(ms) {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1).replace(/\.0$/, "")} s`;
  let left = Math.round(ms / SECOND);
  const parts = [];
  for (const [unit, seconds] of [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]]) {
    const whole = Math.floor(left / seconds);
    left -= whole * seconds;
    if (whole > 0) parts.push(`${number(whole)} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

/** Round moments between two, about as many as there is room for. */
function ticks(from, to, room) {
  const step = STEPS.find(s => (to - from) / s <= room) ?? STEPS.at(-1);
  const found = [];
  for (let at = Math.ceil((from + shift(from)) / step) * step - shift(from); at <= to; at += step) found.push(at);
  return { step, found };
}
