"""The one door of the package: a seed and the catalogue in, four tables out.

The same seed gives equal tables on every run: each part has a generator of its own, nothing
depends on the order of a set, and every list is sorted first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from vtdash.model.errors import VtdashError
from vtdash.sample.chance import Chance
from vtdash.sample.digital_and_tasks import progress_table, skills_table
from vtdash.sample.enrolment import draw_enrolment, enrolment_table, offered_cells
from vtdash.sample.graduates import draw_graduates, graduate_table
from vtdash.sample.occupations import choose_offers, read_pairs
from vtdash.sample.path import draw_path
from vtdash.sample.places import read_places
from vtdash.sample.tables import read_institutions

if TYPE_CHECKING:
    from vtdash.reference import Catalogue

DEFAULT_SEED = 20250707
"""Any number would do; this one is the date of Hanoi's plan."""


def generate(
    catalogue: Catalogue, seed: int = DEFAULT_SEED, institutions: int = 1
) -> dict[str, pa.Table]:
    """Return the sample returns: dataset name -> table in the columns of the contract.

    ``institutions`` is how many each area has: 10 gives ten times the records with the same
    totals (task progress has no institutions and stays as it is).
    """
    if institutions < 1:
        raise VtdashError(
            f"Số cơ sở của mỗi địa bàn phải từ 1 trở lên, không phải {institutions}.",
            f"Each area needs at least 1 institution, not {institutions}.",
        )
    frame, lessons, tracer, skills, progress, offices, route, *added = _generators(seed, 11)
    chances = (
        Chance(*both) for both in zip((lessons, skills, progress, route), added, strict=True)
    )
    of_lessons, of_skills, of_progress, of_route = chances
    places = read_places(catalogue, frame)
    pairs = read_pairs(catalogue)
    offers = choose_offers(places, pairs, frame)
    shared = read_institutions(places, institutions, offices)
    cells = offered_cells(catalogue, places, pairs, offers)
    path = draw_path(catalogue, of_route)
    enrolment = draw_enrolment(path, places, pairs, cells, of_lessons)
    cohorts = draw_graduates(catalogue, places, pairs, enrolment, tracer)
    return {
        "enrolment": enrolment_table(enrolment, places, pairs, shared),
        "graduate_tracer": graduate_table(cohorts, places, pairs, shared),
        "digital_skills": skills_table(catalogue, places, shared, of_skills),
        "task_progress": progress_table(catalogue, places, of_progress),
    }


def _generators(seed: int, number: int) -> list[np.random.Generator]:
    children = np.random.SeedSequence(seed).spawn(number)
    return [np.random.Generator(np.random.PCG64(child)) for child in children]
