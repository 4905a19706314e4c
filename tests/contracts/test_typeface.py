"""Every sign that a reader can meet is in the typeface that the app serves, in each weight.

A browser takes any other sign from whatever fonts a machine has, and the lines shift.
"""

import ast
import html
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from vtdash.text.language import LANGUAGES, Text

ROOT = Path(__file__).resolve().parents[2]

NOT_SHOWN = {
    "，－．／０１２３４５６７８９：": "full width, looked for in files that offices send",
    "⁴⁵⁶⁷⁸⁹Μ": "note markers and letters of old fonts, looked for in files that offices send",
    "\u2009\u202f\u036fƉɖ": "spaces, marks and letters, looked for in files that offices send",
    "≈≤≥": "signs of bounds, looked for in files that offices send",
    "\ufffd": "stands in a workbook for a sign that XML forbids",
    "\u2002": "a space, which the browser makes from the typeface's own",
}
"""Signs in the code that no page shows from a font, with the reason."""

SUFFIXES = {".css", ".js", ".po", ".py", ".sql", ".toml"}


def ranges(css: str) -> Iterator[int]:
    """Yield the signs of a unicode-range."""
    for part in css.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@pytest.fixture(scope="module")
def served():
    """Return weight -> the signs that a browser finds: asked of a file, and in that file."""
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    signs: dict[str, set[str]] = {}
    for face in theme["fontFaces"]:
        file = ROOT / face["url"].removeprefix("app/")
        drawn = TTFont(file).getBestCmap().keys() & set(ranges(face["unicodeRange"]))
        signs.setdefault(face["weight"], set()).update(map(chr, drawn))
    return signs


def literals(module: ast.Module) -> Iterator[str]:
    """Yield the texts in the code but for those that stand as a line: they document it."""
    lines = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in lines:
            yield node.value


def texts(path: Path) -> Iterator[str]:
    """Yield what a file may bring to the screen."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".py":
            yield from literals(ast.parse(text))
        case ".css" | ".js":
            text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
            yield re.sub(r"\\u?([0-9A-Fa-f]{4,6})", lambda code: chr(int(code[1], 16)), text)
        case _:
            yield text


def words_of(language: str) -> str:
    """Return what is made of numbers and days in a language."""
    text = Text(language)
    days = "".join(text.date(date(2026, month, 1)) for month in range(1, 13))
    months = "".join(text.period(f"2026-{month:02}") for month in range(1, 13))
    return days + months + text.number(-1234.5) + text.items("abc")


def sources() -> Iterator[tuple[str, str]]:
    """Yield each text that may reach the screen, with the file or language that it is of."""
    files = [ROOT / "app.py", *(ROOT / "data/reference").iterdir()]
    for folder in ("vtdash", "pages", "static"):
        files += [path for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES]
    # a terminal draws with its own font, and Plotly's words are not shown
    apart = {ROOT / "vtdash/cli", ROOT / "static/plotly"}
    for path in sorted(files):
        if apart.isdisjoint(path.parents):
            yield from ((html.unescape(text), path.name) for text in texts(path))
    for language in LANGUAGES:
        yield words_of(language), language


@pytest.fixture(scope="module")
def shown():
    """Return each sign, in either case -> the first file or language that it is of."""
    signs: dict[str, str] = {}
    for text, source in sources():
        for sign in set(text + text.upper() + text.lower()):
            signs.setdefault(sign, source)
    return signs


def test_the_typeface_has_every_sign_that_a_page_can_show(served, shown):
    assert set(served) == {"400", "600", "700"}
    signs = {sign for sign in shown if sign.isprintable()} - set("".join(NOT_SHOWN))
    for weight, drawn in served.items():
        missing = {sign: shown[sign] for sign in signs - drawn}
        assert missing == {}, f"not in the files of weight {weight}: write words in their place"


def test_no_exception_is_left_over(shown):
    assert set("".join(NOT_SHOWN)) - shown.keys() == set()
