"""Every file of the corpus through the one door: records, totals and problems as stated."""

import csv
import io
import logging
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.each import each
from tests.intake.corpus import TODAY, all_cases
from tests.intake.drafts import kept as with_origin
from tests.intake.nearly import NEARLY
from vtdash.model.datasets import DATASETS
from vtdash.reference.growth import ADDED_COLUMNS
from vtdash.returns.examine import examine
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings
from vtdash.returns.registry import CHECKS
from vtdash.returns.workbooks.marked import PROBLEMS_SHEET, mark
from vtdash.store import arrow_schema, publish

CASES = all_cases()
PERSONAL = [name for name, case in CASES.items() if case.secrets]


def in_force(case):
    """Return the records in force of a case as the warehouse gives them."""

    def look_up(dataset, cities, areas):
        schema = arrow_schema(DATASETS[case.dataset])
        columns = zip(*case.in_force, strict=True) if case.in_force else [()] * len(schema)
        arrays = [
            pa.array(list(c)).cast(f.type) for c, f in zip(columns, schema, strict=True)
        ] if case.in_force else [pa.array([], f.type) for f in schema]  # fmt: skip
        table = pa.table(arrays, schema=schema)
        assert dataset is DATASETS[case.dataset]
        kept = pc.and_(
            pc.is_in(table["city"], pa.array(cities)), pc.is_in(table["area_code"], pa.array(areas))
        )
        return with_origin(table.filter(kept))

    return look_up


def contradicted(case):
    """Return what the published figures say against records: a case brings its own sentences."""
    return lambda records: case.contradicts


@pytest.fixture(scope="module")
def examined_once(catalogue):
    """Return a case examined; asked for twice, it is examined once."""
    return cache(lambda name: examined(CASES[name], catalogue))


def examined(case, catalogue):
    return examine(
        case.made,
        case.file,
        catalogue,
        answers=case.answers,
        current_records=in_force(case),
        contradicted=contradicted(case),
        register=case.register,
        today=TODAY,
    )


def told(examination):
    """Return the findings in short, for the message of a failing test."""
    return "\n".join(f"{f.check} {f.place} {f.found!r} {f.what.en}" for f in examination.findings)


@pytest.mark.parametrize("name", CASES)
def test_a_file_gives_the_records_and_the_problems_that_are_stated_for_it(name, examined_once):
    case, done = CASES[name], examined_once(name)
    assert dict(done.counts) == dict(case.checks), told(done)
    found = done.records and done.records.table.num_rows
    assert found == case.records, told(done)
    if done.records is not None:
        assert done.records.dataset == case.dataset
        sums = {column: pc.sum(done.records.table[column]).as_py() for column in case.sums}
        assert sums == dict(case.sums)
        assert {column: done.records.table[column].to_pylist() for column in case.rows} == case.rows
        columns = ADDED_COLUMNS if done.figures else DATASETS[case.dataset].column_names
        assert done.records.table.column_names == list(columns)


def test_the_corpus_has_more_than_sixty_files_that_all_differ():
    cases = [case for case in CASES.values() if not callable(case.content)]
    assert len({case.content for case in cases}) >= 150
    different = {(c.content, repr(c.answers), c.in_force, c.contradicts, c.register) for c in cases}
    assert len(different) >= len(cases) - 1  # one file is sound and agrees with what is published
    assert len([case for case in CASES.values() if case.records is None]) >= 60


ELSEWHERE = {"S01"}
"""Checks of what no bytes can show: tested below."""


def test_every_check_has_a_file_that_breaks_it_and_one_that_nearly_does():
    broken = {check for case in CASES.values() for check in case.checks}
    assert broken | ELSEWHERE == set(CHECKS)
    assert set(NEARLY) == set(CHECKS)
    for check, name in NEARLY.items():
        assert check not in CASES[name].checks, f"{name} is to do {check} nearly"


def test_a_path_that_is_no_file_is_one_problem_and_a_file_is_read_from_its_path(
    tmp_path, catalogue
):
    case = CASES[NEARLY["S01"]]
    path = tmp_path / "return.csv"
    for wrong in (path, tmp_path, tmp_path / ("n" * 300)):
        done = examine(wrong, wrong.name, catalogue, today=TODAY)
        assert (dict(done.counts), done.records) == ({"S01": 1}, None)
    path.write_bytes(case.made)
    assert examine(path, path.name, catalogue, today=TODAY).records.table.num_rows == case.records


@each("name", [n for n, case in CASES.items() if case.checks])
def test_every_finding_says_what_where_and_what_to_do_in_both_languages(name, examined_once):
    for finding in examined_once(name).findings:
        check = CHECKS[finding.check]
        for words in (finding.what, finding.expected or check.expected, finding.do or check.do):
            for text in (words.vi, words.en):
                assert text.strip() == text
                assert text.isprintable()
            assert words.vi != words.en
        place = finding.place
        assert place.row is None or place.row >= 1
        assert f"{place.sheet}{place.column}{finding.found}".isprintable()


# --- the marked copy ----------------------------------------------------------------------------


