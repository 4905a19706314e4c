/* A panel's chart as a picture with its words around it, made here from what is on the screen:
 * title, claim and filters above; sources, data status and snapshot below. */

const FAMILY = "Be Vietnam Pro";
const EDGE = 24;
const SCALE = 3;
const TALLEST = 16_000; // pixels of a side; browsers draw no larger canvas
const PROOF = 24;
const PATIENCE = 10_000; // milliseconds
const SVG = "http://www.w3.org/2000/svg";
const NOT_DRAWN = ".hoverlayer, .zoomlayer, .draglayer, .menulayer, .modebar-container";

const LOOKS = {
  title: { size: 20, weight: 700, line: 26, after: 6 },
  claim: { size: 15, weight: 600, line: 21, after: 6 },
  small: { size: 12, weight: 400, line: 17, after: 4 },
};

/* Save the picture of a panel as "png" or "svg"; return the file's name. */
export async function save(panelId, format) {
  const { picture, faces, name } = await drawn(panelId);
  hand(format === "png" ? await pixels(picture, faces) : written(picture), `${name}.${format}`);
  return `${name}.${format}`;
}

/* Put the picture of a panel on the clipboard; where that is not allowed it is saved: return the
 * file's name then, else nothing. The browser is asked at once: later it takes nobody's word. */
export async function copy(panelId) {
  const made = drawn(panelId);
  const image = made.then(({ picture, faces }) => pixels(picture, faces));
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
    return "";
  } catch {
    const name = `${(await made).name}.png`;
    hand(await image, name);
    return name;
  }
}

async function drawn(panelId) {
  const panel = document.querySelector(`.st-key-panel-${CSS.escape(panelId)}`);
  const plot = panel.querySelector(".js-plotly-plot");
  const picture = compose(plot, wordsOf(panel));
  const faces = facesOf(picture);
  picture.prepend(node("style", {}, (await Promise.all(faces.map(embedded))).join("\n")));
  const { name } = panel.querySelector(".pictures").dataset;
  return { picture, faces, name };
}

/* What is written above and below the chart, taken from the page so that they cannot differ. */
function wordsOf(panel) {
  const said = (root, selector) =>
    root.querySelector(selector)?.innerText.replace(/\s+/g, " ").trim();
  const all = (root, selector) => said(root, selector) || "";
  const below = [all(panel, ".provenance"), all(document, ".freshness"), "vtdash"];
  return {
    above: [
      ["title", all(panel, "h2, h3")],
      ["claim", all(panel, "p strong")],
      ["small", all(document, ".choices")],
    ].filter(([, words]) => words),
    below: below.filter(Boolean).map(words => ["small", words]),
    description: panel.querySelector(".chart")
      ?.getAttribute("aria-label") ?? all(panel, "p strong"),
  };
}

// --- the drawing ---

function compose(plot, words) {
  const page = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
  const layers = [...plot.querySelectorAll("svg.main-svg")];
  const chart = { width: number(layers[0], "width"), height: number(layers[0], "height") };
  const width = Math.ceil(chart.width) + 2 * EDGE;

  const picture = node("svg", { xmlns: SVG, width, role: "img", fill: page.color });
  picture.setAttribute("lang", document.documentElement.lang);
  picture.append(node("title", {}, words.above[0]?.[1]), node("desc", {}, words.description));
  const ground = picture.appendChild(node("rect", { width, fill: page.backgroundColor }));
  let y = write(picture, words.above, chart.width, EDGE) + 8;
  for (const layer of layers) picture.append(copyOf(layer, chart, y));
  y = write(picture, words.below, chart.width, y + chart.height + 12) + EDGE;
  const height = Math.ceil(y);
  ground.setAttribute("height", height);
  picture.setAttribute("height", height);
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return picture;
}

function copyOf(layer, chart, y) {
  const made = layer.cloneNode(true);
  made.querySelectorAll(NOT_DRAWN).forEach(part => part.remove());
  made.removeAttribute("style"); // its ground would lie over the layers below
  for (const [name, value] of Object.entries({ x: EDGE, y, ...chart })) {
    made.setAttribute(name, value);
  }
  return made;
}

/* Write paragraphs from y downwards, wrapped to a width; return where the next one begins. */
function write(picture, paragraphs, width, y) {
  for (const [kind, words] of paragraphs) {
    const look = LOOKS[kind];
    const attributes = {
      "font-family": `${FAMILY}, sans-serif`, "font-size": look.size, "font-weight": look.weight,
    };
    for (const line of wrap(words, width, look)) {
      y += look.line;
      picture.append(node("text", { x: EDGE, y: y - look.line / 4, ...attributes }, line));
    }
    y += look.after;
  }
  return y;
}

