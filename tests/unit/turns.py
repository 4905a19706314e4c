"""Rows of enrolment for tests of panels."""

from vtdash.model.observation import Observation

SALES, CARS, COOKS = "340119", "510216", "810207"


def turns_in_hanoi(year, value, key=SALES, **changes):
    """What one occupation counted in Hanoi in a year."""
    given = Observation(
        city="hanoi",
        territory="ha_noi",
        period=str(year),
        year=year,
        indicator_id="vet_enrolment",
        unit="training_turns",
        occupation_key=key,
        value=value,
        data_status="reported",
    )
    return given._replace(**changes)
