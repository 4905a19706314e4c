"""Blocks of words between the panels: programmes, attention, lineage, definitions, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.reference import Area, Programme
from vtdash.render.panel import Panel, PublishedFact, published_fact
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import inside
from vtdash.topics import places
from vtdash.topics.compare import compare_panels, two_series
from vtdash.topics.compare.not_comparable import Forbidden, forbidden
from vtdash.topics.compare.two_series import SeriesComparison
from vtdash.topics.sources.register_panels import links
from vtdash.topics.sources.register_panels import unpublished as unpublished_pairs
from vtdash.topics.targets import pace_words
from vtdash.topics.targets.judged_targets import Judged, urgent_first
from vtdash.topics.view import View
from vtdash.ui.downloads import offer_file
from vtdash.ui.figure_cards import number_button, numbers
from vtdash.ui.markup import element, escaped, literal
from vtdash.ui.show import source_line

_FIRST = 6
"""Lines under 'what needs attention first': more would not be first."""


def programmes_in_words(view: View) -> str:
    """Name the programmes of the chosen cities, and that each is held against its own targets."""
    names = "; ".join(view.text.name(programme.title) for programme in _programmes(view))
    return view.text.plural(
        "{programmes}, against its targets for 2030.",
        "{programmes}: each against its own targets for 2030.",
        len(_programmes(view)),
        programmes=names,
    )


def _programmes(view: View) -> list[Programme]:
    return [p for p in view.catalogue.programmes.values() if p.city in view.filters.cities]


def programmes(view: View) -> None:
    """Each programme's document, aim and source, side by side."""
    chosen = _programmes(view)
    for column, programme in zip(st.columns(len(chosen)), chosen, strict=True):
        with column, st.container(border=True):
            _programme(view, programme)


def _programme(view: View, programme: Programme) -> None:
    name = view.text.name
    st.markdown(f"**{literal(name(programme.title))}**")
    st.markdown(literal(name(programme.aim)))
    st.caption(f"{literal(name(programme.document))} — {literal(name(programme.under))}")
    st.markdown(source_line(view, view.catalogue.sources[programme.source_id]))


def city_headlines(view: View, answer: Panel, judged: Sequence[Judged]) -> None:
    """Each city's headline figures: the latest value, the target beside it, and its status."""
    cities = [city for city in CITIES if city in view.filters.cities]
    for column, city in zip(st.columns(len(cities)), cities, strict=True):
        rows = [row for row in answer.rows if row.city == city]
        with column, st.container(border=True, key=f"headline-{city}"):
            st.header(literal(view.names.code("city", city)), anchor=False)
            places = dict.fromkeys((row.indicator_id, row.territory) for row in rows)
            st.html(
                "".join(
                    _headline(
                        view, [r for r in rows if (r.indicator_id, r.territory) == place], judged
                    )
                    for place in places
                )
            )


def _headline(view: View, rows: Sequence[Observation], judged: Sequence[Judged]) -> str:
    place = (rows[0].indicator_id, rows[0].territory)
    steps = [
        pace_words.brief(view, one)
        for one in judged
        if (one.target.indicator_id, one.target.territory) == place
    ]
    by_label: dict[str, list[PublishedFact]] = {}
    for row in rows:
        status = view.names.code("status", row.status)
        label = f"{inside(status)}, {inside(view.names.period(row))}"
        by_label.setdefault(label, []).append(published_fact(view.names, row))
    said = "; ".join(
        f"{numbers(view.names, facts, 'headline')} {escaped(label)}"
        for label, facts in by_label.items()
    )
    context = " ".join(steps) or view.names.territory(place[1])
    lines = (
        escaped(view.names.indicator(place[0])),
        said,
        element("span", escaped(context), class_="context"),
    )
    return element("div", "<br>".join(lines), class_="standing")


