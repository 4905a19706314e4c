"""How far an observation is from a target, where the two speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.measures.observation import Observation


@dataclass(frozen=True)
class Distance:
    """The step from an observation to a target, or the reason why there is none.

    ``reason``: empty, no_target, no_observation, different_indicator, different_territory,
    different_unit, no_direction (the indicator is neither better up nor down), or target_passed
    (its year is not after the observation's). ``to_go`` is in the indicator's unit, positive
    when still to be covered, and measured to the nearer bound of a range. ``years`` lie between
    the two.
    """

    reason: str
    to_go: float = 0.0
    years: int = 0
    is_met: bool = False

    @property
    def per_year(self) -> float:
        """Even change a year that reaches the target in its year; 0 where there is a reason."""
        return self.to_go / self.years if self.years else 0.0


def distance(observation: Observation | None, target: Observation | None, better: str) -> Distance:
    """Return the distance between the two; ``better`` is the indicator's direction.

    A range is met at its nearer bound, 'over 40' only above 40.
    """
    if target is None or target.shown is None:
        return Distance("no_target")
    if observation is None or observation.shown is None:
        return Distance("no_observation")
    for field in ("indicator_id", "territory", "unit"):
        if getattr(observation, field) != getattr(target, field):
            return Distance("different_" + field.removesuffix("_id"))
    if better == "none":
        return Distance("no_direction")
    years = target.year - observation.year
    if years <= 0:
        return Distance("target_passed")
    down = better == "down"
    goal = target.high if down and target.high is not None else target.shown
    to_go = (observation.shown - goal) if down else (goal - observation.shown)
    is_met = to_go < 0 or (to_go == 0 and target.qualifier not in {"over", "under"})
    return Distance("", to_go, years, is_met)