def rows_and_notes(content, name):
    """Return what each sheet of a file is read as; the list of problems is none of the file's.

    Cells that are not seen are left out: a mark is a colour behind their letters. Texts in no cell
    are words in any order: a copy has those of boxes in the heading of its pages.
    """
    source = read_source(content, name, Findings())
    sheets = [
        (
            grid.name,
            list(grid.rows()),
            replace(grid.notes, unseen={}, beside=(), printed=words(grid)),
        )
        for grid in source.grids
        if grid.name != PROBLEMS_SHEET
    ]
    return source.kind, sheets


def words(grid):
    return sorted(" ".join((*grid.notes.beside, *grid.notes.printed)).split())


def without_links(sheets):
    """Return what was read without what copies of other files than workbooks do not keep."""
    lost = {"linked": {}, "is_filtered": False, "struck": {}, "commented": {}}
    return [(*sheet, replace(notes, **lost)) for *sheet, notes in sheets]


def is_copied(case):
    """Return whether a case's workbook may be marked: it can be read and lists no persons."""
    starts = (b"PK", b"\xd0\xcf\x11\xe0")
    return not callable(case.content) and case.content.startswith(starts) and not case.secrets


def test_a_marked_workbook_reads_what_the_original_read(examined_once):
    compared = 0
    for name, case in CASES.items():
        content = mark(case.made, examined_once(name)) if is_copied(case) else b""
        if content and (found := rows_and_notes(content, case.file)[1]):
            kind, wanted = rows_and_notes(case.made, case.file)
            if kind != "xlsx":
                found, wanted = without_links(found), without_links(wanted)
            assert found == wanted, name
            compared += 1
    assert compared >= 100


# --- forms with one row a person ----------------------------------------------------------------


def leaks(text, secrets):
    """Return the secrets that occur in a text, without regard to letters' size."""
    folded = text.casefold()
    return [secret for secret in secrets if secret.casefold() in folded]


ALL_SECRETS = {secret for name in PERSONAL for secret in CASES[name].secrets}


@pytest.fixture(scope="module")
def rosters(catalogue):
    """Return what came of each roster, what was logged of it, and the files that were written."""
    examined(CASES[PERSONAL[0]], catalogue)  # so that nothing is compiled or cached while watched
    logged, written, root = io.StringIO(), [], logging.getLogger()
    handler, level = logging.StreamHandler(logged), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with watching(written):
        done = {name: examined(CASES[name], catalogue) for name in PERSONAL}
    root.removeHandler(handler)
    root.setLevel(level)
    return Rosters(done, logged.getvalue(), written)


class Rosters(NamedTuple):
    """What came of all rosters: their examinations by name, what was logged, files written."""

    done: dict
    logged: str
    written: list


@each("name", PERSONAL)
def test_nothing_personal_is_in_what_comes_out_of_a_roster(name, rosters):
    done = rosters.done[name]
    words = [repr(done), repr(done.records), told(done)]
    if done.records is not None:
        words.append(repr(done.records.table.to_pylist()))
        assert done.records.name == f"{done.recognition.form}-{done.sha256[:8]}"
    assert not leaks(" ".join(words), CASES[name].secrets)
    assert all(finding.found == "" for finding in done.findings)


def test_nothing_personal_is_logged_of_a_roster(rosters):
    assert not leaks(rosters.logged, ALL_SECRETS)


@each("name", PERSONAL)
def test_nothing_personal_is_in_the_download_of_the_problems_of_a_roster(name, rosters):
    content = mark(CASES[name].made, rosters.done[name])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        words = " ".join(parts.read(part).decode() for part in parts.namelist())
    assert not leaks(words, CASES[name].secrets)


_WATCHED = []


def _watch(event, details):
    if _WATCHED and event == "open":
        path, mode, _ = details
        if isinstance(mode, str) and set(mode) & set("waxb+") - {"b"}:
            _WATCHED[-1].append(f"{path} ({mode})")
    elif _WATCHED and event in {"tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile"}:
        _WATCHED[-1].append(event)


@contextmanager
def watching(written):
    """Add to a list every file that is opened to be written; a hook cannot be taken back."""
    sys.addaudithook(_watch)
    _WATCHED.append(written)
    yield
    _WATCHED.clear()


def test_no_file_is_written_while_a_roster_is_read_or_its_problems_are_listed(rosters):
    assert rosters.written == []


def test_nothing_personal_is_in_any_file_of_a_published_snapshot(tmp_path, rosters):
    returns = [one.records for one in rosters.done.values() if one.records is not None]
    publish(tmp_path, sample=lambda _: {}, returns=returns, note="rosters")
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert stored
    for path in stored:
        assert not leaks(f"{path}{text_of(path)}", ALL_SECRETS), path


def text_of(path):
    """Return everything that a stored file says."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        out = io.StringIO()
        csv.writer(out).writerows(row.values() for row in table.to_pylist())
        return f"{table.schema.metadata}{table.column_names}{out.getvalue()}"
    return path.read_bytes().decode("utf-8", "replace")
