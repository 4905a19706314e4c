"""Errors say what, where and what to do, in both languages."""

from tests.each import each
from vtdash.model import errors
from vtdash.model.errors import (
    CatalogueError,
    Problem,
    Problems,
    UnknownName,
    VtdashError,
    nearest,
    unknown_name,
)  # fmt: skip

PROBLEM = Problem("figures.csv", "12", "unit", "đơn vị sai", "wrong unit")


@each(
    ("problem", "vi", "en"),
    [
        (PROBLEM, "figures.csv, dòng 12, cột unit: đơn vị sai",
         "figures.csv, row 12, column unit: wrong unit"),
        (Problem("a.csv", "", "unit", "x", "y"), "a.csv, cột unit: x", "a.csv, column unit: y"),
        (Problem("a.csv", "3", "", "x", "y"), "a.csv, dòng 3: x", "a.csv, row 3: y"),
        (Problem("a.csv", "", "", "x", "y"), "a.csv: x", "a.csv: y"),
        (Problem("a.toml", "[x]", "k", "x", "y"), "a.toml, dòng [x], cột k: x",
         "a.toml, row [x], column k: y"),
    ],
)  # fmt: skip
def test_a_problem_names_its_place_as_far_as_it_is_known(problem, vi, en):
    assert problem.words("vi") == vi
    assert problem.words("en") == en


def test_an_error_speaks_both_languages_and_english_in_a_log():
    error = VtdashError("Hỏng.", "Broken.")
    assert (error.words("vi"), error.words("en"), str(error)) == ("Hỏng.", "Broken.", "Broken.")


@each("kind", [Problems, CatalogueError])
def test_all_problems_are_listed_under_the_title(kind):
    error = kind("Có lỗi:", "Problems:", [PROBLEM, PROBLEM])
    assert error.words("vi").splitlines() == ["Có lỗi:"] + ["- " + PROBLEM.words("vi")] * 2
    assert error.words("en").splitlines() == ["Problems:"] + ["- " + PROBLEM.words("en")] * 2
    assert error.problems == (PROBLEM, PROBLEM)


def test_a_very_long_list_is_cut_and_the_rest_counted_but_kept():
    error = Problems("Có lỗi:", "Problems:", [PROBLEM] * 53)
    assert error.words("en").splitlines()[-1] == "- … and 3 more"
    assert error.words("vi").splitlines()[-1] == "- … và 3 lỗi nữa"
    assert len(error.words("en").splitlines()) == 1 + Problems.SHOWN + 1
    assert len(error.problems) == 53


def test_a_list_of_exactly_the_longest_length_is_not_cut():
    assert "more" not in Problems("x", "x", [PROBLEM] * Problems.SHOWN).words("en")


@each(
    ("name", "known", "found"),
    [
        ("unti", ["unit", "topic"], "unit"),
        ("ha_noy", ["ha_noi", "hai_phong"], "ha_noi"),
        ("zzz", ["unit", "topic"], ""),
        ("unit", [], ""),
        ("", ["unit"], ""),
    ],
)
def test_the_nearest_name_is_proposed_only_where_one_is_near(name, known, found):
    assert nearest(name, known) == found


def test_an_unknown_name_is_a_key_error_whose_words_are_a_sentence_without_quotes_around_it():
    error = unknown_name("indicator", "trained_rat", ["trained_rate", "vet_enrolment"])
    assert isinstance(error, KeyError)
    assert isinstance(error, UnknownName)
    assert str(error) == "No indicator 'trained_rat'. Did you mean 'trained_rate'?"
    assert error.words("vi") == "Không có chỉ tiêu 'trained_rat'. Có phải là 'trained_rate'?"


def test_an_unknown_name_far_from_all_proposes_nothing():
    assert str(unknown_name("figure", "zzz", ["F001"])) == "No figure 'zzz'."


def test_every_error_of_the_package_is_of_one_family():
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, Exception)]
    assert len(kinds) >= 7
    assert all(issubclass(kind, VtdashError) for kind in kinds)
    assert all(kind.__doc__ for kind in kinds)
