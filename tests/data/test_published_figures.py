"""Published figures as a return: into the snapshot, out of it again, and beside a later release."""

from __future__ import annotations

import shutil

import pytest

from tests.intake.corpus import TODAY
from tests.intake.corpus_figures import (
    AIM,
    CONTRADICTION,
    DOCUMENT,
    KNOWN,
    OTHER,
    SEEN,
    figures_csv,
)
from vtdash.model.errors import CatalogueError
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.reference.growth import growth, page_key
from vtdash.returns import Answers, examine
from vtdash.returns.review import file_state
from vtdash.rules.conflicting_figures import conflict_of
from vtdash.rules.figure_in_use import Choice
from vtdash.store import (
    all_snapshots,
    compare_snapshots,
    current_id,
    history,
    is_up_to_date,
    next_catalogue,
    open_current,
    publish,
    recompute,
    roll_back,
)
from vtdash.store.questions import questions
from vtdash.topics.targets.histories import lives

DECIDED = Answers(counted={CONTRADICTION: "F182"}, whys={CONTRADICTION: "cả năm"})
MOVED = AIM | {"value": "78", "source_url": "https://example.vn/moved"}


@pytest.fixture
def load(data):
    """Return a function: rows of a file -> its examination against what is published now."""

    def read(*rows, answers=None, beside=()):
        return examine(
            figures_csv(*rows),
            "so-lieu.csv",
            next_catalogue(data) if all_snapshots(data) else load_catalogue(),
            answers=answers,
            beside=beside,
            today=TODAY,
        )

    return read


@pytest.fixture
def issue(data):
    """Return a function that publishes examinations, with a note."""

    def make(*examined, **more):
        records = [each.records for each in examined]
        return publish(data, sample=lambda _: {}, returns=records, note="kế hoạch mới", **more)

    return make


@pytest.fixture
def register(data):
    """Return a function that gives the register which readers see."""
    return lambda: open_current(data)[0].catalogue


def test_a_figure_is_in_the_register_as_soon_as_it_is_published(data, load, issue, register):
    first = issue()
    found = load(DOCUMENT)
    manifest = issue(found, by="typed:A", seen=first.id)
    (figure_id,) = found.figures.ids
    figure = register().figure(figure_id)
    assert (figure.value_low, figure.status, figure.year_end) == (75.0, "target", 2025)
    source = register().sources[figure.source_id]
    assert (source.url, source.published_date) == ("https://example.vn/a", "2026-01-05")
    document = register().documents[figure.document]
    assert (document.kind, document.issued) == ("decision", "2026-01-02")
    assert register().term("document", figure.document).en == "Plan 999/KH-UBND"
    assert manifest.rows["figure"] == len(register().figures)
    assert is_up_to_date(data)
    assert recompute(data, manifest.id).is_proved
    event = history(data)[0]
    assert (event.note, event.who, event.files[0][0]) == ("kế hoạch mới", "typed:A", "so-lieu.csv")


def test_a_question_answers_with_the_new_figure_and_after_a_roll_back_without_it(data, load, issue):
    def latest():
        store, _ = open_current(data)
        rows = questions.latest_observations(
            store, Filters(cities=("hanoi",)), ("trained_rate_certified",)
        )
        return [(row.figure_id, row.value) for row in rows]

    before = issue()
    was = latest()
    found = load(SEEN | {"period": "2025", "value": "56,2"})
    after = issue(found)
    told = compare_snapshots(data, before.id, after.id).definitions
    assert told.figures.added == found.figures.ids
    assert (found.figures.ids[0], 56.2) in latest()
    roll_back(data, before.id, note="nhầm")
    assert latest() == was


def test_what_is_published_is_the_register_that_was_shown_before(load, issue, register):
    found = load(OTHER, AIM, answers=DECIDED)
    issue(found)
    shown, published = found.figures.catalogue, register()
    assert published.figures == shown.figures
    assert published.sources == shown.sources


def test_the_next_publish_keeps_the_figures_and_a_roll_back_takes_them_away(
    data, load, issue, register
):
    before = issue()
    found = load(AIM)
    issue(found)
    issue()
    assert found.figures.ids[0] in register().figure_by_id
    roll_back(data, before.id, note="nhầm")
    assert found.figures.ids[0] not in register().figure_by_id
    assert found.figures.ids[0] not in next_catalogue(data).figure_by_id
    issue()
    assert found.figures.ids[0] not in register().figure_by_id


def test_a_second_witness_is_told_and_changes_no_value(load, issue, register):
    found = load(AIM)
    assert list(found.figures.witnesses.values()) == [("F170", "F602")]
    assert found.questions == ()
    before = conflict_of(load_catalogue().figure("F170"), load_catalogue()).used
    issue(found)
    assert conflict_of(register().figure("F170"), register()).used == before


def test_a_contradiction_waits_for_a_choice_and_its_reason(load):
    waiting = load(OTHER)
    (question,) = waiting.questions
    assert (file_state(waiting), waiting.records) == ("open", None)
    assert [choice.value for choice in question.choices] == ["F182", "PC5C9D66C", "rules"]
    assert "54.06%" in question.said.en
    assert "54,6%" in question.said.vi
    half = load(OTHER, answers=Answers(counted={CONTRADICTION: "F182"}))
    assert file_state(half) == "open"
    assert file_state(load(OTHER, answers=DECIDED)) == "ready"


