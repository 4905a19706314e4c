"""The command line: what it says and prints, in which language, and how it ends."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pyarrow as pa
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.each import each
from tests.intake.builders import as_csv, as_xlsx
from tests.intake.corpus_figures import CONTRADICTION, OTHER, figures_csv
from tests.intake.official import form_1, form_1_rows, form_1_xlsx
from tests.intake.people import SECRETS, roster
from vtdash.cli import acts, commands, line_language, returns, snapshots
from vtdash.cli.lines import name_questions
from vtdash.model.datasets import ENROLMENT
from vtdash.model.published_figures import TEMPLATES
from vtdash.returns import Match
from vtdash.store import (
    Records,
    arrow_schema,
    current_id,
    current_records,
    data_folder,
    hand_in,
    history,
    logged_deeds,
    snapshot_folder,
)
from vtdash.text.language import Text

ROOT = Path(__file__).resolve().parents[2]
HEAD = ENROLMENT.column_names
SOUND = ("hanoi", "2024-Q1", "277", "CS-9001", "480202", "college", "120", "50", "80")
NEAR = ("hanoi", "2024-Q1", "Huyện Chuơng Mĩ", *SOUND[3:])
WRONG = (*SOUND[:7], "150", "80")


@pytest.fixture
def run(published_late, late_sample, tmp_path, monkeypatch):
    """Return a function: words of the line -> what came of it, on a copy of the snapshot."""
    data = tmp_path / "data"
    shutil.copytree(published_late, data)
    for module in (acts, snapshots):
        monkeypatch.setattr(module, "generate", late_sample)
    monkeypatch.setenv("VTDASH_DATA", str(data))
    monkeypatch.delenv("VTDASH_LANG", raising=False)

    def call(*words, lang="en"):
        line = ["--lang", lang, *map(str, words)]
        return CliRunner().invoke(commands(Text(line_language(line))), line)

    return call


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a CSV file of enrolment and returns its path."""

    def write(*rows, name="a.csv"):
        path = tmp_path / name
        path.write_bytes(as_csv([HEAD, *rows]))
        return path

    return write


def document(result):
    """The one JSON document that a command printed, and nothing else."""
    return json.loads(result.stdout)


# --- help ----------------------------------------------------------------------------------------


COMMANDS = {language: commands(Text(language)) for language in ("vi", "en")}
NAMES = (
    "check",
    "publish",
    "template",
    "figures",
    "units",
    "build",
    "status",
    "rollback",
    "verify",
    "log",
    "waiting",
    "backup",
    "restore",
)
SHOW_HELP = "Show this message and exit."


def helps(language):
    """Every sentence of the help in a language, of commands and of their options."""
    group = COMMANDS[language]
    for command in (group, *group.commands.values()):
        yield command.help
        options = [p for p in command.params if isinstance(p, click.Option)]
        context = click.Context(command, help_option_names=["--help"])
        yield from (option.help for option in [*options, command.get_help_option(context)])


def one_line(words):
    return " ".join(words.split())


def test_the_language_may_stand_after_the_command():
    for line in (["--lang", "en", "status"], ["status", "--lang", "en"], ["status", "--lang=en"]):
        line.append("--help")
        said = CliRunner().invoke(commands(Text(line_language(line))), line).output
        assert said.startswith("Usage: ")
        assert "Show this message and exit." in said


def test_every_command_and_option_has_help_in_both_languages():
    for vietnamese, english in zip(helps("vi"), helps("en"), strict=True):
        assert vietnamese
        assert english
        assert vietnamese != english


@each(("command", "lang"), [(name, lang) for name in ("", *NAMES) for lang in ("vi", "en")])
def test_help_is_printed_in_the_chosen_language_only(run, command, lang):
    said = one_line(run(*filter(None, [command]), "--help", lang=lang).stdout)
    own, other = Text(lang), Text({"vi": "en", "en": "vi"}[lang])
    group = COMMANDS[lang]
    assert one_line(group.commands[command].help if command else group.help) in said
    for sentence in (SHOW_HELP, "Options"):
        assert own(sentence) in said
        assert other(sentence) not in said
    assert said.startswith(own("Usage:"))


