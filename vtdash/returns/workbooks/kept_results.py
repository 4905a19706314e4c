"""Results of formulas, carried from an office's workbook into the copy that the library writes.

The library writes formulas without the results that were stored with them; a program that opens
the copy without calculating it would find nothing there.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from vtdash.render.workbooks import OLDEST

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(
    r'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<attributes>[^>]*)>'
    r"(?P<formula><f[^>]*/>|<f[^>]*>[^<]*</f>)<v(?: ?/>|></v>)</c>"
)
_ELSEWHERE = "s"
"""Type of a text that stands in a part of its own: never a formula's, by the standard."""

Results = Mapping[str, tuple[str, str]]
"""Cell such as 'D12' -> type and text of the result, as the file has them."""


def stored_results(content: bytes) -> dict[str, Results]:
    """Return the results that are stored with the formulas of each sheet, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: dict(_results(parts, part)) for name, part in _sheets(parts).items()}


def with_results(content: bytes, results: Mapping[str, Results]) -> bytes:
    """Return a workbook of the library with the results put beside its formulas."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as fixed:
        of_part = {part: results.get(name, {}) for name, part in _sheets(parts).items()}
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            held = parts.read(name)
            fixed.writestr(info, _put(held, of_part[name]) if of_part.get(name) else held)
    return out.getvalue()


def _sheets(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    book = "xl/workbook.xml"
    links = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - looked through
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")) for link in links}
    sheets = ET.fromstring(parts.read(book)).iter(f"{_MAIN}sheet")  # noqa: S314 - looked through
    found = {sheet.get("name", ""): targets.get(sheet.get(_ID), "") for sheet in sheets}
    return {name: posixpath.normpath(part).lstrip("/") for name, part in found.items()}


def _results(parts: zipfile.ZipFile, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    with parts.open(name) as part:
        for _, element in ET.iterparse(part):  # noqa: S314 - looked through
            if element.tag == f"{_MAIN}c":
                value, kind = element.findtext(f"{_MAIN}v"), element.get("t", "")
                if element.find(f"{_MAIN}f") is not None and value and kind != _ELSEWHERE:
                    yield element.get("r", ""), (kind, value)
                element.clear()


def _put(sheet: bytes, results: Results) -> bytes:
    def filled(found: re.Match[str]) -> str:
        kind, value = results.get(found["cell"], ("", ""))
        if not value:
            return found[0]
        kind = f' t="{kind}"' if kind else ""
        start = f'<c r="{found["cell"]}"{found["attributes"]}{kind}>'
        return f"{start}{found['formula']}<v>{escape(value)}</v></c>"

    return _FORMULA.sub(filled, sheet.decode()).encode()
