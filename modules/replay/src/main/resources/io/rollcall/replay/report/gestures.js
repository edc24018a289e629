// How the chart is moved: wheel, drag, buttons and keys. A plain wheel scrolls the page, as everywhere.

const DRAG = 5;

function gestures(model, openIncident) {
  const chart = byId("chart");
  const offset = event => event.clientX - chart.getBoundingClientRect().left - INSET - plot.gutter;
  const within = event => Math.min(plot.width, Math.max(0, offset(event)));
  pointing(model, chart, within, offset);
  dragging(model, chart, within, offset);

  chart.addEventListener("wheel", event => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!sideways && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (sideways) model.move(event.deltaX / plot.width);
    else model.zoom(Math.exp(Math.min(200, Math.max(-200, event.deltaY)) * 0.003), timeAt(within(event)));
  }, { passive: false });

  const actions = {
    "zoom-in": () => model.zoom(0.5),
    "zoom-out": () => model.zoom(2),
    earlier: () => model.move(-0.25),
    later: () => model.move(0.25),
    whole: () => model.whole(),
  };
  for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);

  const keys = {
    "+": actions["zoom-in"], "=": actions["zoom-in"], "-": actions["zoom-out"], _: actions["zoom-out"],
    ArrowLeft: actions.earlier, ArrowRight: actions.later, 0: actions.whole,
    "[": () => neighbour(-1), "]": () => neighbour(1),
  };
  chart.addEventListener("keydown", event => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let at = -1;
  function neighbour(by) {
    const { incidents } = model.doc;
    if (incidents.length === 0) return;
    at = Math.min(Math.max(0, at + by), incidents.length - 1);
    openIncident(incidents[at], false);
  }
}

/** The line under the pointer, with its time, and the tooltip. */
function pointing(model, chart, within, offset) {
  const cross = byId("cross");
  chart.addEventListener("pointermove", event => {
    const x = within(event);
    const inPlot = offset(event) >= 0;
    cross.hidden = !inPlot;
    if (inPlot) {
      plot.hover = timeAt(x);
      cross.style.transform = `translateX(${plot.gutter + x}px)`;
      cross.classList.toggle("left", x > plot.width - 170);
      cross.firstElementChild.textContent = `${clock(plot.hover)} · ${number(lostAt(model.doc.lostOverTime, plot.hover))} lost`;
    }
    showTip(event);
  });
  chart.addEventListener("pointerleave", () => {
    cross.hidden = true;
    hideTip();
  });
}

/** A drag across the plot chooses what is shown; with Shift it moves it. */
function dragging(model, chart, within, offset) {
  const brush = byId("brush");
  let begun = null;
  chart.addEventListener("pointerdown", event => {
    if (event.button !== 0 || offset(event) < 0 || offset(event) > plot.width) return;
    begun = { x: within(event), from: model.from, to: model.to, moves: event.shiftKey, dragged: false };
  });
  addEventListener("pointermove", event => {
    if (!begun) return;
    const x = within(event);
    if (!begun.dragged && Math.abs(x - begun.x) < DRAG) return;
    begun.dragged = true;
    if (begun.moves) {
      const by = ((begun.x - x) / plot.width) * (begun.to - begun.from);
      model.show(begun.from + by, begun.to + by);
      return;
    }
    brush.hidden = false;
    brush.style.left = `${plot.gutter + Math.min(x, begun.x)}px`;
    brush.style.width = `${Math.abs(x - begun.x)}px`;
  });
  addEventListener("pointerup", event => {
    const ended = begun;
    begun = null;
    brush.hidden = true;
    if (!ended?.dragged) return;
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const x = within(event);
    if (!ended.moves) model.show(timeAt(Math.min(x, ended.x)), timeAt(Math.max(x, ended.x)));
  });
  const stop = event => event.stopPropagation();
  chart.addEventListener("dblclick", event => model.zoom(0.33, timeAt(within(event))));
  addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    begun = null;
    brush.hidden = true;
  });
}
