/* What the page does in the browser itself: its language, a lost connection, paper, pictures.
 *
 * The server writes what this needs as attributes of one hidden element, `.page-words`, and
 * names this file beside it. The file runs again whenever that element is drawn anew (another
 * page, another language): the work begins once, the language is set each time.
 */
(() => {
  "use strict";

  const LOST_AFTER = 1000; // milliseconds: a shorter break is nobody's concern
  const GONE_AFTER = 6000;
  const here = document.currentScript.src;

  const words = () => document.querySelector(".page-words")?.dataset ?? {};
  const app = () => document.querySelector('[data-testid="stApp"]');

  function tellLanguage() {
    const { language } = words();
    if (language) document.documentElement.lang = language;
  }

  // --- notices ---

  /* One bar for warnings, one for news. They are in the page before they have anything to say:
   * software that reads aloud hears only what changes in an element that it knows. */
  function bar(role) {
    let found = document.querySelector(`.app-notice[role="${role}"]`);
    if (!found) {
      found = document.createElement("div");
      found.className = "app-notice";
      found.setAttribute("role", role);
      document.body.append(found);
    }
    return found;
  }

  function say(role, sentence, lasting = false) {
    const place = bar(role);
    clearTimeout(place.timer);
    place.lang = words().language ?? "";
    place.textContent = sentence;
    if (!lasting) place.timer = setTimeout(() => { place.textContent = ""; }, GONE_AFTER);
  }

  // --- a lost connection ---

  function watchConnection() {
    let wasThere = false;
    let waiting = 0;
    let isLost = false;
    let before = []; // boxes of the page's own that stood open when the connection was lost

    /* Streamlit opens a box in English over everything, which hides page and notice from those
     * who listen. It is dismissed as a reader would dismiss it; it then stays away. */
    const boxes = () => [...document.querySelectorAll('[data-testid="stDialog"]')];
    const guard = new MutationObserver(() => {
      for (const box of boxes().filter(one => !before.includes(one))) {
        before.push(box);
        box.style.visibility = "hidden";
        box.querySelector("button")?.click();
      }
    });

    function look() {
      if (app()?.dataset.testConnectionState === "CONNECTED") {
        clearTimeout(waiting);
        waiting = 0;
        guard.disconnect();
        if (isLost) {
          bar("alert").textContent = "";
          say("status", words().back);
        }
        wasThere = true;
        isLost = false;
      } else if (wasThere && !waiting) {
        before = boxes();
        guard.observe(document.body, { childList: true, subtree: true });
        waiting = setTimeout(() => {
          isLost = true;
          say("alert", words().lost, true);
        }, LOST_AFTER);
      }
    }

    new MutationObserver(look).observe(app(), {
      attributes: true, attributeFilter: ["data-test-connection-state"],
    });
    look();
  }

  // --- paper ---

  const MILLIMETRE = 96 / 25.4; // in CSS pixels
  const PAPER = { width: 186 * MILLIMETRE, height: 269 * MILLIMETRE }; // A4 less its margins
  const FRAME = 36; // a panel's padding and border, left and right
  const WORDS = 320; // a panel's title, claim, sources: a chart that is left less becomes smaller

  /* Charts are drawn for the screen: too wide for paper, and on dark with light ink. */
  function preparePaper() {
    const undo = [];
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const { width, height } = chart.getBoundingClientRect();
      // the box that Streamlit gives a height: zoomed without it, a chart leaves a hole
      const box = chart.closest('[data-testid="stElementContainer"]') ?? chart;
      box.style.zoom = Math.min(1, (PAPER.width - FRAME) / width, (PAPER.height - WORDS) / height);
      undo.push(() => { box.style.zoom = ""; });
      if (isDark()) undo.push(keepPainted(chart, inks()));
    }
    for (const table of document.querySelectorAll('[data-testid="stDataFrame"]')) {
      const note = document.createElement("p");
      note.className = "paper-note";
      note.textContent = words().rest;
      table.after(note);
      undo.push(() => note.remove());
    }
    return () => undo.forEach(step => step());
  }

  function isDark() {
    const [r, g, b] = getComputedStyle(app()).backgroundColor.match(/[\d.]+/g).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
  }

  /* Colours of the dark theme -> those of the light one, as browsers write them. */
  function inks() {
    const spelled = hex => `rgb(${[1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)).join(", ")})`;
    const pairs = Object.entries(JSON.parse(words().inks ?? "{}"));
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

  function watchPaper() {
    let undo = null;
    window.addEventListener("beforeprint", () => { undo ??= preparePaper(); });
    window.addEventListener("afterprint", () => { undo?.(); undo = null; });
  }

  // --- a device that turns dark, or light, while the page is open ---

  /* The framework turns its own colours; charts are drawn by the server, which is asked again. */
  function watchScheme() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      setTimeout(() => dispatchEvent(new PopStateEvent("popstate")));
    });
  }

  // --- links to other pages ---

  const LONGEST_WAIT = 10_000; // milliseconds: whatever happened, the bar is gone then
  const SURELY_BEGUN = 2000; // a run that was not seen by then was too short to be seen
  const PHONE = 768; // pixels: up to here the sidebar lies over the page

  /* A link followed here keeps what is loaded: the address changes, and the front end is told as
   * on a step back or forward. A new tab, a copied link or a page without this script works too. */
  function follow(event) {
    const link = event.target.closest?.("a[data-page]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (link.href !== location.href) {
      history.pushState({}, "", link.href);
      dispatchEvent(new PopStateEvent("popstate"));
      showWork();
    }
    document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
    if (innerWidth <= PHONE && link.closest('[data-testid="stSidebar"]')) {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }
  }

  let watching = 0;

  /* A run shows by its state, but only from the server's first word on: a click shows at once. */
  function showWork() {
    const root = document.documentElement;
    const began = performance.now();
    let wasBusy = false;
    root.dataset.working = "";
    clearInterval(watching);
    watching = setInterval(() => {
      const isBusy = app()?.dataset.testScriptState !== "notRunning";
      wasBusy ||= isBusy;
      const waited = performance.now() - began;
      if (waited < LONGEST_WAIT && (isBusy || (!wasBusy && waited < SURELY_BEGUN))) return;
      clearInterval(watching);
      delete root.dataset.working;
    }, 50);
  }

  function skip(event) {
    if (!event.target.closest?.("a.skip")) return;
    event.preventDefault();
    const title = document.querySelector("h1") ?? document.querySelector('[data-testid="stMain"]');
    title.tabIndex = -1;
    title.focus();
  }

  function watchLinks() {
    document.addEventListener("click", follow);
    document.addEventListener("click", skip);
  }

  // --- tables wider than the screen ---

  /* The framework's box around a table scrolls, but a keyboard cannot stop at it. */
  function reachTables(sizes) {
    for (const box of document.querySelectorAll('[data-testid="stTable"] > div')) {
      for (const part of [box, ...box.children]) sizes.observe(part);
      if (box.scrollWidth <= box.clientWidth) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
        continue;
      }
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.querySelector("table")?.ariaLabel
        || box.closest('[class*="st-key-panel-"]')?.querySelector("h2")?.textContent
        || document.title);
    }
  }

  function watchTables() {
    let waits = false;
    const look = () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; reachTables(sizes); });
    };
    const sizes = new ResizeObserver(look); // columns follow the width of the window a moment later
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  }

  // --- pictures ---

  function watchPictures() {
    document.addEventListener("click", async event => {
      const button = event.target.closest?.("button.picture");
      if (!button) return;
      try {
        const { save } = await beside("pictures.js");
        const name = await save(button.dataset.panel, button.dataset.format);
        say("status", `${words().saved} ${name}`);
      } catch (error) {
        console.warn(error);
        say("alert", words().failed);
      }
    });
  }

  const beside = name => import(new URL(`${name}${new URL(here).search}`, here));

  function begin() {
    bar("alert");
    bar("status");
    beside("lists.js");
    watchConnection();
    watchPaper();
    watchScheme();
    watchLinks();
    watchTables();
    watchPictures();
    document.documentElement.dataset.listening = "";
    document.fonts.ready.then(() => { document.documentElement.dataset.ready = ""; });
  }

  tellLanguage();
  if (!("listening" in document.documentElement.dataset)) begin();
})();
