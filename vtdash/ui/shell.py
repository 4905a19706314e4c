"""What the server sends before any run: the page with our style sheets, language and scripts.

The framework's shell declares every page English and has no place for a style sheet; sent with
the first run, ours would come after the first words and move them. So the server is an
``st.App`` (app.py) with this middleware around it, which writes both into the shell. Scripts are
files of ``static/``, which a browser fetches once; a run sends only the element that names them,
with the language and the sentences as attributes. Inline, the same scripts would cost a
millisecond a run.
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vtdash.render.charts.theme import DARK, LIGHT, Look
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES, Text
from vtdash.topics.choices import no_data_mark
from vtdash.ui.compressed import takes_gzip, uncompressed
from vtdash.ui.framework_words import framework_words
from vtdash.ui.markup import element, open_tag
from vtdash.ui.unconnected import NO_SCRIPTS, unconnected_words

STATIC = Path(__file__).resolve().parents[2] / "static"
_SHEETS = ("style.css", "print.css", "page.css")

_FONT = "./app/static/fonts/be-vietnam-pro"
_FIRST_KINDS = (
    "latin-400",
    "vietnamese-400",
    "latin-600",
    "vietnamese-600",
    "latin-700",
    "vietnamese-700",
)
"""Parts of the typeface that every page begins with; loaded late, they would move its words."""

_PLOTLY = "./app/static/plotly/plotly-basic-4.1.1.min.js?v=4.1.1"
"""The smallest bundle with the two kinds of marks in use (npm: plotly.js-basic-dist-min)."""

_SELF = "'self'"
_POLICY = {
    "default-src": (_SELF,),
    "style-src": (_SELF, "'unsafe-inline'"),  # the framework writes its styles into the page
    "img-src": (_SELF, "data:", "blob:"),
    "font-src": (_SELF, "data:"),
    "worker-src": (_SELF, "blob:"),
    "object-src": ("'none'",),
    "base-uri": (_SELF,),
    "form-action": (_SELF,),
    "frame-ancestors": (_SELF,),
}
"""What a page may load and where it may stand; its scripts are added (``_content_policy``)."""

_NOT_USED = ("camera", "geolocation", "microphone", "payment", "usb")
_PAGE_HEADERS = {
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_USED),
}
"""An address holds what a reader chose: the sites of sources that are opened need not know it."""

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

_NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)

_DATED = ("etag", "last-modified")
"""They speak of the framework's file; ours differs from it."""


class Shell:
    """ASGI middleware: every HTML answer gets the reader's language and the style sheets."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; rewrite the answer where it is the shell."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        language = asked_language(scope)
        asked = Headers(scope=scope)
        if "text/html" in asked.get("accept", ""):
            scope = uncompressed(scope)  # a page will be rewritten
        await self._app(scope, receive, _Rewriter(send, language, takes_gzip(asked)))


class _Rewriter:
    """Sends an answer on; the parts of an HTML one are held back until it is whole."""

    def __init__(self, send: Send, language: str, is_packed: bool) -> None:
        self._send = send
        self._language = language
        self._is_packed = is_packed
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Content-Type-Options"] = "nosniff"
            is_html = headers.get("content-type", "").startswith("text/html")
            if is_html:
                headers.update(_PAGE_HEADERS)
            if is_html and "content-encoding" not in headers:
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = dressed(self._body.decode(), self._language).encode() if self._body else b""
        headers = MutableHeaders(scope=start)
        for name in _DATED:
            del headers[name]
        headers.add_vary_header("Accept-Language")
        headers.add_vary_header("Accept-Encoding")
        if body:  # the answer to HEAD has none, and keeps the length it tells
            headers["Content-Security-Policy"] = _content_policy(body.decode())
            if self._is_packed:
                headers["content-encoding"] = "gzip"
                body = gzip.compress(body)
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _content_policy(html: str) -> str:
    """Return the Content-Security-Policy: scripts are files of this server, and those known here.

    These are the ones that the framework writes into its shell and the ones that set a language.
    """
    known = [*_INLINE.findall(html), *map(_sets_language, LANGUAGES)]
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in known)
    allowed = {"script-src": (_SELF, *(f"'sha256-{digest}'" for digest in digests))} | _POLICY
    return "; ".join(" ".join((name, *sources)) for name, sources in allowed.items())


def _sets_language(language: str) -> str:
    """Return the script that sets the language of the document."""
    return f"document.documentElement.lang = {json.dumps(language)}"


def asked_language(scope: Scope) -> str:
    """Return the language of the address, else the browser's where it is one of ours."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    preferred = Headers(scope=scope).get("accept-language", "")[:2].lower()
    return next((name for name in (asked, preferred) if name in LANGUAGES), DEFAULT_LANGUAGE)


