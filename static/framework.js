/* Words of the framework's own inside its controls, in the reader's language.
 *
 * They are part of its script, English whatever the page says, and it has no setting for them. The
 * server writes ours as an attribute of `.page-words`, by the English ones; a key with {} stands for
 * any name. What was put in place is remembered by its node: another language begins from the
 * English again, and what the framework writes anew is put in place anew.
 */
const NAMED = {
  "aria-label": ':is(button, a)[aria-label], [data-testid="stSidebar"], span[role="group"][aria-label]',
  placeholder: "input[placeholder]",
  title: "button[title]",
};
const WORDED = [
  '[role="listbox"] > [role="option"] > span', // that nothing is found
  "[data-live-announcer] div", // how much is found, for those who listen
  '[data-testid="InputInstructions"] span, [data-testid="InputInstructions"]',
  '[data-testid="stTooltipContent"] p, [data-testid="stTooltipErrorContent"]',
  '[data-testid="stDataFrameColumnMenu"] *, [data-testid="stDataFrameColumnVisibilityMenu"] *',
  '[data-testid="stFileUploader"] button *, [data-testid="stFileUploaderDropzone"] span',
].join();

const put = new WeakMap(); // node, or element with the name of an attribute -> what was done

export function watchFramework(words, eachChange) {
  let written; // the words as they were last written
  let exact;
  let open;

  function read() {
    if (words().framework === written) return;
    written = words().framework;
    const all = Object.entries(JSON.parse(written ?? "{}"));
    exact = new Map(all.filter(([english]) => !english.includes("{}")));
    open = all.filter(([english]) => english.includes("{}"))
      .map(([english, ours]) => [...english.split("{}"), ours]);
  }

  function ours(english) {
    if (exact.has(english)) return exact.get(english);
    for (const [before, after, said] of open) {
      if (english.startsWith(before) && english.endsWith(after)) {
        const name = english.slice(before.length, english.length - after.length);
        return said.replace("{}", () => name);
      }
    }
    return english;
  }

  /* `now` is what stands there, `write` puts other words in its place. */
  function mend(node, part, now, write) {
    const done = put.get(node) ?? {};
    const english = done[part]?.said === now ? done[part].english : now;
    const said = ours(english);
    if (said === now) return;
    write(said);
    put.set(node, { ...done, [part]: { english, said } });
  }

  function look() {
    read();
    for (const [name, where] of Object.entries(NAMED)) {
      for (const element of document.querySelectorAll(where)) {
        const now = element.getAttribute(name);
        if (now) mend(element, name, now, said => element.setAttribute(name, said));
      }
    }
    for (const element of document.querySelectorAll(WORDED)) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        mend(node, "words", node.data, said => { node.data = said; });
      }
    }
  }

  eachChange(look);
  look();
}
