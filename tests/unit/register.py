"""Published figures as the observations that questions return, without a database."""

from vtdash.model.observation import Observation


def observed(figure):
    """Return a figure of the register as an observation."""
    same = ("city", "territory", "area_name", "period", "year_start", "indicator_id", "level",
            "unit", "qualifier", "status", "recurrence", "document", "confidence", "source_id",
            "figure_id")  # fmt: skip
    point = figure.value_low if figure.value_low == figure.value_high else None
    return Observation(
        **{name: getattr(figure, name) for name in same},
        year=figure.year_end,
        group_kind="breakdown",
        group=figure.breakdown,
        value=point,
        low=figure.value_low,
        high=figure.value_high,
        data_status="published",
    )


def whole_figures(catalogue):
    """Return the register's values of whole populations."""
    return [observed(figure) for figure in catalogue.figures if catalogue.whole(figure)]