def dressed(html: str, language: str) -> str:
    """Return the shell with its language, our style sheets and the typeface that pages begin with.

    The sheets stand at the end of the body: the framework adds its own to the head as it goes, and
    of two rules that weigh the same the later one counts.
    """
    # A browser's own translation would put its nodes in the place of the framework's, which then
    # fails; and numbers in words it would say anew.
    html = re.sub(r'(<html\slang=")[a-z-]*"', rf'\1{language}" translate="no"', html, count=1)
    html = html.replace("<title>Streamlit</title>", "<title>vtdash</title>", 1)
    sheets = [open_tag("link", rel="stylesheet", href=static_file(name)) for name in _SHEETS]
    fonts = [
        open_tag("link", rel="preload", as_="font", crossorigin="", href=f"{_FONT}-{kind}.woff2")
        for kind in _FIRST_KINDS
    ]
    plotly = open_tag("link", rel="preload", as_="script", data_plotly="", href=_PLOTLY)
    html = html.replace("</head>", f"{''.join(fonts)}{plotly}</head>", 1)
    html = _NO_SCRIPTS.sub(_no_scripts, html, count=1)
    connect = {"id": "connect", "data_words": unconnected_words()}
    script = element("script", "", src=static_file("connect.js"), **connect)
    return html.replace("</body>", f"{''.join(sheets)}{script}</body>", 1)


def _no_scripts(_: object) -> str:
    """Return what a browser without scripts shows; the framework's is in English, for programs."""
    said = {"vi": NO_SCRIPTS.vi, "en": NO_SCRIPTS.en}
    lines = (element("p", words, lang=language) for language, words in said.items())
    return element("noscript", "".join(lines))


def static_file(name: str) -> str:
    """Return the address of a file of ``static/``, with a mark that changes when any file does."""
    return f"./app/static/{name}?v={_version()}"


@cache
def _version() -> str:
    files = sorted([*STATIC.glob("*.js"), *STATIC.glob("*.css")])
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def name_tab(page: str, choice: str = "") -> None:
    """Give the browser's tab the name of the page, and what a reader chose on it before that."""
    st.set_page_config(" – ".join(part for part in (choice, page, "vtdash") if part))


def load_scripts(text: Text, replaced: Mapping[str, str]) -> None:
    """Bring the page's scripts into the page; once a run, in a place that stays the same.

    ``replaced``: words of the framework with ours, of controls that this page alone has.
    """
    st.html(
        _script_element(text.language, tuple(_script_words(text, replaced).items())),
        unsafe_allow_javascript=True,
    )


def _script_words(text: Text, replaced: Mapping[str, str]) -> dict[str, str]:
    """Return what the scripts say, by name."""
    return {
        "lost": text(
            "The connection to the server is lost. What is shown stays; the filters work "
            "again when it is back."
        ),
        "back": text("The connection is back."),
        "newer": text(
            "Other data was put in force meanwhile: this page shows it now. What you chose stays."
        ),
        "saved": text("Picture saved:"),
        "copied": text("The picture is copied."),
        "notcopied": text("The browser lets nothing be copied here; picture saved:"),
        "failed": text("The picture could not be made. Please try again."),
        "none": no_data_mark(text),
        "sheet": text("Page"),
        "early": text("This page was printed before all of it was there."),
        "rest": text("On paper this table shows only the rows in view."),
        "pages": text("Menu"),
        "filters": text("Filters"),
        "bar": text("Pages and filters"),
        "framework": json.dumps({**framework_words(text), **replaced}),
    }


@cache
def _script_element(language: str, words: tuple[tuple[str, str], ...]) -> str:
    """Return the hidden element that holds the words, and the scripts beside it.

    The language is set at once, by a script in the element: a file comes a moment later.
    """
    said = {f"data-{name}": sentence for name, sentence in words}
    inks = json.dumps(_inks(DARK, LIGHT))
    holder = element(
        "div", "", class_="page-words", hidden="", data_language=language, data_inks=inks, **said
    )
    at_once = element("script", _sets_language(language))
    return holder + at_once + element("script", "", src=static_file("page.js"))


def _inks(dark: Look, light: Look) -> dict[str, str]:
    """Return the dark theme's colours with the light ones that take their place on paper."""
    return dict(zip(dark.inks, light.inks, strict=True))