def test_the_group_lists_every_command_with_its_first_sentence(run):
    said = one_line(run("--help", lang="vi").stdout)
    listed = [f"{name} {one_line(COMMANDS['vi'].commands[name].help)}" for name in NAMES]
    places = [said.index(line) for line in listed]
    assert places == sorted(places), "in the order in which they are needed"
    assert tuple(COMMANDS["vi"].commands) == NAMES


def test_the_exit_codes_stand_in_the_help_of_the_group(run):
    said = one_line(run("--help").stdout)
    for code in ("0 done", "1 refused", "2 wrong usage", "3 needs your input", "4 another publish"):
        assert code in said


@each(
    ("words", "environment", "expected"),
    [
        ([], "", "vi"),
        ([], "en", "en"),
        (["--lang", "vi"], "en", "vi"),
        (["--help", "--lang=en"], "", "en"),
        (["--lang", "fr"], "en", "vi"),
        (["--lang"], "", "vi"),
    ],
)
def test_the_language_is_known_before_anything_is_parsed(monkeypatch, words, environment, expected):
    monkeypatch.setenv("VTDASH_LANG", environment)
    assert line_language(words) == expected


# --- check ---------------------------------------------------------------------------------------


def test_a_sound_file_is_ready_and_nothing_is_published_by_checking_it(run, file):
    before = current_id(data_folder())
    done = run("check", file(SOUND))
    assert done.exit_code == 0
    assert "1 records, ready to be published" in done.stdout
    assert "1 new rows" in done.stdout
    assert current_id(data_folder()) == before
    assert len(history(data_folder())) == 1


def test_a_wrong_file_is_refused_with_row_column_and_what_to_do(run, file):
    done = run("check", file(SOUND, WRONG, name="wrong.csv"))
    assert done.exit_code == 1
    assert "A01 [error]" in done.stdout
    assert "row 3: Column H – Of which women: 150 > 120 (column G – " in done.stdout
    assert "→ " in done.stdout
    assert "wrong.csv: refused" in done.stdout


def test_problems_are_said_in_vietnamese_by_default(run, file):
    done = run("check", file(WRONG), lang="vi")
    assert "A01 [lỗi]" in done.stdout
    assert "dòng 2: Cột H – Trong đó nữ: 150 > 120 (cột G – " in done.stdout


def test_a_near_name_waits_for_a_yes_and_the_line_says_how_to_give_it(run, file):
    done = run("check", file(NEAR))
    assert done.exit_code == 3
    assert "--accept 'area:Huyện Chuơng Mĩ=277'" in done.stdout
    assert run("check", file(NEAR), "--accept", "area:Huyện Chuơng Mĩ=277").exit_code == 0


def test_nothing_in_a_file_commands_the_terminal(run, file):
    done = run("check", file((*SOUND[:2], "\x1b[31mBa Đình\x07", *SOUND[3:])))
    assert done.exit_code in {1, 3}
    assert "\x1b" not in done.output
    assert "\x07" not in done.output


def test_a_missing_fact_waits_for_its_option(run, tmp_path):
    path = tmp_path / "b1.xlsx"
    path.write_bytes(form_1_xlsx(form_1(form_1_rows(), period="")))
    assert run("check", path).exit_code == 3
    assert run("check", path, "--period", "2025-Q1").exit_code == 0


def test_of_several_files_the_gravest_decides(run, file):
    sound, near, wrong = file(SOUND), file(NEAR, name="n.csv"), file(WRONG, name="w.csv")
    assert run("check", sound, near).exit_code == 3
    assert run("check", near, wrong, sound).exit_code == 1


def test_a_file_that_is_not_there_is_a_problem_like_any_other(run, tmp_path):
    done = run("check", tmp_path / "none.csv", "--json")
    assert done.exit_code == 1
    assert document(done)["files"][0]["counts"] == {"S01": 1}


def test_the_document_of_a_check_says_everything(run, file):
    done = run("check", file(SOUND, (*NEAR[:3], "CS-9002", *SOUND[4:]), name="n.csv"), "--json")
    said = document(done)
    assert (said["outcome"], said["exit_code"]) == ("needs_answers", done.exit_code) == (
        "needs_answers", 3)  # fmt: skip
    (one,) = said["files"]
    assert one["name"] == "n.csv"
    assert one["recognition"]["form"] == "template"
    assert one["recognition"]["dataset"] == "enrolment"
    assert {"form", "header_row"} <= {fact["name"] for fact in one["recognition"]["facts"]}
    near = next(match for match in one["matches"] if match["how"] == "near")
    assert near["candidates"][0]["code"] == "277"
    assert one["counts"] == {"C02": 1}
    (found,) = one["findings"]
    assert found["place"]["row"] == 3
    for words in ("what", "expected", "do"):
        assert found[words]["vi"] != found[words]["en"]
    assert done.stderr == ""


