"""Published numbers that open a card: what states them and how sure they are, then the way out.

The card is the browser's own popover: it opens at a click or a key without a run of the page and
closes with Esc. Its address is that of the page Sources and methods with the figure's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from vtdash.model.kept import kept_for_snapshot
from vtdash.render.names import Names
from vtdash.render.panel import PublishedFact
from vtdash.topics.sources.figure_card import FigureCard, Witness, figure_card
from vtdash.topics.view import View
from vtdash.ui.markup import element, escaped, source_address


@kept_for_snapshot(maxsize=4096)
def number_button(names: Names, figure_id: str, place: str, label: str = "") -> str:
    """Return a published number as HTML: a button that opens its card.

    ``place``: where on the page it stands; a figure may stand on it several times, and each needs
    a card of its own. ``label`` is shown instead of the value.
    """
    card = figure_card(names, figure_id)
    words = escaped(label or names.figure_value(figure_id))
    by = f"{figure_id}, {card.witnesses[0].source.publisher}"
    opener = _Opener(names, f"{place}-{figure_id}", words, by, figure_id)
    return opener.with_card(_told(names, card), _card_link(names, figure_id))


def computed_button(names: Names, value: str, parts: Sequence[str], panel_id: str) -> str:
    """Return a number that a page computed from figures as HTML, with a card that names them.

    ``parts``: ids of the figures. ``panel_id``: the panel that shows how it is computed.
    """
    stated = [f"{part}: {figure_card(names, part).sentence}" for part in parts]
    inside = element("dt", escaped(names.text("Computed by this dashboard from")))
    inside += "".join(
        element("dd", f"{escaped(said)} {_card_link(names, part)}")
        for part, said in zip(parts, stated, strict=True)
    )
    way = element("a", escaped(names.text("How it is computed")), href=f"#{panel_id}")
    opener = _Opener(names, f"{panel_id}-{'-'.join(parts)}", escaped(value), ", ".join(parts))
    return opener.with_card(element("dl", inside), way)


@dataclass(frozen=True)
class _Opener:
    """A number that opens a card. ``key`` joins the two; ``by`` stands beside it on paper."""

    names: Names
    key: str
    words: str
    by: str
    figure_id: str | None = None

    def with_card(self, told: str, way: str) -> str:
        """Return the button and the card; ``way``: the link in its foot."""
        text = self.names.text
        button = element(
            "button",
            self.words,
            type="button",
            class_="number",
            popovertarget=self.key,
            data_figure=self.figure_id,
            data_source=self.by,
        )
        close = element(
            "button",
            escaped(text("Close")),
            type="button",
            class_="close",
            popovertarget=self.key,
            popovertargetaction="hide",
        )
        return button + element(
            "div",
            told + element("p", f"{way} {close}", class_="foot"),
            id=self.key,
            popover="auto",
            role="dialog",
            class_="figure-card",
            aria_label=text("Where this number comes from"),
        )


def numbers(names: Names, facts: Sequence[PublishedFact], place: str) -> str:
    """Return numbers as HTML, each with its card; one stated again is a numbered button.

    A number that is a witness on the card of another needs no button of its own.
    """
    by_value: dict[str, list[PublishedFact]] = {}
    for fact in facts:
        by_value.setdefault(fact.value, []).append(fact)
    return ", ".join(_one_number(names, same, place) for same in by_value.values())


def _one_number(names: Names, same: Sequence[PublishedFact], place: str) -> str:
    told: set[str] = set()
    buttons: list[str] = []
    for fact in same:
        if fact.figure_id in told:
            continue
        label = f"({len(buttons) + 1})" if buttons else ""
        button = number_button(names, fact.figure_id, place, label)
        buttons.append(button if buttons else element("strong", button))
        told |= {one.figure_id for one in figure_card(names, fact.figure_id).witnesses}
    return " ".join(buttons)


def fact_list(names: Names, facts: Iterable[PublishedFact], place: str) -> Iterator[str]:
    """Yield the published numbers of each indicator as HTML, each with its card."""
    lines: dict[str, dict[tuple[str, str], list[PublishedFact]]] = {}
    for fact in facts:
        said = lines.setdefault(fact.indicator, {})
        said.setdefault((fact.label, fact.value), []).append(fact)
    for indicator, said in lines.items():
        listed = (
            element("li", f"{escaped(same[0].label)}: {numbers(names, same, place)}")
            for same in said.values()
        )
        title = element("p", element("strong", escaped(indicator)))
        yield element("div", title + element("ul", "".join(listed)), class_="facts")


def also_published(names: Names, facts: Sequence[PublishedFact], place: str) -> str:
    """Return published numbers that a chart has no axis for, as a line that opens to them."""
    count = names.text.plural(
        "Also published, on no axis of the chart: {n} value",
        "Also published, on no axis of the chart: {n} values",
        len(facts),
    )
    listed = "".join(fact_list(names, facts, f"also-{place}"))
    return element("details", element("summary", escaped(count)) + listed, class_="also")


def open_card(view: View, figure_id: str) -> None:
    """Draw the card of a figure in the page: what the address of a card shows."""
    names = view.names
    with st.container(border=True, key="figure-card"):
        st.header(view.text("Figure {id}", id=figure_id), anchor=False)
        st.html(element("div", _told(names, figure_card(names, figure_id)), class_="figure-told"))


def _card_link(names: Names, figure_id: str) -> str:
    """Return a link to the card's own address, which shows it to whoever gets it."""
    query = urlencode({"lang": names.text.language, "figure": figure_id})
    words = escaped(names.text("{id}: address of this card", id=figure_id))
    return element("a", words, href=f"./sources?{query}", target="_blank")


def _told(names: Names, card: FigureCard) -> str:
    text = names.text
    told = {
        text("Computed from"): [escaped(part) for part in card.parts],
        text("Document"): [escaped(card.document)],
        text("Confidence"): [escaped(card.confidence)],
        text("To mind"): [escaped(note) for note in card.notes],
        text("Other values published"): [escaped(other) for other in card.others],
        text("Stated by"): [_way_out(one) for one in card.witnesses],
    }
    lines = (
        element("dt", escaped(label)) + "".join(element("dd", line) for line in said)
        for label, said in told.items()
        if said
    )
    return element("p", escaped(card.sentence), class_="said") + element("dl", "".join(lines))


def _way_out(witness: Witness) -> str:
    """Return the link to a page that states the number, and whose page it is."""
    source = witness.source
    link = element(
        "a",
        escaped(source.title),
        href=source_address(source),
        title=witness.figure_id,
        target="_blank",
        lang=None if source.title.isascii() else "vi",
    )
    return f"{link} – {escaped(witness.words)} ({source.source_id}, {witness.figure_id})"
