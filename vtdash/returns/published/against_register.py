"""New figures held against the register: what is there, what agrees, what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa

from vtdash.model.datasets import Bilingual
from vtdash.model.errors import CatalogueError
from vtdash.reference import Catalogue, Figure
from vtdash.reference.growth import Growth, grown, growth
from vtdash.render.names import Names
from vtdash.returns.counting import CountingChoice, CountingQuestion
from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Draft
from vtdash.returns.published.figure_rows import COLUMN_OF, NumberedRow, read_figures
from vtdash.rules.basis import as_observation
from vtdash.rules.conflicting_figures import Conflict, new_conflicts, seen_before
from vtdash.rules.figure_in_use import choose, value
from vtdash.store import Records, figure_decisions, figure_records, figures_in, used_figure
from vtdash.text.language import Named, Text
from vtdash.text.messages import message

BY_RULES = "rules"
"""Choice that leaves it to the rules which of several values is used."""

_THERE = message("The register has this figure of this page already; it is not counted again.")
_NONE_NEW = message("The register has every figure of this file already; nothing would change.")


@dataclass(frozen=True)
class FiguresFound:
    """Figures of a return in the register that they would make.

    ``ids``: the new ones, in the order of the file. ``witnesses``: new figure -> figures of other
    pages that state the same value. ``conflicts``: those in which a new figure gives a value that
    no figure gave before, by the key of their question.
    """

    catalogue: Catalogue
    ids: tuple[str, ...]
    witnesses: Mapping[str, tuple[str, ...]]
    conflicts: Mapping[str, Conflict]
    questions: tuple[CountingQuestion, ...]
    table: pa.Table = field(repr=False)


def find_figures(
    draft: Draft,
    catalogue: Catalogue,
    answers: Answers,
    findings: Findings,
    today: date,
    beside: Sequence[Records] = (),
) -> FiguresFound | None:
    """Return the figures of a return; None where they cannot enter the register.

    ``beside``: records of other files that are loaded with this one and come before it.
    """
    earlier = growth(catalogue, figures_in(beside), figure_decisions(beside))
    base = grown(catalogue, earlier, lambda _figure: "")
    rows = read_figures(draft, base, findings, today)
    places = {each.row["figure_id"]: each.number for each in rows}
    gained = growth(base, [each.row for each in rows])
    _note_there(rows, set(gained.ids), draft, findings)
    bigger = _grown(base, gained, places, draft, findings)
    if bigger is None:
        return None
    conflicts = {f"figures:{each.id}": each for each in new_conflicts(bigger, gained.ids)}
    questions = tuple(
        _question(key, conflict, places, bigger, answers) for key, conflict in conflicts.items()
    )
    for question in questions:
        if not question.answer:
            findings.add("K03", draft.place(question.row, "value"), question.said)
    new = [each.row for each in rows if each.row["figure_id"] in set(gained.ids)]
    return FiguresFound(
        bigger,
        gained.ids,
        {i: seen for i in gained.ids if (seen := seen_before(i, bigger))},
        conflicts,
        questions,
        figure_records(new),
    )


def _note_there(
    rows: Sequence[NumberedRow], new: set[str], draft: Draft, findings: Findings
) -> None:
    there = [each for each in rows if each.row["figure_id"] not in new]
    for each in there:
        findings.add("K04", draft.place(each.number, ""), _THERE)
    if rows and len(there) == len(rows):
        findings.add("S13", draft.place(draft.recognition.header_row, ""), _NONE_NEW)


def _grown(
    base: Catalogue, gained: Growth, places: Mapping[str, int], draft: Draft, findings: Findings
) -> Catalogue | None:
    """Return the register with the new figures; what it refuses is noted at the file's rows."""
    try:
        return grown(base, gained, lambda figure_id: str(places[figure_id]))
    except CatalogueError as refused:
        told = [
            (int(each.row), COLUMN_OF.get(each.column, ""), Bilingual(each.vi, each.en))
            for each in refused.problems
        ]
        for row, column, what in dict.fromkeys(told):  # both ends of a value are one cell
            findings.add("C10", draft.place(row, column), what)
        return None


def _question(
    key: str,
    conflict: Conflict,
    places: Mapping[str, int],
    catalogue: Catalogue,
    answers: Answers,
) -> CountingQuestion:
    """Return the question which value is used; it is answered by a choice and its reason."""
    figures = conflict.figures
    own = [places[f.figure_id] for f in figures if f.figure_id in places]
    why = " ".join(as_text(answers.whys.get(key, "")).split())
    choices = tuple(_choices(conflict, catalogue, why))
    chosen = answers.counted.get(key, "")
    is_answered = why and chosen in {choice.value for choice in choices}
    words = _Words(catalogue)
    said = message(
        "{indicator}, {territory}, {year}: the sources give {values}.",
        indicator=catalogue.indicator(conflict.subject.indicator_id).title,
        territory=catalogue.territories[conflict.subject.territory].name,
        year=conflict.subject.year,
        values=words.each([same[0] for same in _by_value(figures)]),
    )
    return CountingQuestion(key, "figures", min(own), said, choices, chosen if is_answered else "")


def _by_value(figures: Sequence[Figure]) -> list[list[Figure]]:
    found: dict[object, list[Figure]] = {}
    for figure in figures:
        found.setdefault(value(figure), []).append(figure)
    return list(found.values())


def _choices(conflict: Conflict, catalogue: Catalogue, why: str) -> Iterator[CountingChoice]:
    words, figures = _Words(catalogue), conflict.figures
    for same in _by_value(figures):
        first = same[0]
        others = [f.figure_id for f in figures if value(f) != value(first)]
        said = message(
            "Use {value} ({figures}, {page})",
            value=words.each([first]),
            figures=", ".join(figure.figure_id for figure in same),
            page=catalogue.sources[first.source_id].publisher,
        )
        yield CountingChoice(first.figure_id, said, used_figure(first.figure_id, others, why))
    by_rules = used_figure("", [figure.figure_id for figure in figures], why)
    yield CountingChoice(BY_RULES, words.by_rules(conflict), by_rules)


class _Words:
    """Values in the words of both languages."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = {lang: Names(catalogue, Text(lang)) for lang in ("vi", "en")}

    def each(self, figures: Sequence[Figure]) -> Named:
        """Return the values of figures as one enumeration."""
        said = {
            lang: names.text.items(names.value(as_observation(figure)) for figure in figures)
            for lang, names in self.names.items()
        }
        return Bilingual(**said)

    def by_rules(self, conflict: Conflict) -> Named:
        """Return what the rules would use, without what was decided before."""
        undecided = replace(self.names["vi"].catalogue, decisions=())
        choice = choose(conflict.figures, undecided)
        named = undecided.code("conflict_rule", choice.rule).name
        if not choice.figure_id:
            return message("Leave it to the rules, which do not decide ({rule})", rule=named)
        used = self.each([undecided.figure(choice.figure_id)])
        return message("Leave it to the rules: {value} ({rule})", value=used, rule=named)
