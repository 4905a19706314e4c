"""Every file of the corpus through the one door: records, totals and problems as stated."""

import csv
import io
import logging
import sys
import zipfile
from functools import cache

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
from vtdash.returns.registry import CHECKS
from vtdash.returns.workbooks.marked import mark
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


# --- forms with one row a person ----------------------------------------------------------------


def leaks(text, case):
    """Return the secrets of a case that occur in a text, without regard to letters' size."""
    return [secret for secret in case.secrets if secret.casefold() in text.casefold()]


@each("name", PERSONAL)
def test_nothing_personal_is_in_what_comes_out_of_a_roster(name, catalogue, caplog):
    case = CASES[name]
    with caplog.at_level(logging.DEBUG):
        done = examined(case, catalogue)
    words = [repr(done), repr(done.records), told(done), caplog.text]
    if done.records is not None:
        words.append(repr(done.records.table.to_pylist()))
        assert done.records.name == f"{done.recognition.form}-{done.sha256[:8]}"
    assert not leaks(" ".join(words), case)
    assert all(finding.found == "" for finding in done.findings)


@each("name", PERSONAL)
def test_nothing_personal_is_in_the_download_of_the_problems_of_a_roster(name, examined_once):
    case = CASES[name]
    content = mark(case.made, examined_once(name))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        words = " ".join(parts.read(part).decode() for part in parts.namelist())
    assert not leaks(words, case)


_WATCHED = []
_FLAGS = "waxr+"


def _watch(event, details):
    if _WATCHED and event == "open":
        path, mode, _ = details
        if isinstance(mode, str) and set(mode) & set("waxb+") - {"b"}:
            _WATCHED.append(f"{path} ({mode})")
    elif _WATCHED and event in {"tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile"}:
        _WATCHED.append(event)


def test_no_file_is_written_while_a_roster_is_read_or_its_problems_are_listed(catalogue):
    examined(CASES[PERSONAL[0]], catalogue)  # so that nothing is compiled or cached while watched
    sys.addaudithook(_watch)
    _WATCHED.append("watching")
    try:
        for name in PERSONAL:
            examined(CASES[name], catalogue)
    finally:
        written = _WATCHED[1:]
        _WATCHED.clear()
    assert written == []


def test_nothing_personal_is_in_any_file_of_a_published_snapshot(tmp_path, examined_once):
    done = [examined_once(name) for name in PERSONAL]
    returns = [one.records for one in done if one.records is not None]
    publish(tmp_path, sample=lambda _: {}, returns=returns, note="rosters")
    stored = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert stored
    for path in stored:
        words = f"{path}{text_of(path)}"
        for name in PERSONAL:
            assert not leaks(words, CASES[name]), path


def text_of(path):
    """Return everything that a stored file says."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        out = io.StringIO()
        csv.writer(out).writerows(row.values() for row in table.to_pylist())
        return f"{table.schema.metadata}{table.column_names}{out.getvalue()}"
    return path.read_bytes().decode("utf-8", "replace")
