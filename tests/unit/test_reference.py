"""The reference folder: loads whole, or is refused with every problem named by its place."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil
import unicodedata
from datetime import date

import pyarrow as pa
import pytest

from tests.each import each
from vtdash.model.errors import CatalogueError, UnknownName
from vtdash.model.filters import Filters
from vtdash.reference import FILES, REFERENCE_FOLDER, fingerprint, load_catalogue
from vtdash.store import Store, publish, snapshot_folder
from vtdash.store.questions import questions


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the shipped reference folder that a test may damage."""
    return shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")


def problems(folder):
    """Return what is wrong, in both languages, by file, row and column."""
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    found = {}
    for problem in caught.value.problems:
        vi, en = found.get((problem.file, problem.row, problem.column), ("", ""))
        found[problem.file, problem.row, problem.column] = (
            f"{vi}\n{problem.vi}".strip(), f"{en}\n{problem.en}".strip()
        )  # fmt: skip
    return found


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


def change(folder, file, row, **cells):
    """Change cells of a CSV; ``row`` as a spreadsheet counts it."""
    rows = rows_of(folder / file)
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    write(folder / file, rows)


def replace(folder, file, old, new):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def row_where(folder, file, test):
    """Return the first spreadsheet row whose cells, by column, pass the test."""
    header, *rows = rows_of(folder / file)
    return next(
        place for place, cells in enumerate(rows, 2)
        if test(dict(zip(header, cells, strict=True)))
    )  # fmt: skip


# --- the shipped folder -----------------------------------------------------------------------


def test_the_shipped_folder_loads_whole(catalogue):
    assert len(catalogue.figures) == 742
    assert len(catalogue.sources) == 173
    assert len(catalogue.tasks) == len(catalogue.alignments) == 8
    assert len(catalogue.measures) == 7
    assert len(catalogue.programmes) == 2
    levels = [area.level for area in catalogue.areas]
    assert [levels.count(x) for x in ("province", "district", "commune")] == [4, 60, 240]


def test_what_is_loaded_cannot_be_changed(catalogue):
    for thing in (catalogue, catalogue.figures[0], catalogue.areas[0], catalogue.crosswalk[0]):
        field = dataclasses.fields(thing)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, field, None)


def test_the_same_files_have_the_same_fingerprint_and_any_change_another(folder, catalogue):
    assert fingerprint(folder) == fingerprint(REFERENCE_FOLDER) == catalogue.fingerprint
    with (folder / FILES[-1]).open("a") as target:
        target.write("\n")
    assert fingerprint(folder) != catalogue.fingerprint


