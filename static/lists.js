/* Lists are searched by letters: 'thuy nguyen', 'Thuỷ Nguyên' and 'TN' find 'Thủy Nguyên'.
 *
 * The framework compares what is typed with the names of a list in their lower case, letter by
 * letter in their order, and has no setting for accents. While the cursor is in such a list, lower
 * case leaves out the accents too; nothing else on the page sees that. Why so:
 * docs/decisions/search-without-accents.md.
 */
const LISTS = '[data-testid="stMultiSelect"] input, [data-testid="stSelectbox"] input';
const lower = String.prototype.toLowerCase;
const folded = new Map();

/* Asked of the document each time: while one types, the framework sends the events of a focus that
 * wanders through what is listed, though the cursor stays where it is. */
const isSearching = () => Boolean(document.activeElement?.matches(LISTS));

/* One letter for one letter: the framework's score goes by their places. */
function fold(text) {
  let found = folded.get(text);
  if (found === undefined) {
    const name = named(text).normalize("NFC");
    found = [...lower.call(name)].map(letter => letter.normalize("NFD")[0]).join("")
      .replaceAll("đ", "d");
    if (folded.size > 5000) folded.clear();
    folded.set(text, found);
  }
  return found;
}

/* What says of a name that it has no data is no part of it. */
function named(text) {
  const mark = document.querySelector(".page-words")?.dataset.none;
  return mark && text.endsWith(mark) ? text.slice(0, -mark.length) : text;
}

String.prototype.toLowerCase = function toLowerCase() {
  return isSearching() ? fold(String(this)) : lower.call(this);
};
