"""Every figure with its source; definitions; methods; what nobody publishes."""

from vtdash.topics import findings, headlines
from vtdash.topics.sources import conflicts, coverage_panels, register_panels
from vtdash.topics.view import View
from vtdash.ui import blocks, cards, figure_cards, frame, show

view, state = frame.view(
    "city",
    "indicator",
    "subject",
    "span",
    "figure",
    "sample",
    indicators=register_panels.all_indicators,
)
text = view.text

known = coverage_panels.known(view, state.subject, state.span)
frame.header(
    view,
    text("What is published, where does it stand, and what does nobody publish?"),
    findings.of_panel(known),
    lead=text(
        "The register of published figures, the definition of each indicator, and the methods of "
        "this dashboard."
    ),
)

if state.figure:
    figure_cards.open_card(view, state.figure)
show.panel(view, known, leads=True)
register = register_panels.register(view)
show.headline_numbers(view, headlines.sources(view, register))


def disagreements(view: View) -> None:
    """Draw what sources say against each other, the chosen indicator's first."""
    made = conflicts.cards(view, state.indicator)
    show.panel(view, made, front=cards.conflict_cards(view, state.indicator))


def chosen_indicator(view: View) -> None:
    """Draw what the chosen indicator counts, and its figures."""
    blocks.indicator_definition(view, state.indicator)
    show.panel(view, register_panels.figures_of(view, state.indicator))


def whole_register(view: View) -> None:
    """Draw the register, summed up before its long table."""
    show.panel(view, register, front=cards.register_summary(view))


show.later(
    view,
    (
        "source-conflicts",
        text("Where do sources disagree, and which value is used?"),
        disagreements,
    ),
    (
        "register-one-indicator",
        text("Published figures: {indicator}", indicator=view.names.indicator(state.indicator)),
        chosen_indicator,
    ),
    ("register", text("Every published figure with its source"), whole_register),
    ("unpublished", text("What does nobody publish?"), blocks.without_observation),
    ("methods", text("Methods"), blocks.methods),
)
