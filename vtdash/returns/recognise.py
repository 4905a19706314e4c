"""Recognises the form of a file, its sheet and header row, then reads its rows as a draft.

Every sheet is looked through for every form; the one that fits best is taken. What the steward
answered narrows the search. Nothing of a person is repeated: the findings are told before the
first row of a list is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vtdash.model.datasets import ENROLMENT
from vtdash.model.published_figures import TEMPLATES
from vtdash.reference import Catalogue
from vtdash.returns.files.cells import as_text
from vtdash.returns.files.source import SourceFile
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import bare_table
from vtdash.returns.forms.form_1 import find_form_1, read_form_1
from vtdash.returns.forms.form_2 import read_form_2
from vtdash.returns.forms.form_2_heading import find_form_2
from vtdash.returns.forms.form_2_rows import says_level
from vtdash.returns.forms.form_facts import FORM_NAMES, FactSources, file_facts, gather
from vtdash.returns.forms.layout import FormSheet, FormSpot, Head, filled
from vtdash.returns.forms.learner_lists import (
    find_list_1956,
    find_roster,
    read_list_1956,
    read_roster,
)
from vtdash.returns.forms.template import find_template, has_rows, read_template
from vtdash.returns.hidden import read_hidden
from vtdash.returns.model import (
    PERSONAL,
    Answers,
    Draft,
    FormName,
    Grid,
    GridView,
    Place,
    Recognition,
)
from vtdash.returns.names.heading import read_heading
from vtdash.returns.names.matching import matcher_of
from vtdash.returns.names.office_words import plain, spell
from vtdash.text.language import Named
from vtdash.text.messages import message

_NOTHING = message("Every cell of the file is blank.")
_NOT_RECOGNISED = message("No sheet has the header row of a known form in its first 60 rows.")
_DATA_SHEET = "du lieu"
_SURE = 0.75
"""Score from which a further sheet is a form that is left unread."""

_READERS: dict[FormName, Callable[[FormSheet, Findings], Draft]] = {
    "form_1": read_form_1,
    "form_2": read_form_2,
    "roster": read_roster,
    "list_1956": read_list_1956,
}
_FINDERS: dict[FormName, Callable[[Head, int], FormSpot | None]] = {
    "roster": find_roster,
    "list_1956": find_list_1956,
    "form_1": find_form_1,
    "form_2": find_form_2,
}
"""Where two forms fit equally well the earlier one is taken: people come first, for their sake."""


@dataclass(frozen=True)
class _Found:
    """A form on a sheet; of several, the one with the largest ``rank`` is taken."""

    grid: Grid
    spot: FormSpot

    @property
    def rank(self) -> tuple[float, bool]:
        return self.spot.score, plain(self.grid.name) == _DATA_SHEET


def recognise(
    source: SourceFile, catalogue: Catalogue, answers: Answers, findings: Findings
) -> FormSheet:
    """Return the form of a file, where it stands, and the facts of the whole form.

    Every problem of its structure is noted; raises ``Stopped`` where no form can be recognised.
    """
    grids = _without_names(source.grids)
    spots = _search(grids, answers, findings)
    found = max(spots, key=lambda one: one.rank)
    findings.personal = found.spot.form in PERSONAL
    told = _note_others(found, spots, findings)
    if source.kind == "docx":
        _note_unread(
            [grid for grid in grids if grid.name not in {found.grid.name, *told}], findings
        )
    about = file_facts(found.grid.name, found.spot, [g.name for g in grids], answers)
    known = _known(found, catalogue, answers)
    below = found.grid.head()[found.spot.header_row :] if found.spot.form == "form_2" else ()
    gathered = gather(found.spot.form, known, findings, rows_say_level=says_level(below))
    facts = (*about, *gathered)
    dataset = TEMPLATES[found.spot.dataset]
    spot, sheet = found.spot, found.grid.name
    with_form = tuple(grid.name for grid in grids if grid.name in {sheet, *told})
    recognition = Recognition(spot.form, dataset, sheet, spot.header_row, facts, with_form)
    if not recognition.is_personal:
        recognition = replace(recognition, unit_name=known.heading.unit)
    return FormSheet(found.grid, spot, recognition, lambda text: _same(text, known))


def read_rows(sheet: FormSheet, separator: str, findings: Findings, hidden: str = "") -> Draft:
    """Return the rows of a form in the columns of the dataset that it belongs to.

    ``separator``: what stands between the cells of a CSV file, empty for a workbook. ``hidden``:
    the steward's answer on hidden rows. Raises ``Stopped`` where a column cannot be read.
    """

    def read(sheet: FormSheet, findings: Findings) -> Draft:
        if sheet.spot.form == "template":
            return read_template(sheet, separator, findings)
        return _READERS[sheet.spot.form](sheet, findings)

    is_template = sheet.spot.form == "template"
    table = sheet if is_template else bare_table(sheet, findings)
    return read_hidden(table, hidden, read, findings)


def _search(grids: Sequence[Grid], answers: Answers, findings: Findings) -> list[_Found]:
    """Return the forms that the sheets hold, at least one; stops where there is none."""
    _check_answers(answers, findings)
    possible = [grid for grid in grids if not answers.sheet or _is_sheet(grid, answers.sheet)]
    if not possible:
        names = [grid.name for grid in grids]
        findings.stop("S08", Place(), _unknown_answer("sheet", names))
    found = [_Found(grid, spot) for grid in possible for spot in _spots(grid.head(), answers)]
    if not found:
        _check_rows(possible, findings)
        named = FORM_NAMES.get(answers.form)
        what = _not_this_form(named) if named else _NOT_RECOGNISED
        findings.stop("S08", _start(possible[0]), what)
    return found


def _without_names(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Return the sheets, by number where one of them lists persons: '#2' instead of a name."""
    heads = [grid.head() for grid in grids]
    if not any(_FINDERS[form](head, 0) for form in sorted(PERSONAL) for head in heads):
        return grids
    return tuple(GridView(grid, f"#{number}") for number, grid in enumerate(grids, start=1))


