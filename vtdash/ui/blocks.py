"""Blocks of words between the panels: tasks, lineage, definitions, methods."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR

import streamlit as st

from vtdash.model.codes import AreaLevel
from vtdash.reference import Area
from vtdash.render.names_apart import place_inside
from vtdash.render.years_shown import offices_in_words
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import inside
from vtdash.topics import places
from vtdash.topics.sources.register_panels import links
from vtdash.topics.sources.register_panels import unpublished as unpublished_pairs
from vtdash.topics.view import View
from vtdash.ui.markup import literal
from vtdash.ui.show import source_line


def one_task(view: View, task_id: str) -> None:
    """One task in words: what it asks, what of Hai Phong's answers it, or that nothing does."""
    text, catalogue = view.text, view.catalogue
    entry, answer = catalogue.tasks[task_id], catalogue.alignments[task_id]
    with st.container(border=True, key="one-task"):
        st.header(f"{task_id}: {literal(text.name(entry.name))}", anchor=False)
        st.markdown(literal(text.name(entry.content)))
        measures = [literal(view.names.group("item", key)) for key in answer.measures]
        st.markdown(
            text(
                "Hai Phong's counterpart ({strength}): {measures}",
                strength=inside(view.names.code("strength", answer.strength)),
                measures="; ".join(measures) or text("none"),
            )
        )
        st.markdown(literal(text.name(answer.reason)))
        st.caption(text("An editorial judgement of this dashboard on the documents' content."))
        indicators = [literal(view.names.indicator(key)) for key in entry.indicators]
        st.markdown(
            text("Indicators: {names}", names="; ".join(indicators))
            if indicators
            else f"**{text('No number is published for this task.')}**"
        )
        st.markdown(source_line(view, catalogue.sources[entry.source_id]))


def lineage(view: View, area: Area) -> None:
    """Which units a district went into, or which districts a unit came from."""
    text = view.text
    pairs = links(view.catalogue, area)
    if area.level == AreaLevel.COMMUNE:
        said = (
            text(
                "{share} of its area from {district}",
                share=places.area_share(view.text, link.share),
                district=place_inside(view.names.area(other.id)),
            )
            for other, link in pairs
        )
        sentence = text("Formed on 1 July 2025: {parts}.", parts="; ".join(said))
    else:
        parts = places.parts(view, area)
        said = (
            text(
                "{unit} ({share} of that unit, {part} of the district)",
                unit=place_inside(view.names.area(other.id)),
                share=places.area_share(view.text, link.share),
                part=places.area_share(view.text, parts.get(other.code)),
            )
            for other, link in pairs
        )
        sentence = text("Went into these units on 1 July 2025: {parts}.", parts="; ".join(said))
    st.markdown(literal(sentence))
    st.caption(
        text(
            "Shares of units are of area, estimates good to about 5 points, never of "
            "people; shares of a district are what its counts are divided by."
        )
    )


def indicator_definition(view: View, indicator_id: str) -> None:
    """What an indicator counts, leaves out, and what to mind."""
    text = view.text
    indicator = view.catalogue.indicator(indicator_id)
    with st.container(border=True, key="definition"):
        st.header(literal(text.name(indicator.title)), anchor=False)
        st.markdown(literal(text.name(indicator.counts)))
        st.markdown(literal(text.name(indicator.leaves_out)))
        units = ", ".join(view.names.code("unit", unit) for unit in indicator.units)
        st.markdown(text("Unit: {units}", units=units))
        st.markdown(literal(offices_in_words(view.names, indicator.office, MINYEAR, MAXYEAR)))
        st.markdown(
            "\n".join(
                f"- {literal(text.name(view.catalogue.code('caveat', caveat).text))}"
                for caveat in indicator.caveats
            )
        )


def without_observation(view: View) -> None:
    """Indicators with targets but no observation for a city, and tasks without a number."""
    text, catalogue = view.text, view.catalogue
    lines = [
        f"- {literal(view.names.indicator(indicator))} – {literal(view.names.code('city', city))}"
        for indicator, city in unpublished_pairs(view)
    ]
    with st.container(border=True, key="unpublished"):
        st.header(text("What does nobody publish?"), anchor="unpublished")
        st.markdown(text("A target stands, but no observation for the whole city was found:"))
        st.markdown("\n".join(lines))
        tasks = [task_id for task_id, item in catalogue.tasks.items() if not item.indicators]
        st.markdown(
            text("Key tasks without any published number: {tasks}.", tasks=text.items(tasks))
        )


def methods(view: View) -> None:
    """How the numbers are made, in a few sentences each."""
    text = view.text
    with st.container(border=True, key="methods"):
        st.header(text("Methods"), anchor=False)
        for sentence in (
            text(
                "Three kinds of data are kept apart: published figures with a source, returns "
                "reported by offices, and sample returns generated for demonstration. Sample "
                "rows of a dataset disappear for a city and period as soon as a return is "
                "published."
            ),
            text(
                "A rate is kept as numerator and denominator and divided last. A value that is "
                "absent says why; it is never zero and never guessed."
            ),
            text(
                "The interval of a survey rate is Wilson's score interval at 95% (1927). A rate "
                "on fewer than {n} answers is marked.",
                n=SMALL_BASE,
            ),
            text(
                "The change a year needed for a target is the distance from the latest published "
                "observation of the same territory, divided evenly over the years between."
            ),
            text(
                "On 1 July 2025 Hai Phong and Hai Duong merged and districts ended. Cities before "
                "and after are never joined into one line; an area goes on through the units that "
                "it went into, by share of area, marked as an estimate. Codes of areas are reused; "
                "an area is known by level, code and first day of validity."
            ),
        ):
            st.markdown(f"- {literal(sentence)}")
