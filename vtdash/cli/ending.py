"""How a command ends: words or one JSON document, and an exit code that says what to do next."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from vtdash.model.errors import PublishBusy, VtdashError
from vtdash.returns.review import trace
from vtdash.returns.wording import printable
from vtdash.text.language import Text

DONE, REFUSED, USAGE, OPEN, BUSY = range(5)
"""Done; refused or damaged; wrong usage; needs your input; another publish runs."""

OUTCOMES = {DONE: "done", REFUSED: "refused", OPEN: "needs_answers", BUSY: "busy"}


@dataclass
class Reply:
    """What a command has to say: lines for people, or a document for programs.

    ``document`` is printed as JSON at the end where it was asked for; nothing else then reaches
    the standard output.
    """

    text: Text
    as_json: bool
    document: dict[str, Any] = field(default_factory=dict[str, Any])
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
        self.document["error"] = {"vi": error.vi, "en": error.en}
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
        click.echo(json.dumps({**named, **reply.document}, ensure_ascii=False, indent=1))
    if reply.code:
        sys.exit(reply.code)


def _harmless(lines: str) -> str:
    """Return lines in which nothing from a file can command a terminal."""
    return "\n".join(printable(line) for line in lines.split("\n"))


def _fault(reply: Reply, error: Exception) -> None:
    """Report an unforeseen error without its text, which may repeat a cell of a person."""
    reply.code = REFUSED
    reply.document["fault"] = trace(error)
    said = reply.text("A fault in the program stopped this: {trace}", trace=trace(error))
    click.echo(said, err=True)


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