@pytest.mark.parametrize("used", ["F182", "PC5C9D66C"])
def test_both_values_stay_and_the_chosen_one_is_used_with_the_reason(load, issue, register, used):
    answers = Answers(counted={CONTRADICTION: used}, whys={CONTRADICTION: " cả  năm "})
    issue(load(OTHER, answers=answers))
    conflict = conflict_of(register().figure("F182"), register())
    assert [figure.figure_id for figure in conflict.figures] == ["F182", "PC5C9D66C"]
    assert conflict.used == Choice(used, "steward_decision", "cả năm")


def test_the_rules_decide_where_a_steward_leaves_it_to_them(load, issue, register):
    answers = Answers(counted={CONTRADICTION: "rules"}, whys={CONTRADICTION: "chưa rõ"})
    issue(load(OTHER, answers=answers))
    assert conflict_of(register().figure("F182"), register()).used.rule == "undecided"


def test_a_later_witness_of_the_other_value_does_not_undo_a_decision(load, issue, register):
    issue(load(OTHER, answers=DECIDED))
    again = load(OTHER | {"source_url": "https://example.vn/b"})
    assert again.questions == ()
    issue(again)
    assert conflict_of(register().figure("F182"), register()).used.figure_id == "F182"


def test_a_third_value_is_asked_about_again(load, issue):
    issue(load(OTHER, answers=DECIDED))
    third = load(OTHER | {"value": "55", "source_url": "https://example.vn/b"})
    (question,) = third.questions
    assert len(question.choices) == 4


def test_a_target_that_moves_is_in_the_history_of_targets(load, issue, register):
    waiting = load(MOVED)
    ((key, conflict),) = waiting.figures.conflicts.items()
    own = waiting.figures.ids[0]
    issue(load(MOVED, answers=Answers(counted={key: own}, whys={key: "văn bản mới"})))
    (life,) = (
        each for each in lives(register(), "trained_rate_all_forms")
        if each.subject == conflict.subject
    )  # fmt: skip
    assert life.in_force.figure_id == own
    assert any(own in event.figure_ids for event in life.events)


def test_two_files_that_are_loaded_together_are_held_against_each_other(load, issue, register):
    one = load(AIM)
    same = load(AIM, beside=[one.records])
    assert dict(same.counts) == {"S13": 1, "K04": 1}
    other = load(AIM | {"source_url": "https://example.vn/b"}, beside=[one.records])
    assert one.figures.ids[0] in other.figures.witnesses[other.figures.ids[0]]
    issue(one, other)
    assert {*one.figures.ids, *other.figures.ids} <= set(register().figure_by_id)


# --- beside another release of the code -----------------------------------------------------------


@pytest.fixture
def release(tmp_path):
    """Return a function: lines behind files of the reference -> the folder of another release."""

    def make(**lines):
        folder = shutil.copytree(REFERENCE_FOLDER, tmp_path / "release")
        for name, line in lines.items():
            path = folder / f"{name}.csv"
            path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
        return folder

    return make


OWN_LINE = (
    "F999,hanoi,ha_noi,,trained_rate_certified,,all workers,2024,2024,2024,single,54.6,54.6,exact,"
    "percent,observed,,S999,high,,,,"
)
OWN_PAGE = "S999,Báo X,publisher,Bài,no,https://EXAMPLE.vn/a/#top,2026-01-05"


def test_a_release_that_brings_the_figure_itself_does_not_double_it(
    data, load, issue, register, release
):
    chosen = Answers(counted={CONTRADICTION: "PC5C9D66C"}, whys={CONTRADICTION: "mới"})
    issue(load(OTHER, answers=chosen))
    folder = release(figures=OWN_LINE, sources=OWN_PAGE)
    assert not is_up_to_date(data, folder)
    issue(reference=folder)
    assert "PC5C9D66C" not in register().figure_by_id
    used = conflict_of(register().figure("F999"), register()).used
    assert (used.figure_id, used.why) == ("F999", "mới")
    assert is_up_to_date(data, folder)


def test_a_release_in_which_the_figure_has_no_place_is_refused_and_nothing_changes(
    data, load, issue, release
):
    issue(load(OTHER, answers=DECIDED))
    current, folder = current_id(data), release()
    path = folder / "indicators.toml"
    path.write_text(path.read_text("utf-8").replace("[trained_rate_certified]", "[renamed]"))
    with pytest.raises(CatalogueError):
        issue(reference=folder)
    assert current_id(data) == current


def test_a_decision_on_figures_that_are_gone_is_left_out(load):
    found = load(OTHER, answers=DECIDED)
    kept = growth(load_catalogue(), found.records.table.to_pylist(), [])
    assert kept.ids == ("PC5C9D66C",)
    assert kept.decisions == ()


def test_an_address_is_one_page_however_it_is_written():
    assert page_key("https://Example.VN/a/#top") == page_key(" https://example.vn/a ")
    assert page_key("https://example.vn/a?id=1") != page_key("https://example.vn/a?id=2")


def test_a_figure_of_a_page_that_the_register_knows_keeps_the_registers_page(load):
    found = load(KNOWN | {"value": "76"})
    (figure,) = (found.figures.catalogue.figure(i) for i in found.figures.ids)
    assert figure.source_id == "S053"