@each(
    ("look_up", "message"),
    [
        (lambda c: c.indicator("trained_rate_certifid"), "'trained_rate_certified'"),
        (lambda c: c.figure("F1820"), "No figure 'F1820'"),
        (lambda c: c.code("unit", "percnt"), "'percent'"),
        (lambda c: c.code("nothing", "x"), "No nothing 'x'"),
        (lambda c: c.area("district-30"), "Did you mean 'district-30"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(catalogue, look_up, message):
    with pytest.raises(UnknownName, match=message):
        look_up(catalogue)


def test_a_code_with_two_validities_is_two_areas(catalogue):
    areas = [a for a in catalogue.areas if (a.level, a.code) == ("district", "303")]
    assert [area.id for area in areas] == ["district-303", "district-303-20250101"]
    for day, valid in ((date(2024, 12, 31), [True, False]), (date(2025, 1, 1), [False, True]),
                       (date(2025, 7, 1), [False, False])):  # fmt: skip
        assert [area.is_valid_on(day) for area in areas] == valid


# --- each kind of damage ----------------------------------------------------------------------
# A folder is read whole and every problem told: many are damaged at once, each in its own place.


def test_a_missing_file_is_named(folder):
    for file in FILES[::2]:
        (folder / file).unlink()
    found = problems(folder)
    for file in FILES[::2]:
        assert "missing" in found[file, "", ""][1]


def test_a_missing_column_is_named_in_the_header_row(folder):
    missing = []
    for file in (name for name in FILES if name.endswith(".csv")):
        rows = rows_of(folder / file)
        index = rows[0].index({"terms.csv": "key"}.get(file, rows[0][0]))
        missing.append((file, "1", rows[0][index]))
        write(folder / file, [row[:index] + row[index + 1 :] for row in rows])
    assert set(missing) <= problems(folder).keys()


WRONG_FIGURES = (
    ({"indicator_id": "accredited_institutions_rat"}, "indicator_id",
     "'accredited_institutions_rate'"),
    ({"source_id": "S999"}, "source_id", "'S999' is not defined"),
    ({"territory": "ha_noy"}, "territory", "'ha_noi'"),
    ({"unit": "percnt"}, "unit", "'percent'"),
    ({"unit": "persons"}, "unit", "does not fit indicator accredited_institutions_rate"),
    ({"status": "targets"}, "status", "'target'"),
    ({"confidence": "higher"}, "confidence", "'high'"),
    ({"recurrence": "yearly"}, "recurrence", "'yearly' is not defined"),
    ({"level": "colege"}, "level", "'college'"),
    ({"level": "vocational_secondary"}, "level", "exists since 2026-01-01 only"),
    ({"city": "haiphong"}, "city", "not the city of ha_noi"),
    ({"value_low": "60", "value_high": "50", "qualifier": "range"}, "value_high",
     "upside down"),
    ({"value_low": "30", "value_high": "40", "qualifier": "at_least"}, "qualifier",
     "'at_least' needs exactly value_low"),
    ({"value_low": "30", "value_high": "40", "qualifier": "under"}, "qualifier",
     "'under' needs exactly value_high"),
    ({"value_low": "30", "value_high": "", "qualifier": "exact"}, "qualifier",
     "needs exactly value_low + value_high"),
    ({"value_low": "30", "value_high": "40", "qualifier": "exact"}, "qualifier",
     "two equal values"),
    ({"value_low": "", "value_high": ""}, "qualifier", "needs exactly"),
    ({"value_low": "101"}, "value_low", "outside the valid 0 to 100"),
    ({"value_low": "30,5"}, "value_low", "is not a number"),
    ({"value_low": "nan"}, "value_low", "is not a number"),
    ({"value_low": "inf"}, "value_low", "is not a number"),
    ({"value_low": "1_000"}, "value_low", "is not a number"),
    ({"year_start": "2026"}, "year_end", "before the first"),
    ({"year_start": "nan"}, "year_start", "'nan' is not a year"),
    ({"year_start": "20.5"}, "year_start", "'20.5' is not a year"),
    ({"year_start": ""}, "year_start", "'' is not a year"),
    ({"period": "early in 2025"}, "period", "has no Vietnamese and English name"),
    ({"breakdown": "somebody"}, "breakdown", "breakdown,somebody"),
    ({"document": "Some plan"}, "document", "document,Some plan"),
    ({"area_name": "Somewhere"}, "area_name", "area,Somewhere"),
    ({"note_vi": "", "note_en": "Only here."}, "note", "translation 'vi' is missing"),
    ({"computed_from": "F002"}, "computed_from", "of the kind 'computed'"),
    ({"computed_from": "F9999"}, "computed_from", "there is no figure 'F9999'"),
    ({"document": "sum of V0234 rows"}, "computed_from", "of the kind 'computed'"),
)  # fmt: skip
"""Cells, the column in which they are told, and words of it."""


@pytest.fixture(scope="module")
def of_figures(tmp_path_factory):
    """Return what is wrong where each of the cells stands in a copy of the first figure."""
    folder = shutil.copytree(REFERENCE_FOLDER, tmp_path_factory.mktemp("figures") / "reference")
    rows = rows_of(folder / "figures.csv")
    copies = [["X" + str(n), *rows[1][1:]] for n in range(len(WRONG_FIGURES))]
    write(folder / "figures.csv", [*rows, *copies])
    for number, (cells, *_) in enumerate(WRONG_FIGURES, len(rows) + 1):
        change(folder, "figures.csv", number, **cells)
    found, first = problems(folder), len(rows) + 1
    return [
        {column: said for (_, row, column), said in found.items() if row == str(first + n)}
        for n in range(len(WRONG_FIGURES))
    ]


@each(("number", "cells", "column", "words"), [(n, *w) for n, w in enumerate(WRONG_FIGURES)])
def test_a_wrong_cell_of_a_figure_is_named_by_row_and_column(
    of_figures, number, cells, column, words
):
    vietnamese, english = of_figures[number][column]
    assert words in english, cells
    assert vietnamese != english


def test_a_row_that_stands_twice_is_named_with_the_first(folder):
    twice = {}
    for file, column in (
        ("figures.csv", "figure_id"), ("sources.csv", "source_id"), ("terms.csv", "key"),
        ("occupations.csv", "occupation_key"), ("crosswalk.csv", "old_district_code"),
        ("documents.csv", "document"), ("periods.csv", "period"), ("former_wards.csv", "new_code"),
    ):  # fmt: skip
        rows = rows_of(folder / file)
        write(folder / file, [*rows, rows[3]])
        twice[file, str(len(rows) + 1), column] = file
    found = problems(folder)
    for place in twice:
        assert "already in row 4" in found[place][1]
        assert "dòng 4" in found[place][0]


WRONG_CELLS = (
    ("areas.csv", {"kind": "wardd"}, "kind"),
    ("areas.csv", {"level": "city"}, "level"),
    ("areas.csv", {"city": "Hanoi"}, "city"),
    ("areas.csv", {"territory": "hanoi"}, "territory"),
    ("areas.csv", {"valid_from": "1/7/2025"}, "valid_from"),
    ("areas.csv", {"valid_from": "2025-07-01", "valid_to": "2025-06-30"}, "valid_to"),
    ("areas.csv", {"name_en": ""}, "name"),
    ("crosswalk.csv", {"share_or_method": "1.2"}, "share_or_method"),
    ("crosswalk.csv", {"share_or_method": "most"}, "share_or_method"),
    ("crosswalk.csv", {"is_primary": "yes"}, "is_primary"),
    ("crosswalk.csv", {"n_old_wards_whole": "many"}, "n_old_wards_whole"),
    ("crosswalk.csv", {"new_code": "99999"}, "new_code"),
    ("crosswalk.csv", {"old_district_code": "999"}, "old_district_code"),
    ("sources.csv", {"url": "lawnet.vn"}, "url"),
    ("sources.csv", {"title_is_inferred": "maybe"}, "title_is_inferred"),
    ("sources.csv", {"kind": "newspaper"}, "kind"),
    ("terms.csv", {"kind": "breakdwn"}, "kind"),
    ("terms.csv", {"name_vi": " "}, "name"),
    ("occupations.csv", {"kind": "nation"}, "kind"),
    ("occupations.csv", {"field": "art"}, "field"),
    ("documents.csv", {"document": "Project 1965"}, "document"),
    ("documents.csv", {"kind": "decison"}, "kind"),
    ("documents.csv", {"is_primary": "1"}, "is_primary"),
    ("documents.csv", {"scope": "2025"}, "scope"),
    ("documents.csv", {"issued": "7/7/2025"}, "issued"),
    ("documents.csv", {"not_before": "2025-13"}, "not_before"),
    ("periods.csv", {"period": "2008 (end)"}, "period"),
    ("periods.csv", {"extent": "half"}, "extent"),
)
"""File, cells of one of its rows, and the column in which they are told."""


def test_a_wrong_cell_of_a_list_is_named_by_row_and_column(folder):
    places = []
    for file, cells, column in WRONG_CELLS:
        row = 3 + sum(other == file for other, *_ in places)
        change(folder, file, row, **cells)
        places.append((file, str(row), column))
    assert set(places) - problems(folder).keys() == set()


@pytest.mark.parametrize(
    ("file", "column"), [("documents.csv", "document"), ("periods.csv", "period")]
)
def test_a_term_without_its_row_is_named_at_the_end_of_the_file(folder, file, column):
    rows = rows_of(folder / file)
    write(folder / file, rows[:2] + rows[3:])
    words = problems(folder)[file, str(len(rows) - 1), column]
    assert f"no row for '{rows[2][0]}'" in words[1]


def test_a_snapshot_of_before_the_list_of_former_wards_is_read_without_it(folder):
    (folder / "former_wards.csv").unlink()
    assert load_catalogue(folder, of_snapshot=True).former_wards == ()


def test_a_former_ward_has_one_main_heir_among_the_units_of_today(folder):
    change(folder, "former_wards.csv", 2, is_main="0", new_code="99999")
    found = problems(folder)
    assert "exactly one main heir" in found["former_wards.csv", "2", "is_main"][1]
    assert ("former_wards.csv", "2", "new_code") in found


def test_overlapping_validity_of_one_code_is_named_with_the_other_row(folder):
    place = row_where(folder, "areas.csv", lambda r: r["code"] == "303" and r["valid_from"])
    change(folder, "areas.csv", place, valid_from="2024-12-31")
    words = problems(folder)["areas.csv", str(place), "valid_from"]
    assert "of the same code 303" in words[1]
    assert "303" in words[0]


def test_the_same_code_at_two_levels_does_not_overlap(folder):
    place = row_where(folder, "areas.csv", lambda r: r["level"] == "commune")
    change(folder, "areas.csv", place, code="001")
    assert ("areas.csv", str(place), "valid_from") not in problems(folder)


WRONG_TABLES = (
    (
        ("indicators.toml", "aggregation = ", "agregation = "),
        ("[trained_rate_certified]", "agregation"),
        "did you mean 'aggregation'",
    ),
    (
        ("indicators.toml", 'topic = "workforce"', 'topic = "work"'),
        ("[trained_rate_certified]", "topic"),
        "'work' is not in codes.toml [topic]",
    ),
    (
        ("indicators.toml", 'units = ["percent"]', 'units = ["percnt"]'),
        ("[trained_rate_certified]", "units"),
        "'percnt' is not in codes.toml [unit]",
    ),
    (
        ("indicators.toml", 'units = ["percent"]', "units = []"),
        ("[trained_rate_certified]", "units"),
        "at least one unit",
    ),
    (
        ("indicators.toml", 'units = ["percent"]', 'units = "percent"'),
        ("[trained_rate_certified]", "units"),
        "a list of texts",
    ),
    (
        ("indicators.toml", '["three_trained_rates"', '["three_rates"'),
        ("[trained_rate_certified]", "caveats"),
        "'three_rates' is not in codes.toml [caveat]",
    ),
    (
        ("indicators.toml", 'better = "up"', 'better = "upp"'),
        ("[trained_rate_certified]", "better"),
        "'up'",
    ),
    (
        ("indicators.toml", 'numerator = ""', 'numerator = "enrolment.enroled"'),
        ("[trained_rate_certified]", "numerator"),
        "not a column of a dataset",
    ),
    (
        ("indicators.toml", 'numerator = ""', 'numerator = "enrolment.enrolled"'),
        ("[trained_rate_certified]", "denominator"),
        "a ratio needs both",
    ),
    (
        ("indicators.toml", "valid = [0, 100]", 'valid = ["0", 100]'),
        ("[trained_rate_certified]", "valid"),
        "a list of numbers",
    ),
    (
        ("indicators.toml", "valid = [0, 100]", "valid = [100]"),
        ("[trained_rate_certified]", "valid"),
        "two numbers",
    ),
    (
        ("indicators.toml", "valid = [0, 100]", "valid = [100, 0]"),
        ("[trained_rate_certified]", "valid"),
        "the smaller first",
    ),
    (
        ("indicators.toml", 'en = "Trained workers holding', 'eng = "Trained workers holding'),
        ("[trained_rate_certified]", "title"),
        "translation 'en' is missing",
    ),
    (
        ("codes.toml", "decimals = 2", "decimal = 2"),
        ("[unit.percent]", "decimal"),
        "did you mean 'decimals'",
    ),
    (
        ("codes.toml", "decimals = 2", 'decimals = "two"'),
        ("[unit.percent]", "decimals"),
        "a whole number",
    ),
    (
        ("codes.toml", 'name = { vi = "phần trăm", en = "percent" }', ""),
        ("[unit.percent]", "name"),
        "translation",
    ),
    (
        ("codes.toml", 'valid_from = "2026-01-01"', 'valid_from = "2026"'),
        ("[level.vocational_secondary]", "valid_from"),
        "not a date",
    ),
    (
        ("codes.toml", 'url = "https://news.laodong.vn', 'url = "news.laodong.vn'),
        ("[level.vocational_secondary]", "url"),
        "http(s) address",
    ),
    (
        ("codes.toml", "law = {", "short = {"),
        ("[level.vocational_secondary]", "law"),
        "the law behind the dates",
    ),
    (("tasks.toml", "order = 1", 'order = "one"'), ("[HN-T1]", "order"), "a whole number"),
    (
        ("tasks.toml", 'source_id = "S041"', 'source_id = "S9999"'),
        ("[HN-T1]", "source_id"),
        "is not defined",
    ),
    (
        ("alignment.toml", 'measures = ["HP-M1"', 'measures = ["HP-M9"'),
        ("[HN-T1]", "measures"),
        "'HP-M9' is not defined",
    ),
    (("alignment.toml", "[HN-T2]", "[HN-T9]"), ("[HN-T9]", ""), "no such task"),
    (("territories.toml", 'city = "hanoi"', 'city = "Hanoi"'), ("[ha_noi]", "city"), "'hanoi'"),
    (
        ("indicators.toml", 'time = "stock"', 'time = "stck"'),
        ("[trained_rate_certified]", "time"),
        "'stock'",
    ),
    (
        ("indicators.toml", '"labour force" = "labour_force"', '"labor force" = "employed"'),
        ("[trained_rate_certified]", "bases"),
        "'labor force' must stand in both",
    ),
    (
        ("indicators.toml", '"labour force" = "labour_force"', '"labour force" = "labour"'),
        ("[trained_rate_certified]", "bases"),
        "'labour' is not in codes.toml [base]",
    ),
    (
        ("indicators.toml", 'base_of_returns = "as_defined"', ""),
        ("[vet_enrolment]", "base_of_returns"),
        "is needed where",
    ),
    (
        ("indicators.toml", "breaks = [2021]", 'breaks = ["2021"]'),
        ("[labour_force]", "breaks"),
        "a list of numbers",
    ),
    (
        ("indicators.toml", "months_after = {}", "months_after = 6"),
        ("[rural_workers_employed]", "months_after"),
        "a table of texts",
    ),
    (
        ("territories.toml", 'successor = "hai_phong_since_2025_07"', 'successor = "hai"'),
        ("[hai_phong_to_2025_06]", "successor"),
        "'hai' is not defined",
    ),
    (
        ("territories.toml", 'within = "red_river_delta"', 'within = "red_river"'),
        ("[ha_noi]", "within"),
        "'red_river_delta'",
    ),
    (
        ("programmes.toml", 'items = "tasks"', 'items = "task"'),
        ("[hanoi_rural_training]", "items"),
        "'tasks'",
    ),
    (
        ("programmes.toml", "(7 Jul 2025), implementing", "(7 Jul 2025) implementing"),
        ("[hanoi_rural_training]", "documents"),
        "is not defined",
    ),
    (
        ("programmes.toml", "issued = ", "isued = "),
        ("[hanoi_rural_training]", "isued"),
        "did you mean 'issued'",
    ),
)
"""A change of a file (old and new text), the table and key where it is told, and words of it."""


def in_turns():
    """Return the changes in rounds, of which none touches a table twice."""
    rounds = []
    for one in WRONG_TABLES:
        table = (one[0][0], one[1][0])
        free = next((each for each in rounds if table not in each), None)
        if free is None:
            rounds.append(free := {})
        free[table] = one
    return [list(each.values()) for each in rounds]


@pytest.mark.parametrize("changes", in_turns(), ids=len)
def test_a_wrong_key_or_value_of_a_toml_file_is_named_by_table_and_key(folder, changes):
    for change_of, *_ in changes:
        replace(folder, *change_of)
    found = problems(folder)
    for (file, *_), place, words in changes:
        assert words in found[file, *place][1]


def test_a_value_where_a_table_belongs_is_named(folder):
    files = ("codes.toml", "indicators.toml", "tasks.toml")
    for file in files:
        text = (folder / file).read_text("utf-8")
        (folder / file).write_text("version = 2\n" + text, "utf-8")
    found = problems(folder)
    assert all("a table" in found[file, "", "version"][1] for file in files)


def test_both_missing_translations_are_named_at_once(folder):
    replace(folder, "tasks.toml", 'name = { vi = "Công tác tuyên truyền", en = "Communication and '
            'awareness" }', "")  # fmt: skip
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    missing = [p.en for p in caught.value.problems if (p.row, p.column) == ("[HN-T1]", "name")]
    assert len(missing) == 2


def test_a_broken_toml_file_is_named_with_the_line(folder):
    files = [name for name in FILES if name.endswith(".toml")]
    for file in files:
        (folder / file).write_text((folder / file).read_text("utf-8") + "\n[broken\n", "utf-8")
    found = problems(folder)
    for file in files:
        assert re.match(r"not TOML.*at line \d+", found[file, "", ""][1], re.DOTALL), file


def test_a_file_that_is_not_utf_8_is_named_with_the_line(folder):
    lines = {}
    for file in FILES:
        content = (folder / file).read_bytes().rstrip(b"\n")
        (folder / file).write_bytes(content + b"\n\xd0\xff\n")
        lines[file] = str(content.count(b"\n") + 2)
    found = problems(folder)
    for file, line in lines.items():
        assert "not UTF-8" in found[file, line, ""][1], file


@pytest.mark.parametrize("file", ["areas.csv", "indicators.toml"])
def test_text_in_another_unicode_form_is_named_with_its_line(folder, file):
    text = (folder / file).read_text("utf-8")
    lines = text.split("\n")
    place = next(n for n, x in enumerate(lines) if unicodedata.normalize("NFD", x) != x)
    lines[place] = unicodedata.normalize("NFD", lines[place])
    (folder / file).write_text("\n".join(lines), "utf-8")
    assert "NFC" in problems(folder)[file, str(place + 1), ""][1]


def test_a_byte_order_mark_as_excel_writes_it_is_no_damage(folder):
    content = (folder / "areas.csv").read_bytes()
    (folder / "areas.csv").write_bytes(b"\xef\xbb\xbf" + content)
    assert len(load_catalogue(folder).areas) == 304


def test_an_empty_file_is_named_with_its_missing_columns(folder):
    (folder / "areas.csv").write_text("")
    assert ("areas.csv", "1", "code") in problems(folder)


def test_a_row_with_too_few_cells_is_named(folder):
    with (folder / "occupations.csv").open("a") as target:
        target.write("999999,Nghề\n")
    place = len(rows_of(folder / "occupations.csv"))
    assert "cells" in problems(folder)["occupations.csv", str(place), ""][1]


def test_a_quotation_mark_that_is_never_closed_is_named_with_the_row_where_it_begins(folder):
    text = (folder / "figures.csv").read_text("utf-8")
    (folder / "figures.csv").write_text(text.replace("\nF002,", '\n"F002,', 1), "utf-8")
    assert "quotation mark" in problems(folder)["figures.csv", "3", ""][1]


def test_a_line_break_inside_a_cell_is_kept_and_counts_as_one_row(folder):
    change(folder, "figures.csv", 2, note="first line\nsecond line")
    assert load_catalogue(folder).figures[0].note == "first line\nsecond line"
    change(folder, "figures.csv", 3, status="targt")
    assert ("figures.csv", "3", "status") in problems(folder)


def test_a_folder_that_does_not_exist_names_all_its_files(tmp_path):
    found = problems(tmp_path / "nowhere")
    assert {file for file, _, _ in found} == set(FILES)


def test_all_of_several_problems_are_listed_at_once(folder):
    """Seven mistakes in five files, of which one file is missing as a whole."""
    change(folder, "figures.csv", 2, status="targt", value_low="x")
    change(folder, "figures.csv", 400, source_id="S999")
    change(folder, "areas.csv", 3, kind="wardd")
    replace(folder, "indicators.toml", "aggregation = ", "agregation = ")
    replace(folder, "tasks.toml", 'source_id = "S041"', 'source_id = "S9999"')
    (folder / "terms.csv").unlink()
    found = problems(folder)
    assert {
        ("figures.csv", "2", "status"), ("figures.csv", "2", "value_low"),
        ("figures.csv", "400", "source_id"), ("areas.csv", "3", "kind"),
        ("indicators.toml", "[trained_rate_certified]", "agregation"),
        ("tasks.toml", "[HN-T1]", "source_id"), ("terms.csv", "", ""),
    } <= set(found)  # fmt: skip


# --- adding -----------------------------------------------------------------------------------

NEW_INDICATOR = """
[apprentices]
topic = "enrolment"
units = ["persons"]
better = "up"
aggregation = "sum"
numerator = ""
denominator = ""
caveats = []
whole = ["all workers"]
time = "stock"
bases = { "all workers" = "not_stated" }
title = { vi = "Người học nghề tại doanh nghiệp", en = "Apprentices in enterprises" }
counts = { vi = "Người học nghề có hợp đồng.", en = "Apprentices with a contract." }
leaves_out = { vi = "Người thử việc.", en = "People on probation." }
"""


def test_one_toml_entry_and_one_csv_row_add_an_indicator_to_a_published_snapshot(folder, tmp_path):
    with (folder / "indicators.toml").open("a", encoding="utf-8") as target:
        target.write(NEW_INDICATOR)
    with (folder / "figures.csv").open("a", encoding="utf-8") as target:
        target.write("F900,hanoi,ha_noi,,apprentices,,all workers,2025,2025,2025,single,"
                     "1200,1200,exact,persons,observed,,S001,high,,,,\n")  # fmt: skip
    nothing: dict[str, pa.Table] = {}
    manifest = publish(tmp_path / "data", sample=lambda _: nothing, reference=folder)
    store = Store.open(snapshot_folder(tmp_path / "data", manifest.id))
    (row,) = questions.registered_figures(store, Filters(), ("apprentices",))
    assert (row.figure_id, row.value, row.unit, row.source_id) == ("F900", 1200, "persons", "S001")
    assert store.catalogue.indicator(row.indicator_id).title.en == "Apprentices in enterprises"
    assert len(questions.registered_figures(store, Filters())) == 743
    store.close()


def test_what_is_wrong_with_a_reporting_unit_is_named(folder):
    change(folder, "units.csv", 2, kind="academy", city="hue", source_id="S999", area_code="1",
           valid_from="2025-07-01", valid_to="2024-07-01", parent="NOBODY")  # fmt: skip
    columns = {column for file, _, column in problems(folder) if file == "units.csv"}
    assert columns == {"kind", "city", "source_id", "area_code", "valid_to", "parent"}


def test_a_snapshot_of_before_the_register_of_units_is_read(folder):
    (folder / "units.csv").unlink()
    assert load_catalogue(folder, of_snapshot=True).units == ()
    assert ("units.csv", "", "") in problems(folder)
