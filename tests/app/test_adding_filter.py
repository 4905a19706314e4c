"""A filter is one entry: address, widget, restriction and sentence follow from it alone."""

from __future__ import annotations

import pytest

from vtdash.model.datasets import AUDIENCES
from vtdash.topics.choices import Filter, chosen_in_words
from vtdash.topics.filters import FILTERS
from vtdash.ui import frame

AUDIENCE = Filter(
    name="audience",
    kind="several",
    column="audience",
    label=lambda names, state: names.text("Audience"),
    allowed=lambda catalogue, filters: AUDIENCES,
    name_of=lambda names, key: names.code("audience", key),
    phrase=lambda names, filters: chosen_in_words(
        names.text,
        [names.code("audience", key) for key in dict(filters.further).get("audience", ())],
        lambda n, listed: f"{n} audiences: {listed}",
    ),
)


@pytest.fixture
def digital(monkeypatch, open_page):
    """Return a function that opens the page Digital skills, which asks for the new filter too."""
    without = frame.view
    monkeypatch.setitem(FILTERS, "audience", AUDIENCE)
    monkeypatch.setattr(frame, "view", lambda *wanted, **more: without(*wanted, "audience", **more))
    return lambda **address: open_page("digital", lang="en", **address)


def audiences(screen):
    """Audiences and total of the panel that lists them."""
    rows = screen.csv("digital-skills-by-audience").rows
    told = {row["group_id"] for row in rows} - {"not_shown"}
    return told, sum(float(row["value"]) for row in rows)


def test_a_new_filter_is_one_entry(digital):
    screen = digital()
    every, total = audiences(screen)
    assert len(every) == len(AUDIENCES)
    widget = next(one for one in screen.at.sidebar.multiselect if one.key == "audience")
    assert widget.label == "Audience"
    assert len(widget.options) == len(AUDIENCES)

    widget.set_value(["adults"])
    screen.run()
    only, part = audiences(screen)
    assert len(only) == 1
    assert 0 < part < total
    assert screen.at.query_params["audience"] == "adults"
    assert " · Adults" in "\n".join(screen.html)

    linked = digital(audience=["adults", "nobody"])
    assert audiences(linked) == (only, part)
    assert "audience=nobody" in linked.words


def test_a_choice_that_its_page_does_not_offer_restricts_nothing(digital, open_page):
    screen = digital(audience="adults")
    assert screen.at.query_params["audience"] == "adults"
    screen.go("enrolment")  # its mart has no audiences
    assert not screen.at.error
    assert screen.filled
