"""A reader without a browser: speaks Streamlit's protocol over its websocket.

It sends what the front end sends when a reader opens a page or moves a filter, and keeps what a
page drew: its filters with their options, and its charts.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

ANSWER_SECONDS = 120
FIGURE = re.compile("data-figure='([^']*)'")
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
"""With which a page of the framework's own draws such charts."""

FILTERS = ("selectbox", "multiselect", "checkbox", "button_group", "text_input")


@dataclass
class Drawn:
    """What one run of the script sent: filters, charts, size, and when it had finished."""

    filters: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)
    charts: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    bytes_sent: int = 0
    seconds: float = 0.0


class Session:
    """One reader's visit to one page."""

    def __init__(self, port: int, page: str = "") -> None:
        self._socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
        )
        self._page = page
        self._page_hash = ""
        self._query = "lang=vi"
        self._url = f"http://127.0.0.1:{port}/{page}"
        self._widgets: dict[str, WidgetState] = {}
        self.drawn = self._run()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def choose(self, name: str, *values: str) -> Drawn:
        """Move the filter of that name to these options, as they are written on the screen."""
        kind, widget_id, _ = self.drawn.filters[name]
        state = WidgetState(id=widget_id)
        if kind in {"selectbox", "text_input"}:
            state.string_value = values[0]
        elif kind == "checkbox":
            state.bool_value = values[0] == "on"
        else:
            state.string_array_value.data.extend(values)
            state.string_array_value.SetInParent()
        self._widgets[widget_id] = state
        self.drawn = self._run()
        return self.drawn

    def _run(self) -> Drawn:
        message = BackMsg()
        client = message.rerun_script
        client.query_string = self._query
        client.page_name = "" if self._page_hash else self._page
        client.page_script_hash = self._page_hash
        client.widget_states.widgets.extend(self._widgets.values())
        client.context_info.locale = "vi-VN"
        client.context_info.timezone = "Asia/Bangkok"
        client.context_info.url = self._url
        client.context_info.color_scheme = "light"
        begin = time.perf_counter()
        self._socket.send(message.SerializeToString())
        payloads = self._until_finished()
        drawn = Drawn(seconds=time.perf_counter() - begin)
        for payload in payloads:
            drawn.bytes_sent += len(payload)
            self._note(ForwardMsg.FromString(payload), drawn)
        if drawn.failures or not drawn.filters:
            raise RuntimeError(f"{self._url} did not draw: {drawn.failures}")
        return drawn

    def _until_finished(self) -> list[bytes]:
        """Receive until the script has finished, not merely stopped to begin again."""
        payloads: list[bytes] = []
        early = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
        while True:
            payload = self._socket.recv(timeout=ANSWER_SECONDS)
            if not isinstance(payload, bytes):
                continue
            payloads.append(payload)
            # Only short messages can be the one that says so; the rest is parsed afterwards.
            if len(payload) < 200:
                message = ForwardMsg.FromString(payload)
                if message.HasField("script_finished") and message.script_finished != early:
                    return payloads

    def _note(self, message: ForwardMsg, drawn: Drawn) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._take_value(message.delta.new_element)
            _note_element(message.delta, drawn)

    def _take_value(self, element: Element) -> None:
        """Give a list the value that the server has chosen for it, as the front end does."""
        if element.WhichOneof("type") == "selectbox" and element.selectbox.set_value:
            chosen = element.selectbox
            self._widgets[chosen.id] = WidgetState(id=chosen.id, string_value=chosen.raw_value)


def _note_element(delta: Delta, drawn: Drawn) -> None:
    element = delta.new_element
    kind = element.WhichOneof("type") or ""
    if kind in FILTERS:
        widget = getattr(element, kind)
        options = getattr(widget, "options", ())
        names = [getattr(option, "content", option) for option in options] or ["on", "off"]
        drawn.filters[widget.id.rpartition("-")[2]] = (kind, widget.id, names)
    elif kind == "html" and (place := FIGURE.search(element.html.body)):
        drawn.charts.append((json.loads(place[1]), CONFIG))
    elif kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
        drawn.failures.append(str(element)[:400])
