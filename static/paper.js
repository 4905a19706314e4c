/* The page on paper: charts as wide as the sheet, dark on white, and on every sheet its number, the
 * address of the view and the day. print.css says the rest.
 */

const MILLIMETRE = 96 / 25.4; // in CSS pixels
const PAPER = { width: 186 * MILLIMETRE, height: 261 * MILLIMETRE }; // A4 less its margins
const FRAME = 36; // a panel's padding and border, left and right
const WORDS = { least: 130, line: 17, letters: 100 }; // a panel's title, then its claim and sources

const app = () => document.querySelector('[data-testid="stApp"]');

/* Charts are drawn for the screen: not as wide as paper, and on dark with light ink. */
function preparePaper(words) {
  drawAll();
  const { dataset } = document.documentElement;
  dataset.paper = ""; // charts keep their width
  const undo = [numberSheets(words), () => { delete dataset.paper; }];
  if (!isWhole()) undo.push(note(document.querySelector("h1"), words.early));
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const { width, height } = chart.getBoundingClientRect();
    const room = PAPER.height - wordsHeight(chart); // a chart that is left less becomes smaller
    // the box that Streamlit gives a height: zoomed without it, a chart leaves a hole
    const box = chart.closest('[data-testid="stElementContainer"]') ?? chart;
    box.style.zoom = Math.min((PAPER.width - FRAME) / width, room / height);
    undo.push(() => { box.style.zoom = ""; });
    if (isDark()) undo.push(keepPainted(chart, inks(words)));
  }
  for (const table of document.querySelectorAll('[data-testid="stDataFrame"]')) {
    undo.push(note(table, words.rest));
  }
  return () => undo.forEach(step => step());
}

/* Charts wait until they come near the screen; paper has them all. */
function drawAll() {
  for (const chart of document.querySelectorAll(".chart")) chart.dispatchEvent(new Event("needed"));
}

/* The height that the words around a chart will take on paper. */
function wordsHeight(chart) {
  const panel = chart.closest('[class*="st-key-panel-"]');
  const printed = [...panel?.querySelectorAll("p") ?? []]
    .filter(part => !part.closest("button, [role=tab], .pictures"));
  const lines = printed.reduce(
    (sum, part) => sum + Math.ceil(part.innerText.length / WORDS.letters), 0);
  return WORDS.least + WORDS.line * lines;
}

/* Put a sentence for paper after a part of the page; return what takes it away. */
function note(part, sentence) {
  const made = document.createElement("p");
  made.className = "paper-note";
  made.textContent = sentence;
  part?.after(made);
  return () => made.remove();
}

/* Write on every sheet the address of the view, the time in Vietnam, and which of how many it is. */
function numberSheets(words) {
  const when = new Intl.DateTimeFormat(words.language, {
    dateStyle: "long", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh",
  }).format(new Date());
  const style = document.createElement("style");
  const view = JSON.stringify(`${location.href}\n${when}`).replaceAll("\\n", "\\A ");
  const sheet = JSON.stringify(`${words.sheet} `);
  style.textContent = `@page {
    @bottom-left { content: ${view}; }
    @bottom-right { content: ${sheet} counter(page) " / " counter(pages); }
  }`;
  document.head.append(style);
  return () => style.remove();
}

/* Whether the page has come to rest and every chart is drawn. */
function isWhole() {
  const charts = [...document.querySelectorAll(".chart")];
  return app()?.dataset.testScriptState === "notRunning"
    && charts.every(chart => chart.dataset.state === "drawn");
}

function isDark() {
  const [r, g, b] = getComputedStyle(app()).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/* Colours of the dark theme -> those of the light one, as browsers write them. */
function inks(words) {
  const spelled = hex => `rgb(${[1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)).join(", ")})`;
  const pairs = Object.entries(JSON.parse(words.inks ?? "{}"));
  return new Map(pairs.map(([dark, light]) => [spelled(dark), light]));
}

/* A chart is drawn anew when its box gets another size, as it does for paper: painted anew then. */
function keepPainted(chart, inks) {
  const undo = repaint(chart, inks);
  const watch = new MutationObserver(() => undo.push(...repaint(chart, inks)));
  watch.observe(chart, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["style"],
  });
  return () => { watch.disconnect(); undo.forEach(step => step()); };
}

function repaint(chart, inks) {
  const undo = [];
  for (const shape of chart.querySelectorAll("svg.main-svg, svg.main-svg *")) {
    for (const part of ["fill", "stroke", "background-color"]) {
      const before = shape.style.getPropertyValue(part);
      if (!inks.has(before)) continue;
      shape.style.setProperty(part, inks.get(before));
      undo.push(() => shape.style.setProperty(part, before));
    }
  }
  return undo;
}

const PATIENCE = 15_000; // milliseconds

/* The keys for printing wait until everything is there; the browser's menu cannot. */
async function printWhole(event) {
  if (event.key?.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey)) return;
  drawAll();
  if (isWhole()) return;
  event.preventDefault();
  const last = performance.now() + PATIENCE;
  while (!isWhole() && performance.now() < last) {
    drawAll();
    await new Promise(done => { setTimeout(done, 100); });
  }
  print();
}

export function watchPaper(words) {
  let undo = null;
  addEventListener("beforeprint", () => { undo ??= preparePaper(words()); });
  addEventListener("afterprint", () => { undo?.(); undo = null; });
  addEventListener("keydown", printWhole);
}
