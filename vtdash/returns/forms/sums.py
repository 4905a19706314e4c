"""The arithmetic of an official form: sum rules along each row, totals rows down the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from vtdash.returns.findings import Findings
from vtdash.returns.forms import figure_words
from vtdash.returns.forms.sum_rules import Rule
from vtdash.returns.forms.tree import Node, Tree, Values
from vtdash.returns.model import Place

PlaceOf = Callable[[int, int], Place]
"""Row and column number -> the place as the office sees it."""

BOUNDS = ((2, 1), (6, 3), (15, 1), (22, 1))
"""Columns of Form 1 that count some of the people of another one: women of all, ..."""


def check_rules(
    row: int, values: Values, rules: Iterable[Rule], place: PlaceOf, findings: Findings
) -> None:
    """Note each rule that does not hold in a row, at the column of the sum."""
    for rule in rules:
        stated, parts = values.get(rule.total), [values.get(part) for part in rule.parts]
        if stated is None or None in parts:
            continue
        summed = sum(part for part in parts if part is not None)
        if stated != summed:
            what = figure_words.rule_broken(str(rule), stated, summed)
            findings.add("A02", place(row, rule.total), what, found=str(stated))


def check_bounds(
    row: int,
    values: Values,
    bounds: Iterable[tuple[int, int]],
    place: PlaceOf,
    findings: Findings,
) -> None:
    """Note a column of a row that is above the column that it is a part of."""
    for part, whole in bounds:
        some, every = values.get(part), values.get(whole)
        if some is not None and every is not None and some > every:
            what = figure_words.part_above_whole(part, some, whole, every)
            findings.add("A01", place(row, part), what, found=str(some))


def check_totals(
    row: int, stated: Values, summed: Mapping[int, int | None], place: PlaceOf, findings: Findings
) -> None:
    """Note each column in which a totals row differs from the sum of its parts."""
    for column, value in stated.items():
        parts = summed.get(column)
        if value is not None and parts is not None and value != parts:
            what = figure_words.total_differs(value, parts)
            findings.add("A03", place(row, column), what, found=str(value))


def check_tree(tree: Tree, place: PlaceOf, findings: Findings) -> None:
    """Note the totals rows of Form 1 that differ from what stands under them."""
    for node in (node for top in [*tree.parts, *tree.alone] for node in top.walk()):
        if node.is_stated and node.children:
            summed = {column: node.summed(column) for column in node.values}
            check_totals(node.row, node.values, summed, place, findings)
    for again in (node for key in "AB" for node in tree.part(key)[1:]):
        findings.add("K01", Place(tree.sheet, again.row), figure_words.PART_TWICE)
    for node, part in tree.totals:
        _check_loose_total(node, part, tree, place, findings)
    _check_graduates(tree, place, findings)


def _check_loose_total(
    node: Node, part: Node | None, tree: Tree, place: PlaceOf, findings: Findings
) -> None:
    """Note a row 'Tổng cộng' that is neither its part's total nor that of both parts."""
    if part is None or not node.is_stated:
        return
    whole = {c: _added([top.value(c) for top in tree.parts]) for c in node.values}
    if any(node.values[c] != whole[c] for c in node.values):
        own = {c: part.value(c) for c in node.values}
        check_totals(node.row, node.values, own, place, findings)


def _added(values: Iterable[int | None]) -> int | None:
    held = list(values)
    return None if None in held else sum(value for value in held if value is not None)


def _check_graduates(tree: Tree, place: PlaceOf, findings: Findings) -> None:
    """Note more graduates than people enrolled, and that graduates are not stored."""
    ended = tree.part("B")
    if not ended:
        return
    graduated = _added(node.value(1) for node in ended)
    enrolled = _added(node.value(1) for node in tree.part("A"))
    findings.add("S17", Place(tree.sheet, ended[0].row), figure_words.NOT_STORED)
    if graduated is not None and enrolled is not None and graduated > enrolled:
        what = figure_words.graduated_above_enrolled(graduated, enrolled)
        findings.add("A04", place(ended[0].row, 1), what, found=str(graduated))
