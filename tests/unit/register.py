"""Published figures as the observations that questions return, without a database."""

from vtdash.rules.basis import as_observation


def whole_figures(catalogue):
    """Return the register's values of whole populations."""
    return [as_observation(figure) for figure in catalogue.figures if catalogue.whole(figure)]
