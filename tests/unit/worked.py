"""The worked examples in docs/methods: tables that a test reads and computes again."""

import re
from pathlib import Path

from vtdash.text.language import Text

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods"
LANGUAGES = ("vi", "en")


def table(method, language, name):
    """Return the rows of the table after ``<!-- table: name -->``, without its head."""
    text = (METHODS / f"{method}.{language}.md").read_text("utf-8")
    found = re.search(rf"<!-- table: {name} -->\n\n((?:\|.*\n)+)", text)
    assert found, f"{method}.{language}.md has no table {name}"
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in found[1].splitlines()]  # fmt: skip
    return rows[2:]


def plain(cell, language):
    """Return a number as printed, with a decimal point and a plain minus."""
    cell = cell.replace("−", "-").removesuffix("%").strip()
    point, group = (",", ".") if language == "vi" else (".", ",")
    return cell.replace(group, "").replace(point, ".")


def number(cell, language):
    return float(plain(cell, language))


def prints(value, cell, language):
    """Return whether a value, rounded to the digits of a cell, is what the cell says."""
    digits = plain(cell, language).partition(".")[2]
    return f"{float(value):.{len(digits)}f}" == plain(cell, language)


def quantity(catalogue, figure_id, language):
    """Return the value of a figure of the register as a page prints it."""
    figure, text = catalogue.figure(figure_id), Text(language)
    unit = catalogue.code("unit", figure.unit)
    short = text.name(unit.short) or text.name(unit.name)
    return text.quantity(figure.quantity, short, 6)


def listed(names, mark="; "):
    """Return several names as one cell, a dash where there are none."""
    return mark.join(names) or "–"


def values(method, language, name):
    """Return a table of two columns as label -> cell; the label is its first code word."""
    return {re.search(r"`(\w+)`", row[0])[1]: row[-1] for row in table(method, language, name)}
