"""The bundle that browsers draw with, and what it is given."""

import json

from plotly.offline import get_plotlyjs_version

from tests.sent import read_charts
from vtdash.ui.markup import chart_place
from vtdash.ui.shell import STATIC, dressed


def test_the_bundle_is_of_the_version_that_checks_the_figures():
    (bundle,) = (STATIC / "plotly").glob("*.js")
    assert f"v{get_plotlyjs_version()}\n" in bundle.read_text(encoding="utf-8")[:200]
    assert f"/{bundle.name}?v={get_plotlyjs_version()}" in dressed("<head></head>", "en")


def test_a_figure_comes_out_as_it_went_in_and_holds_nothing_that_the_cleaner_removes():
    figure = {
        "data": [{"text": ["<b>a</b> 'b' \"c\" & </title> ]]> -->"]}],
        "layout": {"height": 90},
    }
    place = chart_place("p", figure, "What & <why>")
    (sent,) = read_charts(place)
    assert json.loads(sent["data-figure"]) == figure
    assert sent["aria-label"] == "What & <why>"
    assert sent["style"] == "height: 90px"
    assert not {"<", ">"} & set(sent["data-figure"])
