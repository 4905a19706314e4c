/* Maps choose: a click, or Enter on a place that the arrow keys reached, chooses it.
 *
 * A choice is an address, as a link is one; the server knows nothing of clicks. The chart says in
 * its `meta` which filter a place is chosen in, and each mark bears the id of its area. Streamlit's
 * own selection would keep a finger on a map from scrolling the page, and fade the other places.
 */
const PROFILE = "place"; // the filter that holds one place; others hold several

function choose(filter, area) {
  const url = new URL(location.href);
  const units = area.split("-")[0];
  const others = url.searchParams.get("units") ?? "district";
  const before = others === units ? url.searchParams.getAll(filter) : [];
  url.searchParams.delete(filter);
  const now = filter === PROFILE ? [area]
    : before.includes(area) ? before.filter(one => one !== area) : [...before, area];
  url.searchParams.set("units", units);
  now.forEach(one => url.searchParams.append(filter, one));
  history.pushState({}, "", url);
  dispatchEvent(new PopStateEvent("popstate"));
}

const picks = chart => chart.layout?.meta?.picks?.replace("=", "");

/* The marks of a chart as they lie on the screen, each with its area and its words. */
function marks(chart) {
  return [...chart.querySelectorAll(".trace.bars .point > path")].map(path => {
    const { trace } = path.closest(".trace").__data__[0];
    const { i } = path.parentNode.__data__;
    const box = path.getBoundingClientRect();
    return {
      path, area: trace.ids[i], words: trace.hovertext[i].replaceAll("<br>", ", ").replace(/<[^>]+>/g, ""),
      x: box.x + box.width / 2, y: box.y + box.height / 2,
    };
  });
}

/* One place of a map is a stop of the tab key; the arrow keys go on from it. */
function reach(chart) {
  const all = marks(chart);
  all.forEach(({ path, words }, n) => {
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", words);
    path.setAttribute("tabindex", n ? "-1" : "0");
    path.style.pointerEvents = "none"; // the pointer is the chart's
  });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function press(event, chart) {
  const all = marks(chart);
  const here = all.find(one => one.path === event.target);
  if (!here) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(picks(chart), here.area);
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const ahead = one => (one.x - here.x) * step[0] + (one.y - here.y) * step[1];
  const aside = one => Math.abs((one.x - here.x) * step[1]) + Math.abs((one.y - here.y) * step[0]);
  const next = all.filter(one => ahead(one) > 1)
    .sort((one, other) => ahead(one) + 2 * aside(one) - ahead(other) - 2 * aside(other))[0];
  if (!next) return;
  here.path.setAttribute("tabindex", "-1");
  next.path.setAttribute("tabindex", "0");
  next.path.focus();
}

function watch(chart) {
  chart.dataset.picks = picks(chart);
  chart.style.cursor = "pointer";
  chart.on("plotly_click", ({ points: [point] }) => {
    choose(picks(chart), point.id ?? point.data.ids[0]);
  });
  chart.on("plotly_afterplot", () => reach(chart));
  chart.addEventListener("keydown", event => press(event, chart));
  reach(chart);
}

document.addEventListener("click", event => {
  const button = event.target.closest?.(".map-places button");
  if (button) choose(button.closest(".map-places").dataset.picks, button.dataset.area);
});

let waits = false;
function look() {
  if (waits) return;
  waits = true;
  requestAnimationFrame(() => {
    waits = false;
    for (const chart of document.querySelectorAll(".js-plotly-plot:not([data-picks])")) {
      if (chart.on && picks(chart)) watch(chart);
    }
  });
}
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
look();
