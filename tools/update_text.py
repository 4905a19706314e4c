"""Brings the gettext catalogues up to date with the code: python -m tools.update_text.

Sentences are taken from the files of ``babel.cfg``. New ones are added without a guess at their
translation, those no longer used go, all are sorted and stand without line numbers. A test
compares the catalogues with what this makes.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = "vtdash/text/locale"
LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "en"
"""The language of the keys: a sentence left empty here is shown as it stands in the code."""

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "text": None, "t": None, "self": None, "message": None, "plural": (1, 2),
}  # fmt: skip
"""Names that are called with sentences: ``text(...)``, ``view.text(...)``, ``x.plural(...)``;
``message(...)`` where the language comes later."""


def sentences(
    source: BinaryIO, keywords: Mapping[str, object], _tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Yield line, name, arguments and comments of each call of a keyword, as Babel wants them."""
    del options  # this extractor has none; Babel passes it by name
    for node in ast.walk(ast.parse(source.read())):
        if isinstance(node, ast.Call) and (name := called(node)) in keywords and node.args:
            yield node.lineno, name, tuple(_literal(argument) for argument in node.args), []


def called(call: ast.Call) -> str:
    """Return the name that is called: ``f`` of ``f()`` and of ``a.b.f()``; ``self`` of itself."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literal(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(sentence)):
            return sentence
    return None


def template() -> Catalog:
    """Return every sentence of the code, untranslated."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as settings:
        methods, _ = parse_mapping_cfg(settings)
    found = Catalog()
    for _, _, message, *_ in extract_from_dir(ROOT, methods, keywords=KEYWORDS):
        found.add(message)
    return found


def read(language: str) -> Catalog:
    """Return the catalogue as it is on disk."""
    with path(language).open("rb") as source:
        return read_po(source, locale=language)


def path(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return ROOT / LOCALE / language / "LC_MESSAGES" / "vtdash.po"


def updated(language: str) -> Catalog:
    """Return the catalogue on disk with the sentences of the code, no more and no fewer."""
    catalogue = read(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in entries(catalogue):
        message.flags.discard("python-format")  # '95% interval' is no place for a value
        if language == SOURCE_LANGUAGE:
            message.string = message.id if message.pluralizable else ""
    return catalogue


def entries(catalogue: Catalog) -> list[Message]:
    """Return the sentences of a catalogue, without its header."""
    return [message for message in catalogue if message.id]


def written(catalogue: Catalog) -> str:
    """Return the catalogue as a .po file; no date in it, so that only words make a difference."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    header = (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
    )
    return f"{header}\n{out.getvalue().decode('utf-8')}".rstrip() + "\n"


def main() -> None:
    """Write both catalogues and say what came, what went and what waits for a translation."""
    for language in LANGUAGES:
        before = {str(message.id) for message in entries(read(language))}
        catalogue = updated(language)
        now = {str(message.id) for message in entries(catalogue)}
        waiting = [m for m in entries(catalogue) if language != SOURCE_LANGUAGE and not _told(m)]
        path(language).write_text(written(catalogue), encoding="utf-8", newline="\n")
        print(f"{language}: {len(now)} sentences, {len(waiting)} without translation")
        for sign, changed in (("-", before - now), ("+", now - before)):
            for sentence in sorted(changed):
                print(f"  {sign} {sentence}")
        for message in waiting:
            print(f"  ? {message.id}")


def _told(message: Message) -> bool:
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


if __name__ == "__main__":
    main()
