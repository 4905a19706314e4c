"""Every sentence a reader sees is in both catalogues, and no page mixes the languages."""

from __future__ import annotations

import ast
import io
import json
import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from tests.each import each
from tools import update_text
from vtdash.text.language import LANGUAGES, Text

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))

EQUAL_IN_BOTH = {
    "{name}: {value}.": "no words",
    "{place}: {value}": "no words",
    "{place}: {value} ({period})": "no words",
}
"""Sentences whose translation is the sentence itself, with the reason."""

LITERALS = {
    "Ngôn ngữ / Language": "labels the language switch, for readers of either",
    "**DỮ LIỆU MẪU / SAMPLE DATA.** ": "said in both languages, whatever is shown",
    "<div data-figure='": "an attribute of a chart's place",
    "Đang tạo dữ liệu lần đầu / Building the data for the first time": "no language chosen yet",
    '`client_kwargs = { prompt = "login" }`': "a line of the settings, as it is written there",
    "first start": "a note kept in the manifest, as the data's keeper wrote it",
    "incident %s: %s": "the log, not the screen",
    "public, max-age=": "a header of an answer, for browsers",
    "default-src 'none'; frame-ancestors 'none'": "a header of an answer, for browsers",
    "<!DOCTYPE html>": "the kind of the page, for browsers",
    "refused %s: %r": "the log, not the screen",
    "a sign-out is known until the next start only: %s": "the log, not the screen",
    "AxiosError: Request failed with status code": "what the framework says, to be replaced",
    "AxiosError: Network Error": "what the framework says, to be replaced",
    "a scenario begins at a value, before the years that it looks at": "an error of the caller",
}
"""Words in the code of the screen that do not go through the catalogue, with the reason."""


GIVEN_UP = {
    "chỉ số": "chỉ tiêu",
    "bảng điều khiển": "hệ thống",
    "hệ thống này": "hệ thống",
    "điểm %": "điểm phần trăm",
    "lượt người học": "lượt tuyển sinh",
    "bắt đầu học": "tuyển sinh",
    "mốc công việc": "đầu việc",
    "được cấp chứng chỉ": "được cấp chứng nhận",
    "chưa ai": "chưa có",
    "dựng lại": "khởi tạo lại",
    "quận/huyện": "quận, huyện",
    "một phần năm": "chưa trọn năm",
    "sáp nhập": "hợp nhất",
    "lựa chọn này": "bộ lọc đang chọn",
    "số công bố mới": "số liệu công bố mới",
    "giá trị gần nhất": "giá trị mới nhất",
    "theo nghề đào tạo": "theo ngành, nghề đào tạo",
}
"""Vietnamese words that another was chosen for: one thing has one term on all pages."""


# --- the catalogues against the code ----------------------------------------------------------


@pytest.fixture(scope="module")
def fresh():
    """Return the sentences of the code as they are now."""
    return update_text.template()


@pytest.fixture(scope="module", params=LANGUAGES)
def on_disk(request):
    return request.param, update_text.read(request.param)


def forms(text):
    """Return the one form of a sentence, or its singular and plural."""
    return text if isinstance(text, list | tuple) else (text,)


def keys(catalogue):
    return {forms(message.id) for message in update_text.entries(catalogue)}


def test_no_sentence_is_missing_and_none_is_left_over(fresh, on_disk):
    language, catalogue = on_disk
    assert sorted(keys(fresh) - keys(catalogue)) == [], f"{language}: make text, then translate"
    assert sorted(keys(catalogue) - keys(fresh)) == [], f"{language}: make text"
    assert not catalogue.obsolete


def test_the_files_are_as_the_command_writes_them(on_disk):
    language, _ = on_disk
    text = update_text.path(language).read_text(encoding="utf-8")
    assert text == update_text.written(update_text.updated(language)), "out of date: make text"


def test_every_sentence_is_translated_and_none_by_guess(on_disk):
    language, catalogue = on_disk
    for message in update_text.entries(catalogue):
        assert not message.fuzzy, message.id
        if language == update_text.SOURCE_LANGUAGE:
            own = forms(message.id) if message.pluralizable else ("",)
            assert forms(message.string) == own, "English is said in the code, not here"
        else:
            assert all(forms(message.string)), message.id
            assert len(forms(message.string)) == (catalogue.num_plurals if message.pluralizable
                                                  else 1), message.id  # fmt: skip


