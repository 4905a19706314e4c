"""Codes on which the program decides: enumerations of lists in the catalogue.

Each member is a key of the list of codes.toml that its class names, and each key a member. Values
in rows and files are plain text, to which a member is equal.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a value is: [status]."""

    OBSERVED = "observed"
    ESTIMATE = "estimate"
    PLAN = "plan"
    TARGET = "target"
    COMPUTED = "computed"
    EDITORIAL = "editorial"
    SCENARIO = "scenario"


MEASURED = frozenset({Status.OBSERVED, Status.ESTIMATE})
"""What a source says was, counted or estimated."""

AIMED = frozenset({Status.TARGET, Status.PLAN})
"""What a document says is to be."""


class Qualifier(StrEnum):
    """What a source says of a number: [qualifier]."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at_least"
    OVER = "over"
    AT_MOST = "at_most"
    UNDER = "under"


FLOORS = frozenset({Qualifier.AT_LEAST, Qualifier.OVER})
CEILINGS = frozenset({Qualifier.AT_MOST, Qualifier.UNDER})


class Unit(StrEnum):
    """What a number counts: [unit]."""

    PERCENT = "percent"
    PERCENT_POINTS = "percent_points"
    FIGURES = "figures"
    PERSONS = "persons"
    TRAINING_TURNS = "training_turns"
    PLACES = "places"
    INSTITUTIONS = "institutions"
    ENTERPRISES = "enterprises"
    TEAMS = "teams"
    GROUPS = "groups"
    CLASSES = "classes"
    OCCUPATIONS = "occupations"
    MILESTONES = "milestones"
    BILLION_VND = "billion_vnd"
    MILLION_VND = "million_vnd"
    MILLION_VND_PER_MONTH = "million_vnd_per_month"
    VND_PER_MONTH = "vnd_per_month"


class Recurrence(StrEnum):
    """How a value lies in the years of its period: [recurrence]."""

    SINGLE = "single"
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"


class DataStatus(StrEnum):
    """Where a value comes from: [data_status]."""

    PUBLISHED = "published"
    REPORTED = "reported"
    SAMPLE = "sample"


class AreaLevel(StrEnum):
    """Rank of an administrative area, the level column of areas.csv; no list names it."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


SUPPRESSED = "suppressed"
"""Why a value is missing that would tell of too few people: codes.toml [missing_reason]."""

NOT_SHOWN = "not_shown"
"""Key of what rests on too few people to be told of by itself: it is counted together under it."""