def test_the_document_of_a_sound_file_holds_what_would_change(run, file):
    said = document(run("check", file(SOUND), "--json"))
    (change,) = said["changes"]["changes"]
    assert change["counts"]["new"] == 1
    assert {"column": "enrolled", "before": 0.0, "after": 120.0, "city": "hanoi",
            "year": 2024} in change["totals"]  # fmt: skip
    assert change["seen"][0]["period"] == "2024-Q1"
    assert change["seen"][0]["before"]["data_status"] == "sample"


# --- publish -------------------------------------------------------------------------------------


def test_a_publish_records_who_why_and_from_what_file(run, file):
    path = file(SOUND)
    done = run("publish", path, "--note", "first quarter", "--by", "Lan")
    assert done.exit_code == 0, done.output
    event = history(data_folder())[0]
    assert (event.who, event.note, event.action) == ("typed:Lan", "first quarter", "publish")
    assert event.files[0][0] == "a.csv"
    assert event.snapshot in done.stdout


def test_without_a_name_the_user_of_the_machine_is_recorded(run, file, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "steward")
    run("publish", file(SOUND))
    assert history(data_folder())[0].who == "system:steward"
    assert "steward (command line)" in run("status").stdout


def test_a_user_without_a_name_is_recorded_by_number(run, file, monkeypatch):
    def unknown():
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", unknown)
    monkeypatch.setattr("os.getuid", lambda: 1234)
    run("publish", file(SOUND))
    assert history(data_folder())[0].who == "system:1234"


def test_all_files_are_published_or_none(run, file):
    before = current_id(data_folder())
    done = run("publish", file(SOUND), file(WRONG, name="w.csv"))
    assert done.exit_code == 1
    assert current_id(data_folder()) == before


def test_warnings_need_a_reason_which_stays_with_the_snapshot(run, file):
    assert run("publish", file(SOUND)).exit_code == 0
    more = file(("hanoi", "2024-Q2", *SOUND[2:6], "400", "50", "80"))
    assert run("publish", more).exit_code == 3
    done = run("publish", more, "--reason", "H01=a new school", "--json")
    assert done.exit_code == 0
    said = document(done)
    entry = [i for i in said["snapshot"]["inputs"] if i["data_status"] == "reported"][-1]
    assert entry["checks"] == [
        {"check": "H01", "severity": "warning", "count": 1, "reason": "a new school"}
    ]
    assert said["snapshot"]["id"] == current_id(data_folder())


def test_two_files_for_one_office_and_period_wait_for_a_choice(run, file, tmp_path):
    twice = file(SOUND), file((*SOUND[:6], "7", "1", "1"), name="b.csv")
    done = run("publish", *twice)
    assert done.exit_code == 3
    key = "again/hanoi/2024-Q1/277/CS-9001"
    assert f"--decide '{key}=adds'  It adds to what was reported: 120 becomes 127." in done.stdout
    assert f"--decide '{key}=replaces'" in done.stdout
    answers = tmp_path / "decided.json"
    answers.write_text(json.dumps({key: "adds"}))
    done = run("publish", *twice, "--decisions", answers, "--json")
    assert done.exit_code == 0
    said = document(done)
    assert [q["answer"] for q in said["files"][1]["questions"]] == ["adds"]
    assert said["snapshot"]["inputs"][1]["counting"][0]["choice"] == "adds"
    assert sum(current_records(data_folder(), ENROLMENT)["enrolled"].to_pylist()) == 127


