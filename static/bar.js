/* Where the sidebar is folded away, as on a phone: a bar that says what is chosen.
 *
 * The framework offers a bare arrow there. The server writes the words as attributes of
 * `.page-words`, and of the menu what is chosen and how many choices were made after which there
 * is nothing left to choose; when that number grows on a phone, the sidebar makes room.
 */
const PHONE = 768; // pixels: up to here the sidebar lies over the page

const sidebar = () => document.querySelector('[data-testid="stSidebar"]');
const menu = () => document.querySelector("nav.menu");
const isFolded = () => sidebar()?.dataset.collapsed === "true";

function fold() {
  if (innerWidth > PHONE || isFolded()) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

/* Bring the list of pages, or the filters, to the top of the opened sidebar. */
function show(pages) {
  const content = document.querySelector('[data-testid="stSidebarContent"]');
  const head = document.querySelector('[data-testid="stSidebarHeader"]').offsetHeight;
  const down = menu().getBoundingClientRect().top - content.getBoundingClientRect().top;
  content.scrollTop = pages ? content.scrollTop + down - head : 0;
  const first = pages ? menu().querySelector("[aria-current=page]") ?? menu().querySelector("a")
    : content.querySelector("button");
  first.focus({ preventScroll: true });
}

function drawn() {
  const bar = document.createElement("section");
  bar.className = "app-bar";
  for (const name of ["pages", "filters"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "stSidebar");
    button.append(document.createElement("b"), document.createElement("span"));
    bar.append(button);
  }
  document.body.prepend(bar);
  return bar;
}

const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };

export function watchBar(words, eachChange) {
  const bar = drawn();
  const [pages, filters] = bar.children;
  let opener = filters;
  let asked = false; // the bar was pressed, and the sidebar is on its way
  let wasFolded = true;
  let choices;
  let watched;

  const turns = new MutationObserver(() => look());

  function look() {
    const side = sidebar();
    if (side && side !== watched) {
      watched = side;
      turns.disconnect();
      turns.observe(side, { attributes: true, attributeFilter: ["data-collapsed"] });
    }
    turn();
    if (!menu()) return;
    const { chosen, choices: counted } = menu().dataset;
    bar.ariaLabel = words().bar;
    write(pages.firstChild, words().pages);
    write(filters.firstChild, words().filters);
    write(filters.lastChild, chosen);
    filters.hidden = !chosen;
    if (Number(counted) > choices) fold();
    choices = Number(counted);
  }

  /* Show or hide the bar; the cursor of the keyboard goes along. */
  function turn() {
    const folded = isFolded();
    const isLeft = sidebar()?.contains(document.activeElement);
    bar.hidden = !folded;
    if (folded && !wasFolded && isLeft) (opener.hidden ? pages : opener).focus();
    if (!folded && asked) {
      asked = false;
      show(opener === pages);
    }
    wasFolded = folded;
  }

  bar.addEventListener("click", event => {
    opener = event.target.closest("button") ?? opener;
    asked = true;
    document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
  });
  document.addEventListener("click", event => {
    if (event.defaultPrevented && event.target.closest?.("nav.menu a[data-page]")) fold();
  });
  eachChange(look);
  look();
  fold(); // the framework keeps from the last visit that it was open
}
