/* What the page does in the browser itself: its language, a lost connection, links, tables.
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

  /* The server may be another one, or have other data. The framework's own key to run again sends
   * what every field of the page says; a step in the history would not. */
  function runAgain() {
    for (const type of ["keydown", "keyup"]) {
      const key = { key: "r", code: "KeyR", keyCode: 82, bubbles: true };
      document.body.dispatchEvent(new KeyboardEvent(type, key));
    }
  }

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
          setTimeout(runAgain);
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

  // --- data that was published while the page is open ---

  function watchSnapshot() {
    let before;
    eachChange(() => {
      const now = document.querySelector("[data-snapshot]")?.dataset.snapshot;
      if (now && before && now !== before) say("status", words().newer);
      before = now ?? before;
    });
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

  // --- what looks after each change of the page, once before it is painted ---

  const looks = [];
  let waits = false;

  function lookAgain() {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      for (const look of looks) look();
    });
  }

  function eachChange(look) {
    if (!looks.length) {
      new MutationObserver(lookAgain).observe(document.body, { childList: true, subtree: true });
    }
    looks.push(look);
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
    const sizes = new ResizeObserver(lookAgain); // columns follow the window's width a moment later
    eachChange(() => reachTables(sizes));
    lookAgain();
  }

  /* A link to a panel that waits behind a closed line opens the line, then goes there. */
  function watchWaiting() {
    document.addEventListener("click", event => {
      const link = event.target.closest?.('a[href^="#"]');
      const id = link?.hash.slice(1);
      if (!id || document.getElementById(id)) return;
      const line = document.querySelector(`.st-key-later-${CSS.escape(id)} summary`);
      if (!line) return;
      event.preventDefault();
      line.click();
      const there = new MutationObserver(() => {
        const panel = document.getElementById(id);
        if (!panel) return;
        there.disconnect();
        panel.scrollIntoView();
      });
      there.observe(document.body, { childList: true, subtree: true });
    });
  }

  // --- what is loaded beside this file ---

  const beside = name => import(new URL(`${name}${new URL(here).search}`, here));

  const answers = {
    async screen(button) {
      (await beside("screen.js")).toggle(button);
    },
    async copy({ dataset: { panel } }) {
      const name = await (await beside("pictures.js")).copy(panel);
      say("status", name ? `${words().notcopied} ${name}` : words().copied);
    },
    async save({ dataset: { panel, format } }) {
      say("status", `${words().saved} ${await (await beside("pictures.js")).save(panel, format)}`);
    },
  };

  function watchButtons() {
    document.addEventListener("click", async event => {
      const button = event.target.closest?.("button.picture");
      if (!button) return;
      try {
        await (answers[button.dataset.format] ?? answers.save)(button);
      } catch (error) {
        console.warn(error);
        say("alert", words().failed);
      }
    });
  }

  function begin() {
    bar("alert");
    bar("status");
    beside("charts.js");
    beside("lists.js");
    beside("maps.js");
    watchConnection();
    beside("bar.js").then(({ watchBar }) => watchBar(words, eachChange));
    beside("framework.js").then(({ watchFramework }) => watchFramework(words, eachChange));
    beside("paper.js").then(({ watchPaper }) => watchPaper(words));
    watchSnapshot();
    watchScheme();
    watchLinks();
    watchWaiting();
    watchTables();
    watchButtons();
    document.documentElement.dataset.listening = "";
    document.fonts.ready.then(() => { document.documentElement.dataset.ready = ""; });
  }

  tellLanguage();
  if (!("listening" in document.documentElement.dataset)) begin();
})();