def attention(view: View, judged: Sequence[Judged]) -> None:
    """What needs attention first: targets out of reach, then those that nobody can judge."""
    ordered = urgent_first(judged)[:_FIRST]
    with st.container(border=True, key="attention"):
        st.header(view.text("What needs attention first?"), anchor=False)
        st.html(element("ul", "".join(_urgent(view, one) for one in ordered)))


def _urgent(view: View, one: Judged) -> str:
    """Return one target as a line: what it is of, what is judged of it, and its number."""
    said = f"{view.names.indicator(one.target.indicator_id)} – {pace_words.headline(view, one)}"
    number = number_button(view.names, one.target.figure_id, "attention")
    return element("li", f"{escaped(said)} {number}")


def not_comparable(view: View) -> None:
    """What must not be compared, as the verdict finds it among what is published."""
    with st.container(border=True, key="not-comparable"):
        st.header(view.text("What is not comparable?"), anchor=False)
        st.markdown("\n".join(_not_comparable(view, found) for found in forbidden(view)))


def _not_comparable(view: View, found: Forbidden) -> str:
    said = f"- **{literal(found.title)}.** {literal(found.text)}"
    if not found.examples:
        return said
    return f"{said} :gray[{literal(view.text('Such are: {examples}.', examples=found.examples))}]"


def one_task(view: View, task_id: str) -> None:
    """One task in words: what it asks, what of Hai Phong's answers it, or that nothing does."""
    text, catalogue = view.text, view.catalogue
    entry, answer = catalogue.tasks[task_id], catalogue.alignments[task_id]
    with st.container(border=True, key="one-task"):
        st.header(f"{task_id}. {literal(text.name(entry.name))}", anchor=False)
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


def vision_2045(view: View) -> None:
    """What is said of 2045: an aim in words, no number."""
    text = view.text
    with st.container(border=True, key="vision-2045"):
        st.header(text("And 2045?"), anchor=False)
        st.markdown(f"**{text('No number for 2045 is published for either city.')}**")
        for programme in view.catalogue.programmes.values():
            if programme.city in view.filters.cities:
                name = view.names.territory(programme.territory)
                st.markdown(f"**{literal(name)}.** {literal(text.name(programme.vision_2045))}")
                st.markdown(source_line(view, view.catalogue.sources[programme.source_id]))


def lineage(view: View, area: Area) -> None:
    """Which units a district went into, or which districts a unit came from."""
    text = view.text
    pairs = links(view.catalogue, area)
    if area.level == AreaLevel.COMMUNE:
        said = (
            text(
                "{share} of its area from {district}",
                share=_share(view, link.share),
                district=view.names.area(other.id),
            )
            for other, link in pairs
        )
        sentence = text("Formed on 1 July 2025: {parts}.", parts="; ".join(said))
    else:
        parts = places.parts(view, area)
        said = (
            text(
                "{unit} ({share} of that unit, {part} of the district)",
                unit=view.names.area(other.id),
                share=_share(view, link.share),
                part=_share(view, parts.get(other.code)),
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


def _share(view: View, share: float | None) -> str:
    percent = None if share is None else round(100 * share)
    return view.text.quantity(Quantity(percent, percent, "about"), "%")


def verdict_on_series(view: View, found: SeriesComparison) -> None:
    """Draw what was chosen, the verdict, what it allows, and why."""
    text = view.text
    with st.container(border=True, key="verdict"):
        st.header(
            text("Verdict: {verdict}", verdict=compare_panels.verdict_name(view, found)),
            anchor=False,
        )
        sides = (
            compare_panels.series_name(view.names, side) for side in (found.first, found.second)
        )
        listed = "\n".join(f"- {literal(side)}" for side in sides)
        st.markdown(f"{listed}\n\n**{literal(two_series.claim(view, found))}**")
        table = pd.DataFrame(compare_panels.reasons_table(view, found))
        st.table(table, hide_index=True, alt=text("Why: field by field"))
        offer_file(
            text("Download CSV"),
            partial(compare_panels.reasons_csv, found, view.catalogue),
            "vtdash_verdict.csv",
            "csv-verdict",
        )