def _unknown_answer(name: str, allowed: Sequence[str]) -> Named:
    """Return that an answer about form, dataset or sheet is none of the possible ones."""
    values = ", ".join(allowed)
    return message("The answer about '{name}' is not one of: {values}.", name=name, values=values)


def _not_this_form(name: Named) -> Named:
    """Return that the form which the steward chose is not in the file."""
    return message(
        "The file was to be read as '{name}', but the header row of that form is not there.",
        name=name,
    )


def _other_sheet(name: Named) -> Named:
    """Return that a further sheet holds a form and is left unread."""
    return message(
        "This sheet is a '{name}' as well; it is a return of its own and not read with this one.",
        name=name,
    )


def _check_rows(grids: Sequence[Grid], findings: Findings) -> None:
    """Stop where the sheets hold nothing at all; a grid stops by itself where it is too wide."""
    if all(next(grid.rows(), None) is None for grid in grids):
        findings.stop("S02", Place(), _NOTHING)


def _spots(head: Head, answers: Answers) -> list[FormSpot]:
    """Return where the forms that are possible stand in the first rows of one sheet."""
    only, spots = answers.header_row, list[FormSpot | None]()
    if answers.dataset in {"", ENROLMENT.name}:
        spots += [
            finder(head, only) for form, finder in _FINDERS.items() if answers.form in {"", form}
        ]
    if answers.form in {"", "template"}:
        spots.append(find_template(head, only, answers.dataset))
    return [spot for spot in spots if spot is not None]


def _check_answers(answers: Answers, findings: Findings) -> None:
    """Stop on an answer about the whole file that no file could follow."""
    for name, given, allowed in (
        ("form", answers.form, tuple(FORM_NAMES)),
        ("dataset", answers.dataset, tuple(TEMPLATES)),
    ):
        if given and given not in allowed:
            findings.stop("S08", Place(), _unknown_answer(name, allowed))


def _is_sheet(grid: Grid, name: str) -> bool:
    own = grid.grid.name if isinstance(grid, GridView) else grid.name
    return name in {grid.name, own} or spell(own) == spell(name)


def _start(grid: Grid) -> Place:
    """Return the first row of a sheet with anything in it: where a title stands or should."""
    rows = (number for number, cells in enumerate(grid.head(), start=1) if filled(cells))
    return Place(grid.name, next(rows, None))


def _note_others(found: _Found, spots: Sequence[_Found], findings: Findings) -> set[str]:
    """Note further sheets that hold a form, which are not read, and return their names.

    A template's further sheet counts where it has rows of data, for there are sheets of lists
    and examples with the same headings.
    """
    others: dict[str, _Found] = {}
    for other in sorted(spots, key=lambda one: one.rank):
        if other.spot.score >= _SURE and other.grid.name != found.grid.name:
            others[other.grid.name] = other
    for other in others.values():
        spot = other.spot
        if spot.form != "template" or has_rows(other.grid, spot):
            what = _other_sheet(FORM_NAMES[spot.form])
            findings.add("S17", Place(other.grid.name, spot.header_row), what, do=_OTHER_SHEET)
    return set(others)


def _note_unread(grids: Sequence[Grid], findings: Findings) -> None:
    """Note tables of a document that hold numbers and no form, as the end of one that was cut."""
    for grid in grids:
        if any(_NUMBER.fullmatch(as_text(cell)) for _, cells in grid.rows() for cell in cells):
            findings.add("S25", Place(grid.name), _UNREAD)


_NUMBER = re.compile(r"[0-9][0-9., ]*")
_UNREAD = message("This table of the document holds numbers and has no headings of a form.")


_OTHER_SHEET = message(
    "Confirm that this is known, and load that sheet by itself unless it has been."
)


def _known(found: _Found, catalogue: Catalogue, answers: Answers) -> FactSources:
    matcher, start = matcher_of(catalogue), _start(found.grid)
    heading = read_heading(found.grid, found.spot.top_row, catalogue, matcher.areas)
    return FactSources(catalogue, answers, heading, start, matcher)


def _same(text: str, known: FactSources) -> str:
    """Return what tells an occupation from others: its code, or how it is spelled."""
    accepted = known.answers.accepted
    match = known.matcher.match("occupation", text, accepted=accepted, search=False)
    return match.code or spell(text).spelled
