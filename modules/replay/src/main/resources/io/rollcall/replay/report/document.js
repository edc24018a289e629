// The document: unpacked from the page, its times made numbers.

async function unpacked() {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser cannot unpack the report. Open it in a current Firefox, Chrome, Edge or Safari.");
  }
  const packed = atob(byId("data").textContent.trim());
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).text();
}

const stretches = list => list.map(({ from, to, ...rest }) => ({ from: Date.parse(from), to: Date.parse(to), ...rest }));

function image(given, index, end) {
  const lane = stretches(given.lane);
  const lost = lane.filter(part => part.phase === "IMAGE_LOST");
  return {
    ...given,
    index,
    lane,
    title: given.namespace ? `${given.namespace}/${given.name}` : given.name,
    wide: !given.namespace,
    registry: given.registry ?? "",
    target: given.target ?? "",
    state: lane.length > 0 ? lane.at(-1).phase : "UNKNOWN",
    lostParts: lost,
    firstLost: lost.length > 0 ? lost[0].from : Infinity,
    stillLost: lost.length > 0 && lost.at(-1).to >= end,
    haystack: [given.namespace, given.name, given.registry, given.target, given.uid, given.kind].join("\n").toLowerCase(),
  };
}

/** How far an incident spread: what it took, in what time, and when all of it was back. */
function spread(incident, images) {
  const until = incident.end ?? Infinity;
  const parts = incident.images
    .map(index => images[index]?.lostParts.find(part => part.from >= incident.onset && part.from <= until))
    .filter(part => part !== undefined);
  if (parts.length === 0) return null;
  return {
    lost: parts.length,
    first: Math.min(...parts.map(part => part.from)),
    last: Math.max(...parts.map(part => part.from)),
    back: Math.max(...parts.map(part => part.to)),
  };
}

/** The document as the page works with it. */
function prepared(given) {
  const from = Date.parse(given.from);
  const to = Date.parse(given.to);
  const images = given.images.map((each, index) => image(each, index, to));
  return {
    ...given,
    from,
    to,
    images,
    registries: given.registries.map(registry => ({ ...registry, band: stretches(registry.band) })),
    lostOverTime: given.lostOverTime.map(({ at, lost }) => ({ at: Date.parse(at), lost })),
    incidents: given.incidents.map(each => {
      const times = { ...each, onset: Date.parse(each.onset), end: each.end ? Date.parse(each.end) : null };
      return { ...times, until: times.end ?? to, spread: spread(times, images) };
    }),
  };
}