def places(sentence):
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_a_translation_has_the_places_of_its_sentence(on_disk):
    _, catalogue = on_disk
    for message in update_text.entries(catalogue):
        wanted = places(forms(message.id)[0])
        for said in (*forms(message.id), *filter(None, forms(message.string))):
            assert places(said) == wanted, said
            assert "" not in wanted, f"places have names: {said}"


def test_the_files_have_one_encoding_of_each_letter(on_disk):
    language, _ = on_disk
    text = update_text.path(language).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_nothing_is_the_same_in_both_languages_but_for_a_reason():
    vietnamese = update_text.entries(update_text.read("vi"))
    same = {m.id for m in vietnamese if set(forms(m.id)) & set(forms(m.string))}
    assert same == set(EQUAL_IN_BOTH)


def test_vietnamese_is_set_in_its_own_typography():
    for message in update_text.entries(update_text.read("vi")):
        for said in forms(message.string):
            assert not re.search(r"[0-9}]-[0-9{]| - ", said), f"a range takes a dash: {said}"
            assert not re.search(r"[\"']", said), f"quotes are curly: {said}"
            assert said == said.strip(), said
            assert "  " not in said, said


def test_one_thing_has_one_term_in_vietnamese():
    said = [form for m in update_text.entries(update_text.read("vi")) for form in forms(m.string)]
    files = "codes indicators tasks measures alignment programmes territories"
    for name in files.split():
        defined = (ROOT / "data" / "reference" / f"{name}.toml").read_text(encoding="utf-8")
        said += re.findall(r'vi = "((?:[^"\\]|\\.)*)"', defined)
    assert len(said) > 1000
    for words in said:
        left = {old: new for old, new in GIVEN_UP.items() if old in words.lower()}
        assert not left, words


def test_the_titles_of_a_table_stay_apart_in_both_languages():
    module = ast.parse((ROOT / "vtdash" / "render" / "table.py").read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))
    table = next(node for node in functions if node.name == "_table_columns")
    titles = [sentence for call in sentence_calls(table) for sentence in literals(call)]
    assert len(titles) > 10
    for language in LANGUAGES:
        assert len({Text(language)(title) for title in titles}) == len(titles), language


# --- the extraction -----------------------------------------------------------------------------


def test_the_extraction_finds_each_way_of_saying_a_sentence():
    code = """
text("plain")
view.text("of a view")
self.text("within a class")
self("of itself")
t("short")
f"{say} {view.text('in a string')}"
text(
    "split over "
    "lines",
    value=text("within another"),
)
x.plural("{n} one", "{n} many", 2)
message("before the language is chosen", row=3)
text.name(thing), text.number(3), other("not a sentence"), text(variable)
"""
    found = extract(update_text.sentences, io.BytesIO(code.encode()), keywords=update_text.KEYWORDS)
    assert {message for _, message, *_ in found} == {
        "plain", "of a view", "within a class", "of itself", "short", "in a string",
        "split over lines", "within another", "before the language is chosen",
        ("{n} one", "{n} many"),
    }  # fmt: skip


CODE = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")),
        *sorted((ROOT / "vtdash").rglob("*.py"))]  # fmt: skip


def sentence_calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args
            and update_text.called(node) in update_text.KEYWORDS]  # fmt: skip


