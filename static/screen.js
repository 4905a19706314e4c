/* A panel over the whole screen, its chart as large as the screen allows.
 *
 * The browser's own full screen where there is one (a phone of Apple has none for a part of a
 * page); in any case the panel lies over everything else, so that both look alike.
 */

const LARGEST = 3; // a chart is enlarged so far at most
const SMALLEST = 0.75; // words must stay legible: a taller chart scrolls
const EDGE = 16; // a panel's padding
const SETTLED = 400; // milliseconds in which a chart is drawn anew
const NARROWEST = 340; // pixels that a chart is laid out for at least

let leave = null;
let again = 0;

/* Open the panel of a button, or leave it. */
export function toggle(button) {
  if (leave) leave();
  else open(button);
}

function open(button) {
  const panel = button.closest('[class*="st-key-panel-"]');
  const fit = () => enlarge(panel);
  const onKey = event => { if (event.key === "Escape") leave?.(); };
  const onChange = () => { if (!document.fullscreenElement) leave?.(); };
  leave = () => {
    leave = null;
    removeEventListener("resize", fit);
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("fullscreenchange", onChange);
    const left = document.fullscreenElement ? document.exitFullscreen() : Promise.resolve();
    delete panel.dataset.whole;
    shrink(panel);
    name(panel, "open");
    panel.querySelector("button.picture[data-format=screen]")?.focus();
    // the page has moved under the panel: a reader finds the chart where it was left
    left.then(() => partsOf(panel).chart.scrollIntoView({ block: "nearest" }));
  };
  panel.dataset.whole = "";
  name(panel, "close");
  fit();
  addEventListener("resize", fit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("fullscreenchange", onChange);
  panel.requestFullscreen?.().catch(() => {}); // refused: it lies over the page all the same
}

function name(panel, state) {
  const button = panel.querySelector("button.picture[data-format=screen]");
  if (!button) return;
  button.textContent = button.dataset[state];
  button.setAttribute("aria-label", button.dataset[state]);
}

const partsOf = panel => {
  const chart = panel.querySelector(".js-plotly-plot");
  return { chart, box: chart.closest('[data-testid="stElementContainer"]') };
};

/* Give the chart the height that title and sources leave, and the width that goes with it.
 *
 * The framework draws a chart as wide as its box is on the screen, whatever the zoom: so the chart
 * is zoomed, and the box is narrower or wider by as much. */
function enlarge(panel) {
  shrink(panel);
  const { chart, box } = partsOf(panel);
  const { width, height } = box.getBoundingClientRect();
  const ends = [...panel.children].map(part => part.getBoundingClientRect().bottom);
  const others = Math.max(...ends) + panel.scrollTop + EDGE - height;
  const wanted = Math.max(innerHeight - others, innerHeight / 2) / height;
  const zoom = Math.max(SMALLEST, Math.min(LARGEST, wanted, width / NARROWEST));
  const room = { minWidth: `${Math.floor(width / zoom)}px`, minHeight: `${height}px` };
  Object.assign(chart.style, { zoom, ...room });
  Object.assign(box.style, {
    width: `${Math.floor(width / zoom)}px`,
    maxWidth: "none",
    overflow: "visible",
    marginBottom: `${(zoom - 1) * height}px`,
  });
  // drawn at another width a chart keeps the room that its legend took before; drawn again it does not
  clearTimeout(again);
  again = setTimeout(() => { box.style.width = `${Math.floor(width / zoom) - 1}px`; }, SETTLED);
}

function shrink(panel) {
  clearTimeout(again);
  const { chart, box } = partsOf(panel);
  Object.assign(chart.style, { zoom: "", minWidth: "", minHeight: "" });
  Object.assign(box.style, { width: "", maxWidth: "", overflow: "", marginBottom: "" });
}
