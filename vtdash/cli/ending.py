"""How a command ends: words or one JSON document, and an exit code that says what to do next."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

import click

from vtdash.model.datasets import Dataset
from vtdash.model.errors import PublishBusy, VtdashError, trace_without_words
from vtdash.returns import Examination
from vtdash.returns.counting import CountingChoice
from vtdash.returns.model import Candidate, Fact, Finding
from vtdash.returns.published.against_register import FiguresFound
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import file_state
from vtdash.returns.wording import printable
from vtdash.store import Manifest, PublishEvent
from vtdash.store.difference import TotalChange
from vtdash.text.language import Named, Text

Document = dict[str, Any]
"""What is printed as JSON; its values may be the records of the product, as they are."""

DONE, REFUSED, _USAGE, OPEN, BUSY = range(5)
"""Done; refused or damaged; wrong usage; needs your input; another publish runs."""

_LEFT_OUT: dict[type, tuple[str, ...]] = {
    Examination: ("answers", "changes"),
    Candidate: ("name",),
    CountingChoice: ("decided",),
    FiguresFound: ("catalogue", "conflicts", "questions", "table"),
    Manifest: ("files",),
    TotalChange: ("dataset", "data_status"),
}
"""Kind of record -> fields that a document does not have."""

OUTCOMES = {DONE: "done", REFUSED: "refused", OPEN: "needs_answers", BUSY: "busy"}


@dataclass
class Reply:
    """The answer of a command: lines for people, or a document for programs.

    ``document`` is printed as JSON at the end where it was asked for; nothing else then reaches
    the standard output.
    """

    text: Text
    as_json: bool
    document: Document = field(default_factory=Document)
    code: int = DONE

    def say(self, line: str) -> None:
        """Print a line for people."""
        if not self.as_json:
            click.echo(_harmless(line))

    def warn(self, line: str) -> None:
        """Print a line about a problem for people, to the error output."""
        if not self.as_json:
            click.echo(_harmless(line), err=True)

    def fail(self, error: VtdashError) -> None:
        """End with the words of an error."""
        self.code = BUSY if isinstance(error, PublishBusy) else REFUSED
        self.document["error"] = _words(error)
        self.warn(error.words(self.text.language))

    def worsen(self, code: int) -> None:
        """Keep the gravest outcome of several files: refused, then needs input, then done."""
        grave = (DONE, OPEN, REFUSED)
        self.code = max(self.code, code, key=grave.index)


@contextmanager
def ending(text: Text, as_json: bool) -> Generator[Reply]:
    """Run a command; errors become words, and the process ends with the code of the outcome."""
    reply = Reply(text, as_json)
    try:
        yield reply
    except VtdashError as error:
        reply.fail(error)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        _fault(reply, error)
    if as_json:
        named = {"outcome": OUTCOMES[reply.code], "exit_code": reply.code}
        click.echo(json_text({**named, **reply.document}))
    if reply.code:
        sys.exit(reply.code)


def json_text(document: Document) -> str:
    """Return a document as JSON, its sentences in both languages."""
    return json.dumps(document, ensure_ascii=False, indent=1, default=_encoded)


def _encoded(value: Any) -> object:  # noqa: ANN401 - json gives whatever it does not know
    """Return a record of the product as what JSON can hold: its fields, but for a few."""
    if isinstance(value, Dataset):
        return value.name
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "vi"):
        return _words(value)
    left_out = _LEFT_OUT.get(type(value), ())
    record = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in left_out}
    return record | _added(value)


def _added(value: object) -> Document:
    """Return what the JSON of a record has instead of its own fields."""
    match value:
        case Candidate():
            return {"score": round(value.score, 3), **_words(value.name)}
        case Fact():
            return {"options": [{"value": each, **_words(name)} for each, name in value.options]}
        case Finding():
            check = CHECKS[value.check]
            words = {"expected": value.expected or check.expected, "do": value.do or check.do}
            return {"stage": check.stage, "severity": check.severity, **words}
        case Examination():
            state = file_state(value)
            return {
                "standing": "needs_answers" if state == "open" else state,
                "records": value.records.table.num_rows if value.records else None,
                "open_warnings": value.open_warnings,
                "reasons": value.answers.reasons,
            }
        case PublishEvent():
            return {"files": [{"name": name, "sha256": sha256} for name, sha256 in value.files]}
        case _:
            return {}


def _words(named: Named) -> Document:
    return {"vi": named.vi, "en": named.en}


def _harmless(lines: str) -> str:
    """Return lines in which nothing from a file can command a terminal."""
    return "\n".join(printable(line) for line in lines.split("\n"))


def _fault(reply: Reply, error: Exception) -> None:
    """Report an unforeseen error without its text, which may repeat a cell of a person."""
    reply.code = REFUSED
    reply.document["fault"] = trace_without_words(error)
    sentence = reply.text(
        "A fault in the program stopped this: {trace}", trace=trace_without_words(error)
    )
    click.echo(sentence, err=True)


def json_option(text: Text) -> click.Option:
    """Return the option by which a command answers with a document."""
    words = text("Print one JSON document instead of lines.")
    return click.Option(["--json", "as_json"], is_flag=True, help=words)


@contextmanager
def bar(length: int, say: Callable[[str], str]) -> Generator[Callable[[str], None]]:
    """Show progress on a terminal's error output; yield the function that takes the next step."""
    now = [""]
    with click.progressbar(
        length=length,
        label="vtdash",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda _: now[0],
    ) as shown:

        def step(name: str) -> None:
            now[0] = say(name)
            shown.update(1)

        yield step