def literals(call):
    return [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


@each("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_translated_is_written_out_where_it_is_said(path):
    for call in sentence_calls(ast.parse(path.read_text(encoding="utf-8"))):
        wanted = 2 if update_text.called(call) == "plural" else 1
        assert len(literals(call)) == wanted, (
            f"{path.name}:{call.lineno}: only a sentence written out can be found and translated"
        )


# --- nothing shown past the catalogue -------------------------------------------------------------

SCREEN = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")),
          *sorted((ROOT / "vtdash" / "ui").rglob("*.py")),
          *sorted(
        path
        for path in (ROOT / "vtdash" / "topics").rglob("*.py")
        if re.search(r"\bView\b|\bText\b", path.read_text("utf-8"))  # a method says nothing
    ),
          *(ROOT / "vtdash" / "render" / name
            for name in ("files.py", "names.py", "panel.py", "sortable.py",
                       "table.py"))]  # fmt: skip

SHOWN = {
    **dict.fromkeys(
        ("title", "header", "subheader", "markdown", "caption", "text", "write", "html", "latex",
         "warning", "error", "info", "success", "toast", "button", "download_button",
         "link_button", "toggle", "checkbox", "radio", "selectbox", "multiselect", "pills",
         "segmented_control", "text_input", "text_area", "number_input", "date_input", "slider",
         "select_slider", "file_uploader", "expander", "popover", "status", "spinner", "tabs",
         "metric", "dialog"),
        (0, 1, 2),
    ),
    "offer_file": (0,), "progress": (1,), "page_link": (1,), "page": (1,),
    "panel": (1,), "by_year": (2,),
    **dict.fromkeys(("Columns", "Lines", "Bars", "Dots", "FunnelChart", "DifferenceParts",
                     "TileMap", "BoundaryMap"), (1,)),
}  # fmt: skip
"""Calls that put words before a reader, and which of their arguments may be such words."""

SHOWN_BY_NAME = {
    "label", "body", "text", "title", "page_title", "help", "placeholder", "caption", "lead",
    "claim", "axis", "notes", "when_empty", "alt", "delta", "message", "name",
}  # fmt: skip
"""Arguments that are words for a reader, in whatever call they are given by name."""

PASSING_ON = {"plain", "join", "lower", "upper", "capitalize", "strip", "format"}
"""Calls that hand their words on."""


def said(node: ast.AST) -> Iterator[str]:
    """Yield the words in an expression that no catalogue gave."""
    if isinstance(node, ast.Call):
        if update_text.called(node) in PASSING_ON:
            yield from (word for part in (node.func, *node.args) for word in said(part))
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and re.search(r"[^\W\d_]{2}", node.value):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (word for part in (node.body, node.orelse) for word in said(part))
    elif isinstance(node, ast.Subscript | ast.Compare):
        return
    else:
        yield from (word for part in ast.iter_child_nodes(node) for word in said(part))


def arguments_shown(call: ast.Call) -> Iterator[ast.AST]:
    name = update_text.called(call)
    if name not in update_text.KEYWORDS:
        positions = SHOWN.get(name, ())
        yield from (a for number, a in enumerate(call.args) if number in positions)
        yield from (k.value for k in call.keywords if k.arg in SHOWN_BY_NAME)


def sentences_past_the_catalogue(tree: ast.AST) -> Iterator[str]:
    """Yield literals of two words or more that are neither docstrings nor sentences."""
    aside = {id(child) for call in sentence_calls(tree) for a in call.args for child in ast.walk(a)}
    aside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(words)) if id(node) not in aside:
                if re.search(r"[^\W\d_]\W*\s\W*[^\W\d_]", words) or not words.isascii():
                    yield words


def test_no_words_reach_the_screen_past_the_catalogue():
    found = {}
    for path in SCREEN:
        if path.name == "framework_words.py":
            continue  # its English is what the framework says, to be found and replaced
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        words = {word for call in calls for a in arguments_shown(call) for word in said(a)}
        for word in words | set(sentences_past_the_catalogue(tree)):
            if re.search(r"[^\W\d_]{2}", word) and not word.startswith("<style>"):
                found.setdefault(word, path.name)
    assert {word: file for word, file in found.items() if word not in LITERALS} == {}
    assert set(LITERALS) == set(found), "a reason for words that are no longer there"


@each(
    "code",
    [
        'st.title("Overview")',
        'left.selectbox("Year", options)',
        'st.markdown(f"**{plain(x)}** Sources")',
        'st.caption(text("Fine") + "Not")',
        'st.info("; ".join(["Empty", x]))',
        'st.toggle(text("Fine"), help="Not")',
        'view.panel("id", "Title", rows, claim=claim)',
        'view.panel("id", text("Fine"), rows, claim="Not" if rows else "")',
        'Bars("level", "turns")',
        'view.by_year(Columns, rows, "turns")',
        'view.panel("id", text("Fine"), rows, notes=(text("Fine"), "Not"))',
    ],
)
def test_the_search_finds_words_in_each_such_place(code):
    (call,) = (statement.value for statement in ast.parse(code).body)
    assert [word for a in arguments_shown(call) for word in said(a)]


# --- what stands on the pages -------------------------------------------------------------------

FUNCTION_WORDS = {
    "vi": r"(?<=\s)(the|of|and|are|is|with|from|by|for)(?=\s)",
    "en": r"(?<=\s)(và|của|các|được|không|người|theo|trên|trong|số|kế|thành|đến|mẫu)(?=\s)",
}
"""Language of the page -> words of the other one that few sentences do without."""


@pytest.fixture(scope="module")
def foreign(catalogue):
    """Return titles and publishers of sources: they stay in the language of the source."""
    names = {name for source in catalogue.sources.values()
             for name in (source.title, source.publisher)}  # fmt: skip
    return sorted(names, key=len, reverse=True)


