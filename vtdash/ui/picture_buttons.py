"""The buttons that save a panel's chart as a picture; ``static/pictures.js`` makes it."""

from __future__ import annotations

from vtdash.text.language import Text
from vtdash.ui.markup import element

_FORMATS = ("png", "svg")


def buttons(text: Text, panel_id: str) -> str:
    """Return the buttons of a panel as HTML; their names begin with the word that is seen."""
    purpose = text("save the chart as a picture")
    return element(
        "p", "".join(_button(form, purpose, panel_id) for form in _FORMATS), class_="pictures"
    )


def _button(form: str, purpose: str, panel_id: str) -> str:
    name = form.upper()
    return element(
        "button",
        name,
        type="button",
        class_="picture",
        data_format=form,
        data_panel=panel_id,
        aria_label=f"{name}: {purpose}",
    )
