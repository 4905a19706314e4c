/* Charts: each is drawn when it comes near the screen, and anew only when its figure has changed.
 *
 * The server writes a chart as an element `.chart` of its final height, with its figure as an
 * attribute. A run that changes the figure puts another such element in its place: the drawing
 * moves over and is changed there. `data-state` says how far a chart is: waiting, changing or drawn. Whoever
 * needs one that waits (paper) sends it the event "needed" and has it at once.
 */

const AHEAD = 400; // pixels below and above the screen
const CONFIG = { displayModeBar: false, scrollZoom: false };
const FONTS = ["400", "600", "700"].map(weight => `${weight} 13px "Be Vietnam Pro"`);
const FONTS_WAIT = 3000; // milliseconds: a chart without the typeface is better than none

const drawings = new Map(); // name of a chart -> its drawing, the figure and the width it shows
let queue = [];
let isBusy = false;

const isNear = place => {
  const { top, bottom, width } = place.getBoundingClientRect();
  return width > 0 && bottom > -AHEAD && top < innerHeight + AHEAD;
};
const isSeen = place => {
  const { top, bottom } = place.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

const isOnPaper = () => "paper" in document.documentElement.dataset;

/* Draw a chart, or change its drawing, if it does not show its figure at its width yet. */
function draw(place) {
  const { chart, figure } = place.dataset;
  let drawing = drawings.get(chart);
  const width = (isOnPaper() && drawing?.width) || place.clientWidth; // paper.js makes it fit
  if (!window.Plotly || !width || !place.isConnected) return;
  if (drawing?.graph.parentNode !== place) {
    drawing = { graph: place.appendChild(document.createElement("div")) };
    drawings.set(chart, drawing);
  }
  if (drawing.figure !== figure || drawing.width !== width) {
    const { data, layout } = JSON.parse(figure);
    drawing.graph.style.visibility = "hidden"; // should it fail, no old figure stands for this one
    Plotly.react(drawing.graph, data, { ...layout, width, autosize: false }, CONFIG);
    Object.assign(drawing, { figure, width });
  }
  drawing.graph.style.visibility = "";
  place.dataset.state = "drawn";
}

/* Ask for a chart: it is drawn if it is near when its turn comes, one a task, those on the screen
 * first, so that a click between two is heard. */
function ask(place) {
  if (!queue.includes(place)) queue.push(place);
  if (!isBusy && window.Plotly) {
    isBusy = true;
    setTimeout(next);
  }
}

function next() {
  const waiting = queue.filter(place => place.isConnected && isNear(place));
  const place = waiting.find(isSeen) ?? waiting[0];
  queue = waiting.filter(one => one !== place);
  isBusy = Boolean(place);
  if (!place) return;
  try {
    draw(place);
  } finally {
    setTimeout(next);
  }
}

const nearness = new IntersectionObserver(
  seen => seen.forEach(({ target }) => ask(target)),
  { rootMargin: `${AHEAD}px 0px` });

/* One whose place has another width now is still true, so it stands until it is drawn anew; far
 * from the screen it waits for that. */
const sizes = new ResizeObserver(changed => changed.forEach(({ target }) => {
  const shown = drawings.get(target.dataset.chart)?.width;
  const isStale = shown && shown !== target.clientWidth && !isOnPaper();
  if (isStale && !isNear(target)) target.dataset.state = "waiting";
  ask(target);
}));

/* Take a place in hand: what was drawn for it before moves over. A drawing of other figures stands
 * on until it is changed where it is seen, and is hidden where it would be come upon later. */
function take(place) {
  const before = drawings.get(place.dataset.chart);
  if (before && !before.graph.isConnected) place.append(before.graph);
  const isTrue = before?.figure === place.dataset.figure;
  const stands = before && isSeen(place);
  place.dataset.state = isTrue ? "drawn" : stands ? "changing" : "waiting";
  if (before && !isTrue && !stands) before.graph.style.visibility = "hidden";
  ask(place);
  nearness.observe(place);
  sizes.observe(place);
}

function look() {
  document.querySelectorAll(".chart:not([data-state])").forEach(take);
  for (const [chart, { graph }] of drawings) {
    if (graph.isConnected) continue;
    Plotly.purge(graph);
    drawings.delete(chart);
  }
}

function loaded() {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = document.querySelector("link[data-plotly]").href;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });
}

/* Plotly measures words when it draws: the typeface has to be there. */
async function withTypeface() {
  const late = new Promise(done => { setTimeout(done, FONTS_WAIT); });
  const fonts = Promise.allSettled(FONTS.map(font => document.fonts.load(font, "aạắ")));
  await Promise.race([fonts, late]);
}

document.addEventListener("needed", event => draw(event.target), true);
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
look();
await Promise.all([loaded(), withTypeface()]);
queue.push(...document.querySelectorAll(".chart"));
next();
