"""Letters of old fonts in a file: read as what they say, and asked about before they are taken."""

from __future__ import annotations

from dataclasses import replace

from vtdash.returns.files.legacy_letters import ConvertedGrid, found_letters
from vtdash.returns.files.source import SourceFile
from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.model import Answers, Fact, Place
from vtdash.returns.wording import harmless
from vtdash.text.language import Named
from vtdash.text.messages import message

CONVERT, KEEP = "convert", "keep"
"""Answers to whether texts in legacy letters are converted."""

_FONTS = {
    "tcvn3": message("a font of the code TCVN3 (ABC, .VnTime)"),
    "vni": message("a font of the code VNI (VNI-Times)"),
    "twice": message("UTF-8 that was read in another code"),
}
_CHOICES = (
    (CONVERT, message("Convert them to Unicode")),
    (KEEP, message("Read them as they are")),
)


class LegacyLetters:
    """The legacy letters of a file and what becomes of them; ``source`` is to be read on.

    Texts are converted unless the steward keeps them, so that all else can be told already.
    """

    def __init__(self, source: SourceFile, answers: Answers) -> None:
        self._found, self._answer = found_letters(source.grids), answers.letters
        is_converted = self._found is not None and self._answer != KEEP
        grids = tuple(ConvertedGrid(grid, grid.name) for grid in source.grids)
        self.source = replace(source, grids=grids) if is_converted else source

    def told(self, sheet: FormSheet, findings: Findings) -> FormSheet:
        """Return a recognised form with the question as one of its facts; it is noted if open."""
        if self._found is None:
            return sheet
        is_personal = sheet.recognition.is_personal
        self.note(None if is_personal else sheet.recognition.sheet, findings)
        is_answered = self._answer in {CONVERT, KEEP}
        given = (self._answer, "answered") if is_answered else ("", "missing")
        place = Place(sheet.recognition.sheet, self._found[1])
        facts = (*sheet.recognition.facts, Fact("letters", *given, place, _CHOICES))
        return replace(sheet, recognition=replace(sheet.recognition, facts=facts))

    def note(self, shown_sheet: str | None, findings: Findings) -> None:
        """Note an open question; a cell is shown where it stands on a sheet that may be shown."""
        if self._found is None or self._answer in {CONVERT, KEEP}:
            return
        sheet, row, legacy = self._found
        font = _FONTS[legacy.kind]
        if findings.personal or sheet != shown_sheet:
            findings.add("S23", Place(), _in_file(font))
            return
        what = message(
            "In {font}; in Unicode it reads: {converted}",
            font=font,
            converted=harmless(legacy.converted),
        )
        findings.add("S23", Place(sheet, row), what, found=legacy.text)


def _in_file(font: Named) -> Named:
    return message("Texts of the file are in {font}.", font=font)