def test_a_published_figure_that_contradicts_another_waits_for_a_choice_and_a_reason(run, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(figures_csv(OTHER))
    done = run("publish", path)
    assert done.exit_code == 3
    assert "Contradiction F182-PC5C9D66C" in done.stdout
    assert "F182: Hanoi recorded 54.06%" in done.stdout
    assert f"--decide '{CONTRADICTION}=F182'" in done.stdout
    decided = ("--decide", f"{CONTRADICTION}=F182", "--why", f"{CONTRADICTION}=the whole year")
    done = run("publish", path, *decided, "--json")
    assert done.exit_code == 0
    (entry,) = (i for i in document(done)["snapshot"]["inputs"] if i["data_status"] == "published")
    assert (entry["counting"][0]["other"], entry["counting"][0]["why"]) == (
        "F182",
        "the whole year",
    )
    chosen = [act for act in logged_deeds(data_folder()) if act.deed.act == "figure"]
    assert [act.deed.about["used"] for act in chosen] == ["F182"]
    assert run("check", path).exit_code == 1  # it is there: nothing new


def test_decisions_that_cannot_be_read_are_wrong_usage(run, file, tmp_path):
    answers = tmp_path / "decided.json"
    answers.write_text("[1")
    for words in (("--decisions", answers), ("--decide", "adds")):
        assert run("check", file(SOUND), *words).exit_code == 2


def test_all_sheets_of_a_workbook_are_published_in_one_go(run, tmp_path):
    path = tmp_path / "b1.xlsx"
    quarters = {f"Quý {q}": form_1(form_1_rows(), period=f"Quý {q}/2025") for q in ("I", "II")}
    path.write_bytes(as_xlsx(quarters))
    said = document(run("publish", path, "--json"))
    assert [(f["name"], f["records"]) for f in said["files"]] == [
        ("b1.xlsx – Quý I", 4), ("b1.xlsx – Quý II", 4)
    ]  # fmt: skip
    alone = document(
        run("check", path, "--sheet", "Quý II", "--decide", "again=replaces", "--json")
    )
    assert [f["name"] for f in alone["files"]] == ["b1.xlsx – Quý II"]


def test_while_another_publish_runs_the_line_says_so_with_a_code_of_its_own(run, file):
    with (data_folder() / "published" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = run("publish", file(SOUND))
        assert done.exit_code == 4
        assert "Another publish is running" in done.stderr
        said = document(run("publish", file(SOUND), "--json"))
    assert (said["outcome"], said["exit_code"]) == ("busy", 4)
    assert said["error"]["vi"]


def test_nothing_of_a_person_is_printed_or_stored(run, tmp_path):
    path = tmp_path / "Nguyen Thi Thu Hoai.xlsx"
    path.write_bytes(as_xlsx({"Danh sách": roster()}))
    outcomes = [run("check", path), run("check", path, "--json"),
                run("publish", path, "--rural", "all", "--json"), run("status")]  # fmt: skip
    assert [done.exit_code for done in outcomes] == [3, 3, 0, 0]
    printed = "".join(done.output for done in outcomes)
    stored = [p.read_bytes() for p in data_folder().rglob("*") if p.is_file()]
    for secret in (*SECRETS, "Thu Hoai"):
        assert secret not in printed
        assert not [content for content in stored if secret.encode() in content]


def test_a_fault_is_reported_without_its_words(run, file, monkeypatch):
    def broken(*_words, **_more):
        raise ValueError("Nguyễn Thị Thu Hoài")

    monkeypatch.setattr(returns, "examine_sheets", broken)
    done = run("check", file(SOUND), "--json")
    assert done.exit_code == 1
    assert "Hoài" not in done.output
    assert document(done)["fault"].startswith("ValueError at ")


# --- wrong usage ---------------------------------------------------------------------------------


@each(
    "words",
    [
        ["check"],
        ["publish"],
        ["rollback"],
        ["template"],
        ["template", "nothing"],
        ["no-such-command"],
        ["check", "a.csv", "--form", "form_9"],
        ["check", "a.csv", "--header-row", "0"],
        ["check", "a.csv", "--accept", "area"],
        ["check", "a.csv", "--accept", "planet:Mars=4"],
        ["check", "a.csv", "--reason", "Z99=so"],
        ["check", "a.csv", "--reason", "H01="],
        ["--lang", "fr", "status"],
    ],
)
def test_wrong_usage_ends_with_two_and_leaves_the_output_empty(run, words):
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_answer_that_cannot_be_read_is_explained_in_the_readers_language(run, lang):
    said = one_line(run("check", "a.csv", "--reason", "Z99=so", lang=lang).stderr)
    assert {"vi": "không đúng dạng", "en": "is not CHECK=WHY"}[lang] in said


# --- snapshots -----------------------------------------------------------------------------------


def test_the_history_names_who_what_and_files_and_marks_what_is_in_force(run, file):
    run("publish", file(SOUND), "--note", "first", "--by", "Lan")
    said = run("status").stdout.splitlines()
    assert said[0].startswith(f"*  {current_id(data_folder())}")
    for word in ("published", "Lan (name as typed)", "first"):
        assert word in said[0]
    assert "a.csv" in said[1]
    assert sum(line.startswith("*") for line in said) == 1


def test_a_snapshot_is_put_in_force_again_and_that_is_recorded(run, file):
    first = current_id(data_folder())
    run("publish", file(SOUND))
    done = run("rollback", first, "--by", "Lan", "--note", "too early", "--json")
    assert done.exit_code == 0
    assert document(done)["snapshot"]["id"] == first == current_id(data_folder())
    said = document(run("status", "--json"))
    assert said["in_force"] == first
    newest = said["history"][0]
    assert (newest["action"], newest["who"], newest["note"]) == (
        "rollback", "typed:Lan", "too early")  # fmt: skip


def test_an_unknown_snapshot_is_refused_in_words(run):
    done = run("rollback", "20200101")
    assert done.exit_code == 1
    assert "20200101" in done.stderr
    assert document(run("rollback", "20200101", "--json"))["outcome"] == "refused"


def test_verify_makes_the_tables_again_and_finds_them_the_same(run, file):
    run("publish", file(SOUND))
    done = run("verify")
    assert done.exit_code == 0
    assert "all the same" in done.stdout
    said = document(run("verify", "--json"))
    assert said["proved"] is True
    assert {proof["outcome"] for proof in said["tables"]} == {"same_bytes"}
    assert run("verify", history(data_folder())[-1].snapshot).exit_code == 0


def test_verify_refuses_a_snapshot_of_which_a_file_has_changed(run):
    folder = snapshot_folder(data_folder(), current_id(data_folder()))
    mart = next(folder.glob("*.parquet"))
    mart.write_bytes(mart.read_bytes() + b"x")
    done = run("verify")
    assert done.exit_code == 1
    assert mart.name in done.stderr
    assert document(run("status", "--json"))["error"]["en"]


def test_what_waits_is_listed_released_and_logged_and_the_log_proves_itself(run):
    data = data_folder()
    values = dict(zip(HEAD, SOUND, strict=True)) | dict.fromkeys(HEAD[6:], 0)
    rows = pa.Table.from_pylist([values], arrow_schema(ENROLMENT))
    returns = [Records("enrolment", "reported", "a.csv", rows)]
    loads = [
        hand_in(data, returns, note="first", by="signed-in:lan@so.vn", seen=current_id(data))
        for _ in range(2)
    ]
    assert "lan@so.vn (signed in)  first" in run("waiting").stdout
    assert [w["id"] for w in document(run("waiting", "--json"))["waiting"]] == [x.id for x in loads]
    assert run("waiting", loads[0].id, "--release", "--withdraw").exit_code == 2
    assert run("waiting", "--release").exit_code == 2
    assert run("waiting", loads[0].id, "--withdraw").exit_code == 0
    assert "is current" in run("waiting", loads[1].id, "--release", "--by", "Chief").stdout
    assert run("waiting").stdout == ""
    said = run("log").stdout.splitlines()
    assert "withdrawn" in said[-2]
    assert "released and published  Chief (name as typed)" in said[-1]
    done = run("log", "verify")
    head = done.stdout.split()[-1]
    assert (done.exit_code, run("log", "verify", "--known", head).exit_code) == (0, 0)
    assert run("log", "verify", "--known", "f" * 64).exit_code == 1
    log = data / "published" / "acts.jsonl"
    log.write_text(log.read_text("utf-8").replace("Chief", "Other"), "utf-8")
    done = run("log", "verify", "--json")
    assert (done.exit_code, document(done)["broken"]) == (1, "changed")
    assert "was changed" in run("log", "verify").stderr


def test_build_says_when_there_is_nothing_to_do(run):
    before = current_id(data_folder())
    assert "up to date" in run("build").stdout
    assert document(run("build", "--json"))["snapshot"]["id"] == before
    assert document(run("build", "--force", "--json"))["snapshot"]["id"] != before
    assert history(data_folder())[0].action == "build"


def test_before_the_first_snapshot_a_file_can_be_checked_and_published(
    run, file, tmp_path, monkeypatch
):
    monkeypatch.setenv("VTDASH_DATA", str(tmp_path / "empty"))
    assert run("status").exit_code == 1
    new = run("check", file(SOUND))
    assert new.exit_code == 3
    assert run("check", file(SOUND), "--decide", "units=create").exit_code == 0
    (line,) = [line for line in new.stdout.splitlines() if "--decide '" in line]
    answer = line.partition("--decide '")[2].partition("'")[0]
    assert run("publish", file(SOUND), "--decide", answer).exit_code == 0
    assert run("check", file((*SOUND[:1], "2024-Q2", *SOUND[2:]))).exit_code == 0


# --- reporting units -----------------------------------------------------------------------------


def units_of(data):
    return sorted(current_records(data, ENROLMENT)["institution_id"].to_pylist())


def test_a_unit_is_merged_after_its_effect_was_shown_and_that_is_undone(run, file):
    other = (*SOUND[:3], "CS-9002", *SOUND[4:6], "30", "10", "5")
    assert run("publish", file(SOUND, other), "--decide", "overlap=adds").exit_code == 0
    merge = ("units", "CS-9002", "--merge-into", "CS-9001", "--from", "2024-01-01")
    asked = run(*merge)
    assert asked.exit_code == 3
    assert "--count contained" in asked.stdout
    assert "Enrolment, Hanoi, Q1 2024: 150 becomes 120" in asked.stdout
    shown = run(*merge, "--count", "contained")
    assert (shown.exit_code, units_of(data_folder())) == (0, ["CS-9001", "CS-9002"])
    done = run(*merge, "--count", "contained", "--publish", "--by", "Lan", "--note", "one school")
    assert (done.exit_code, units_of(data_folder())) == (0, ["CS-9001"])
    listed = run("units", "CS-9002")
    assert "CS-9002 merged into CS-9001 since January 1, 2024" in listed.stdout
    number = listed.stdout.rpartition(". CS-9002 merged")[0].split()[-1]
    assert run("units", "--undo", number, "--publish").exit_code == 0
    assert units_of(data_folder()) == ["CS-9001", "CS-9002"]


def test_a_unit_is_renamed_moved_and_closed_with_a_day(run):
    for words in (("--rename", "Trung tâm A", "--rename-en", "Centre A"),
                  ("--move", "hanoi", "10015"), ("--close",)):  # fmt: skip
        assert run("units", "CS-1", *words, "--from", "2025-07-01", "--publish").exit_code == 0
    listed = document(run("units", "CS-1", "--json"))["units"]
    unit = next(each for each in listed if each["id"] == "CS-1")
    assert (unit["name"], unit["valid_to"]) == (
        {"vi": "Trung tâm A", "en": "Centre A"},
        "2025-07-01",
    )
    assert unit["places"][-1] == ["2025-07-01", "hanoi", "10015"]


def test_a_decision_about_an_unknown_unit_is_refused_and_two_at_once_are_wrong_usage(run):
    done = run("units", "NOBODY", "--close", "--from", "2025-07-01")
    assert (done.exit_code, "there is no unit NOBODY" in done.stderr) == (1, True)
    assert run("units", "CS-1", "--close", "--undo", "1").exit_code == 2


# --- templates -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_of_each_dataset_is_written(run, tmp_path, name):
    path = tmp_path / "out.xlsx"
    done = run("template", name, "--out", path, "--json")
    assert done.exit_code == 0
    assert document(done)["bytes"] == path.stat().st_size
    load_workbook(path)


def test_a_template_without_a_file_goes_where_the_command_is_run(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("template", "enrolment").exit_code == 0
    assert (tmp_path / "enrolment.xlsx").is_file()


def test_a_template_that_cannot_be_written_is_said_and_refused(run, tmp_path):
    done = run("template", "enrolment", "--out", tmp_path / "none" / "a.xlsx")
    assert done.exit_code == 1
    assert "a.xlsx" in done.stderr


# --- weight --------------------------------------------------------------------------------------


def test_the_line_starts_without_the_screen_and_without_charts():
    code = ("import sys, vtdash.cli\n"
            "print(sorted({'streamlit', 'plotly'} & set(sys.modules)))")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_name_of_a_whole_file_is_asked_about_without_rows():
    found = SimpleNamespace(matches=(Match("unit", "TT-A", "", "near", rows=()),))
    assert list(name_questions(found, Text("en"))) == ["  'TT-A' is close to:"]