@pytest.fixture
def page_words(published_sample, foreign, monkeypatch, components_found):
    """Return a function: page, language, more of the address -> every text sent to the screen."""
    monkeypatch.setenv("VTDASH_DATA", str(published_sample))
    monkeypatch.setenv("VTDASH_INTAKE", "on")

    def read(page, **address):
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.query_params.update(address)
        if page != "overview":
            at.switch_page(f"pages/{page}.py")
        found = set()
        for face in range(3):
            for panel in at.main if face else ():
                labels = [tab.label for tab in panel.tabs] if is_panel(panel) else []
                if face < len(labels):
                    at.session_state[f"view-{panel.key.removeprefix('panel-')}"] = labels[face]
            at.run()
            assert not at.exception
            found |= set(shown_words(at))
        return {without(foreign, words) for words in found}

    return read


def is_panel(node):
    return (getattr(node, "key", None) or "").startswith("panel-")


def shown_words(at):
    """Yield every string of every element: labels, options, texts, charts, cells."""
    for node in (*at.main, *at.sidebar):
        if node.type in {"table", "dataframe", "arrow_data_frame"}:
            yield from map(str, node.value.columns)
            yield from (str(cell) for column in node.value for cell in node.value[column])
        elif getattr(node, "proto", None) is not None:
            yield from strings(MessageToDict(node.proto, use_integers_for_enums=True))


def strings(value):
    """Yield the strings in nested data, and in JSON within it."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        yield from (text for part in inside for text in strings(part))
    elif isinstance(value, str) and value.startswith("{"):
        yield from strings(json.loads(value))
    elif isinstance(value, str):
        yield value


NOT_READ = re.compile(r"<script\b.*?</script>|\bdata-framework=\"[^\"]*\"", re.DOTALL)
"""Scripts, and the framework's English words beside those that a script puts in their place."""


def without(foreign, words):
    """Return the words as they are read: no markup, no script, nothing quoted from a source."""
    read = NOT_READ.sub("", words).replace("\\", "").replace("<br>", " ")
    for name in foreign:
        read = read.replace(name, "")
    return read


@cache
def sentences_of_the_other(language):
    """Return each sentence as this language and as the other one says it."""
    return [
        (both[language], both["en" if language == "vi" else "vi"])
        for message in update_text.entries(update_text.read("vi"))
        for english in forms(message.id)
        for both in [{"en": english, "vi": forms(message.string)[0]}]
        if english not in EQUAL_IN_BOTH and all(both.values())
    ]


@cache
def parts_of(sentence):
    """Return a sentence without its places."""
    return [said for said, *_ in string.Formatter().parse(sentence)]


def stands_in(sentence, words):
    """Return the texts in which a sentence stands, whatever the values in its places are."""
    parts = parts_of(sentence)
    longest = max(parts, key=len)
    near = [text for text in words if longest in text]
    is_whole = len(" ".join(parts).split()) <= 2
    return [text for text in near if any(follow(parts, line, is_whole) for line in lines(text))]


@cache
def lines(text):
    return text.split("\n")


def follow(parts, line, is_whole):
    """Return whether the parts stand in a line one after the other, something between them.

    Looked for one by one, since a pattern of many places takes minutes on a page of one string.
    """
    *before, last = parts
    at = 0
    for part in before:
        found = line.find(part, at)
        if found < 0 or (is_whole and found and not at):
            return False
        at = found + len(part) + 1
    if not is_whole:
        return line.find(last, at) >= 0
    return line.endswith(last) and len(line) - len(last) >= at and (bool(before) or line == last)


@pytest.mark.pages
@each(
    ("page", "address", "language"),
    [
        (page, address, language)
        for language in LANGUAGES
        for page, address in (
            *((page, {}) for page in PAGES),
            ("overview", {"city": "haiphong", "nonsense": "1"}),
            ("graduates", {"city": "hanoi", "sample": "no"}),
            ("districts", {"units": "commune"}),
            ("tasks", {"task": "HN-T2"}),
        )
    ],
)
def test_a_page_speaks_one_language(page_words, page, address, language):
    words = page_words(page, lang=language, **address)
    assert len(words) > 20
    mixed = {text: "" for text in words if re.search(FUNCTION_WORDS[language], text)}
    for own, other in sentences_of_the_other(language):
        if found := set(stands_in(other, words)):
            mixed |= dict.fromkeys(found - set(stands_in(own, words)), other)
    assert mixed == {}