function wrap(words, width, { size, weight }) {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${weight} ${size}px "${FAMILY}", sans-serif`;
  const fits = text => ruler.measureText(text).width <= width;
  const lines = [""];
  for (const word of words.split(" ").flatMap(one => pieces(one, fits))) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

/* Cut a word that is longer than a line (an address). */
function pieces(word, fits) {
  const parts = [""];
  for (const sign of word) {
    if (parts.at(-1) && !fits(parts.at(-1) + sign)) parts.push("");
    parts[parts.length - 1] += sign;
  }
  return parts;
}

function node(name, attributes, words) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "xmlns") made.setAttribute(key, value);
  }
  if (words !== undefined) made.textContent = words;
  return made;
}

const number = (element, attribute) => Number.parseFloat(element.getAttribute(attribute));

// --- the typeface ---

/* A picture stands alone: the parts of the page's typeface that it uses go into the file.
 * Return them, each with a sign to know it by. Where ranges overlap the later part is used. */
function facesOf(picture) {
  const weights = new Set([...picture.querySelectorAll("[font-weight], [style*=font-weight]")]
    .map(text => text.getAttribute("font-weight") ?? text.style.fontWeight)
    .map(weight => ({ bold: "700", normal: "400" })[weight] ?? weight).concat("400"));
  const signs = new Set(picture.textContent.match(/[\p{L}\p{N}]/gu));
  const used = new Map();
  for (const weight of weights) {
    const parts = pageFaces().filter(face => face.weight === weight);
    for (const sign of signs) {
      const part = parts.findLast(face => covers(face.range, sign.codePointAt(0)));
      if (part) used.set(part.address.href, { ...part, sign });
    }
  }
  return [...used.values()];
}

/* The page's own @font-face rules: weight, range of signs, address. */
function pageFaces() {
  const rules = [...document.styleSheets].flatMap(sheet => {
    try {
      return [...sheet.cssRules];
    } catch {
      return []; // a sheet of a browser's extension may not be read
    }
  });
  return rules
    .filter(rule => rule instanceof CSSFontFaceRule
      && rule.style.getPropertyValue("font-family").includes(FAMILY))
    .map(({ style, parentStyleSheet }) => ({
      weight: style.getPropertyValue("font-weight"),
      range: style.getPropertyValue("unicode-range"),
      address: new URL(style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1],
                       parentStyleSheet.href ?? document.baseURI),
    }));
}

function covers(range, code) {
  return range.replaceAll("U+", "").split(",").some(span => {
    const [first, last = first] = span.trim().split("-").map(digits => parseInt(digits, 16));
    return first <= code && code <= last;
  });
}

async function embedded({ weight, range, address }) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const data = await dataUrl(await answer.blob());
  return `@font-face { font-family: "${FAMILY}"; font-weight: ${weight}; `
    + `unicode-range: ${range}; src: url("${data}") format("woff2"); }`;
}

function dataUrl(blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}

// --- the file ---

const written = picture =>
  new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });

async function pixels(picture, faces) {
  const [width, height] = ["width", "height"].map(side => number(picture, side));
  const scale = Math.min(SCALE, TALLEST / Math.max(width, height));
  const image = new Image();
  image.src = URL.createObjectURL(written(withProof(picture, faces, width, height)));
  try {
    await image.decode();
    await proven(image, faces, height);
    const canvas = paper(width * scale, height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, width, height,
                                      0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob(
      blob => (blob ? done(blob) : fail(new Error("no PNG"))), "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/* A browser draws a picture before it has read the typefaces in it, without the words, and says
 * nothing when it has: so a strip below the picture holds one sign of each, to be looked at. */
function withProof(picture, faces, width, height) {
  const longer = picture.cloneNode(true);
  longer.setAttribute("height", height + PROOF);
  longer.setAttribute("viewBox", `0 0 ${width} ${height + PROOF}`);
  faces.forEach(({ sign, weight }, number) => longer.append(node("text", {
    x: number * PROOF, y: height + 0.75 * PROOF, fill: "#000000",
    "font-family": FAMILY, "font-size": PROOF / 2, "font-weight": weight,
  }, sign)));
  return longer;
}

async function proven(image, faces, height) {
  const strip = paper(faces.length * PROOF, PROOF);
  const brush = strip.getContext("2d", { willReadFrequently: true });
  const isInked = number =>
    brush.getImageData(number * PROOF, 0, PROOF, PROOF).data.some(part => part !== 0);
  const last = performance.now() + PATIENCE;
  while (performance.now() < last) {
    brush.clearRect(0, 0, strip.width, strip.height);
    brush.drawImage(image, 0, height, strip.width, PROOF, 0, 0, strip.width, PROOF);
    if (faces.every((face, number) => isInked(number))) return;
    await new Promise(done => { setTimeout(done, 30); });
  }
  throw new Error("the typeface was not read");
}

function paper(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  return canvas;
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
