"""New published figures against the register: by the command, on a copy of the folder."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from tests.each import each
from vtdash.cli import commands, figures
from vtdash.model.errors import CatalogueError
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.reference.additions import append, with_additions
from vtdash.text.language import Text

AIM = {
    "figure_id": "F900", "city": "hanoi", "territory": "ha_noi", "area_name": "",
    "indicator_id": "trained_rate_all_forms", "level": "", "breakdown": "all workers",
    "period": "2025", "year_start": "2025", "year_end": "2025", "recurrence": "single",
    "value_low": "75", "value_high": "75", "qualifier": "exact", "unit": "percent",
    "status": "target", "document": "", "source_id": "S900", "confidence": "high",
}  # fmt: skip
SEEN = AIM | {
    "figure_id": "F901", "indicator_id": "trained_rate_certified", "period": "2024 (end)",
    "year_start": "2024", "year_end": "2024", "value_low": "54.6", "value_high": "54.6",
    "status": "observed",
}  # fmt: skip
PAGE = {
    "source_id": "S900", "publisher": "Báo X", "kind": "publisher", "title": "Bài",
    "title_is_inferred": "no", "url": "https://example.vn/a", "published_date": "2026-11-01",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """Return a function that writes rows as a CSV and returns its path."""

    def table(name, *rows):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            made = csv.DictWriter(file, rows[0])
            made.writeheader()
            made.writerows(rows)
        return path

    return table


@pytest.fixture
def reference(tmp_path, monkeypatch):
    folder = shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")
    monkeypatch.setattr(figures, "REFERENCE_FOLDER", folder)
    return folder


@pytest.fixture
def run(reference):
    """Return a function: words of the line -> exit code and what was printed."""

    def call(*words, lang="en"):
        found = CliRunner().invoke(
            commands(Text(lang)), ["--lang", lang, "figures", *map(str, words)]
        )
        return found.exit_code, found.output

    return call


@each(
    ("cells", "column", "said"),
    [
        ({"indicator_id": "trained_rate_al_forms"}, "indicator_id", "trained_rate_all_forms"),
        ({"territory": "ha_nol"}, "territory", "the nearest is 'ha_noi'"),
        ({"unit": "persons"}, "unit", "does not fit indicator"),
        ({"value_high": ""}, "qualifier", "needs exactly value_low + value_high"),
        ({"figure_id": "F170"}, "figure_id", "stands already"),
        ({"period": "some day"}, "period", "terms.csv"),
        ({"source_id": "S999"}, "source_id", "is not defined"),
    ],
)
def test_what_does_not_hold_is_told_at_the_row_of_the_file(write, cells, column, said):
    files = write("new.csv", SEEN, AIM | cells), write("pages.csv", PAGE)
    with pytest.raises(CatalogueError) as refused:
        with_additions(*files)
    (problem,) = (p for p in refused.value.problems if p.column == column)
    assert (problem.file, problem.row) == ("new.csv", "3")
    assert said in problem.en


@each("url", ["", "example.vn/a", "ftp://example.vn/a"])
def test_a_page_needs_an_address_that_leads_to_it(write, url):
    with pytest.raises(CatalogueError) as refused:
        with_additions(write("new.csv", AIM), write("pages.csv", PAGE | {"url": url}))
    ((problem),) = refused.value.problems
    assert (problem.file, problem.row, problem.column) == ("pages.csv", "2", "url")


def test_a_column_that_the_register_does_not_know_is_told_with_the_nearest(write):
    row = {("teritory" if name == "territory" else name): cell for name, cell in AIM.items()}
    with pytest.raises(CatalogueError) as refused:
        with_additions(write("new.csv", row), write("pages.csv", PAGE))
    assert {(p.row, p.column) for p in refused.value.problems} == {
        ("1", "territory"), ("1", "teritory"),
    }  # fmt: skip
    assert "the nearest is 'territory'" in "".join(p.en for p in refused.value.problems)


def test_a_second_witness_is_no_contradiction_and_needs_no_yes(run, write):
    code, said = run(write("new.csv", AIM), "--sources", write("pages.csv", PAGE))
    assert code == 0
    assert "F900: stated already by F170, F602; a second page, not a second value." in said
    assert "Contradiction" not in said


def test_a_contradiction_is_shown_value_beside_value_and_waits_for_a_yes(run, write):
    files = write("new.csv", SEEN), "--sources", write("pages.csv", PAGE)
    code, said = run(*files, "--add")
    assert code == 3
    assert "Contradiction F182-F901" in said
    assert "F182: Hanoi recorded 54.06%" in said
    assert "F901: Hanoi recorded 54.6%" in said
    assert "Undecided." in said
    assert run(*files, "--accept", "F182-F901")[0] == 0
    vietnamese = run(*files, lang="vi")[1]
    assert "Mâu thuẫn F182-F901" in vietnamese
    assert "54,06%" in vietnamese


def test_a_page_without_a_date_waits_for_a_yes(run, write):
    files = write("new.csv", AIM), "--sources", write("pages.csv", PAGE | {"published_date": ""})
    code, said = run(*files, "--json")
    assert code == 3
    assert json.loads(said)["open"] == ["S900"]
    assert run(*files, "--accept", "S900")[0] == 0


def test_nothing_is_written_before_every_yes_and_then_just_the_new_rows(run, write, reference):
    files = write("new.csv", AIM, SEEN), "--sources", write("pages.csv", PAGE)
    names = ("figures.csv", "sources.csv")
    before = {name: (reference / name).read_text("utf-8") for name in names}
    assert run(*files, "--add")[0] == 3
    assert {name: (reference / name).read_text("utf-8") for name in names} == before
    assert run(*files, "--add", "--accept", "F182-F901")[0] == 0
    for name, rows in (("figures.csv", 2), ("sources.csv", 1)):
        text = (reference / name).read_text("utf-8")
        assert text.startswith(before[name])
        assert text.count("\n") == before[name].count("\n") + rows
    loaded = load_catalogue(reference)
    assert (loaded.figure("F901").value_low, loaded.sources["S900"].url) == (54.6, PAGE["url"])
    assert sorted(path.name for path in reference.glob("*.draft")) == []


def test_what_is_added_is_the_catalogue_that_was_checked(write, reference):
    found = with_additions(write("new.csv", AIM), write("pages.csv", PAGE), reference)
    append(found, reference)
    assert load_catalogue(reference).figures == found.catalogue.figures
    assert load_catalogue(reference).fingerprint == found.catalogue.fingerprint


@each("content", [b"\xff\xfe\x00", b'a,b\n"open', b""])
def test_a_file_that_is_no_csv_is_refused_in_words(run, tmp_path, content):
    path = tmp_path / "new.csv"
    path.write_bytes(content)
    code, said = run(path)
    assert code == 1
    assert "new.csv" in said
    assert "Traceback" not in said
