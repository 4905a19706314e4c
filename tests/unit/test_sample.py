"""The sample returns: what ties, which areas report, what chance makes, and that it repeats."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.each import each
from vtdash.model.datasets import AUDIENCES, CITIES, DATASETS, LEVELS
from vtdash.model.errors import VtdashError
from vtdash.reference import load_catalogue
from vtdash.rules.statistics import SurveyRate
from vtdash.sample import DEFAULT_SEED, generate
from vtdash.sample.anchors import ANCHORS, published_total
from vtdash.sample.tables import apportion, apportion_all, split
from vtdash.topics.graduates.funnel import funnel

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
SHORT = ("elementary", "under_3_months")
NEW = "vocational_secondary"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(REFERENCE)


@pytest.fixture(scope="module")
def sample(catalogue):
    return generate(catalogue)


@pytest.fixture(scope="module")
def territory(catalogue):
    return {a.code: a.territory for a in catalogue.areas if a.level != "province"}


def total(table, measure, **wanted):
    """Sum a measure over the rows whose columns hold one of the wanted values."""
    for column, values in wanted.items():
        table = table.filter(pc.is_in(table[column], pa.array(values)))
    return pc.sum(table[measure]).as_py()


def quarters(year, first=1, last=4):
    return [f"{year}-Q{quarter}" for quarter in range(first, last + 1)]


def of_territory(table, territory, name):
    codes = [code for code, own in territory.items() if own == name]
    return table.filter(pc.is_in(table["area_code"], pa.array(codes)))


# --- ties -------------------------------------------------------------------------------------


@each(
    ("anchor", "periods", "levels"),
    [
        ("hanoi_2019_h1", quarters(2019, 1, 2), LEVELS),
        ("hanoi_2019_h1_college", quarters(2019, 1, 2), ("college",)),
        ("hanoi_2019_h1_intermediate", quarters(2019, 1, 2), ("intermediate",)),
        ("hanoi_2019_h1_short", quarters(2019, 1, 2), SHORT),
        ("hanoi_2022", quarters(2022), LEVELS),
        ("hanoi_2022_college", quarters(2022), ("college",)),
        ("hanoi_2022_intermediate", quarters(2022), ("intermediate",)),
        ("hanoi_2022_short", quarters(2022), SHORT),
        ("hanoi_2022_to_september", quarters(2022, 1, 3), LEVELS),
    ],
)
def test_enrolment_of_hanoi_equals_the_published_count(sample, catalogue, anchor, periods, levels):
    enrolled = total(sample["enrolment"], "enrolled", city=["hanoi"], period=periods, level=levels)
    assert enrolled == published_total(catalogue, anchor)


def test_the_22_months_of_hanoi_end_with_october_a_third_of_the_last_quarter(sample, catalogue):
    months = quarters(2023) + quarters(2024, 1, 3)
    whole = total(sample["enrolment"], "enrolled", city=["hanoi"], period=months)
    last = total(sample["enrolment"], "enrolled", city=["hanoi"], period=["2024-Q4"])
    assert last % 3 == 0
    assert whole + last // 3 == published_total(catalogue, "hanoi_22_months")


@pytest.mark.parametrize(
    ("anchor", "name"),
    [
        ("hai_phong_year", "hai_phong_to_2025_06"),
        ("hai_duong_year", "hai_duong_to_2025_06"),
    ],
)
def test_the_yearly_scale_is_2024_and_its_half_the_first_half_of_2025(
    sample, catalogue, territory, anchor, name
):
    records = of_territory(sample["enrolment"], territory, name)
    scale = published_total(catalogue, anchor)
    assert total(records, "enrolled", period=quarters(2024)) == scale
    assert total(records, "enrolled", period=quarters(2025, 1, 2)) == scale // 2


def test_merged_hai_phong_follows_its_two_parts_and_not_the_plan(sample, catalogue):
    half = total(sample["enrolment"], "enrolled", city=["haiphong"], period=quarters(2025, 3, 4))
    parts = published_total(catalogue, "hai_phong_year") + published_total(
        catalogue, "hai_duong_year"
    )
    assert half == parts // 2


def test_rural_workers_of_hanoi_in_2019_equal_both_published_counts(sample, catalogue):
    farming = [o.key for o in catalogue.occupations if o.kind == "rural_agricultural"]
    where = {"city": ["hanoi"], "period": quarters(2019)}
    records = sample["enrolment"]
    assert total(records, "enrolled_rural", **where) == published_total(
        catalogue, "hanoi_2019_rural"
    )
    in_farming = total(records, "enrolled_rural", **where, occupation_key=farming)
    assert in_farming == published_total(catalogue, "hanoi_2019_rural_agricultural")


@each("year", range(2019, 2026))
def test_rural_workers_of_hanoi_stay_between_14_and_18_thousand_a_year(sample, year):
    rural = total(sample["enrolment"], "enrolled_rural", city=["hanoi"], period=quarters(year))
    assert 14_000 <= rural <= 18_000


@each(
    ("anchor", "levels"),
    [
        ("hanoi_2022_graduates_college", ("college",)),
        ("hanoi_2022_graduates_intermediate", ("intermediate",)),
        ("hanoi_2022_graduates_short", SHORT),
    ],
)
def test_graduates_of_hanoi_2022_equal_the_published_count(sample, catalogue, anchor, levels):
    cohort = sample["graduate_tracer"]
    graduated = total(cohort, "graduated", city=["hanoi"], cohort_year=[2022], level=levels)
    assert graduated == published_total(catalogue, anchor)


def test_no_anchor_is_a_plan_or_a_target(catalogue):
    statuses = {catalogue.figure(anchor.figure_id).status for anchor in ANCHORS.values()}
    assert statuses <= {"observed", "estimate"}


def test_a_plan_is_refused_as_an_anchor(catalogue, monkeypatch):
    plan = next(f for f in catalogue.figures if f.status == "plan" and f.value_low)
    changed = ANCHORS["hanoi_2022"].__class__(plan.figure_id, "", "")
    monkeypatch.setitem(ANCHORS, "hanoi_2022", changed)
    with pytest.raises(VtdashError, match=plan.figure_id):
        generate(catalogue)


# --- shape ------------------------------------------------------------------------------------


@each("name", list(DATASETS))
def test_columns_are_those_of_the_contract_in_its_order(sample, name):
    assert tuple(sample[name].column_names) == DATASETS[name].column_names
    assert all(column.null_count == 0 for column in sample[name].columns)


@each("name", list(DATASETS))
def test_values_are_among_the_allowed_ones_and_never_negative(sample, name):
    for column in DATASETS[name].columns:
        values = sample[name][column.name]
        if column.allowed:
            assert set(values.unique().to_pylist()) <= set(column.allowed)
        if column.kind in {"count", "amount"}:
            assert pc.min(values).as_py() >= 0


@each("name", list(DATASETS))
def test_each_key_is_unique_and_rows_are_sorted_by_it(sample, name):
    keys = list(zip(*(sample[name][k].to_pylist() for k in DATASETS[name].key), strict=True))
    assert keys == sorted(set(keys))


@each("name", list(DATASETS))
def test_no_part_exceeds_its_whole_in_any_row(sample, name):
    bounded = [c for c in DATASETS[name].columns if c.at_most]
    table = sample[name]
    for column in bounded:
        assert pc.all(pc.less_equal(table[column.name], table[column.at_most])).as_py()
    assert pc.all(pc.less_equal(*_money(table))).as_py()


def _money(table):
    names = ("money_spent", "money_planned") if "money_spent" in table.column_names else None
    return (table[names[0]], table[names[1]]) if names else (pa.array([0]), pa.array([0]))


def test_every_institution_says_sample(sample):
    tables = [t for t in sample.values() if "institution_id" in t.column_names]
    assert len(tables) == 3
    for table in tables:
        assert pc.all(pc.match_substring_regex(
            table["institution_id"], r"^SAMPLE-(HN|HP)-[0-9]{3,5}-1$")).as_py()  # fmt: skip


def test_sixty_occupations_and_all_levels_and_audiences_are_used(sample):
    used = sample["enrolment"].filter(pc.greater(sample["enrolment"]["enrolled"], 0))
    assert len(used["occupation_key"].unique()) >= 60
    assert set(used["level"].unique().to_pylist()) == set(LEVELS)
    assert set(sample["digital_skills"]["audience"].unique().to_pylist()) == set(AUDIENCES)


def test_the_new_level_begins_with_its_first_school_year_beside_intermediate(sample):
    table = sample["enrolment"].to_pandas()
    assert set(table.loc[table["level"] == NEW, "period"]) == {"2026-Q3"}
    autumn = table[table["period"] == "2026-Q3"]
    sums = autumn.groupby(["city", "level"])["enrolled"].sum().unstack()
    assert (sums[NEW] > 0).all()
    assert (sums[NEW] < sums["intermediate"]).all()


def test_a_level_is_taught_only_where_the_occupation_has_its_code(sample, catalogue):
    known = {o.key: o for o in catalogue.occupations}
    records = sample["enrolment"].group_by(["occupation_key", "level"]).aggregate([])
    for row in records.to_pylist():
        occupation = known[row["occupation_key"]]
        assert row["level"] != "college" or occupation.code_college
        assert row["level"] not in {"intermediate", NEW} or occupation.code_intermediate


def test_an_area_offers_the_same_pairs_in_every_quarter_but_at_the_new_level(sample):
    table = sample["enrolment"]
    table = table.filter(pc.not_equal(table["level"], NEW))
    seen: dict[tuple[str, str], set[tuple[str, str]]] = {}
    columns = (table[c].to_pylist() for c in ("area_code", "period", "occupation_key", "level"))
    for area, period, occupation, level in zip(*columns, strict=True):
        seen.setdefault((area, period), set()).add((occupation, level))
    by_area: dict[str, set[frozenset[tuple[str, str]]]] = {}
    for (area, _), offer in seen.items():
        by_area.setdefault(area, set()).add(frozenset(offer))
    assert all(len(offers) == 1 for offers in by_area.values())


def test_the_size_is_about_forty_thousand_records(sample):
    assert 35_000 <= sample["enrolment"].num_rows <= 45_000


# --- eras -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["enrolment", "digital_skills"])
def test_every_area_of_the_era_reports_and_none_of_the_other(sample, catalogue, name):
    table = sample[name].group_by(["city", "period", "area_code"]).aggregate([])
    found: dict[str, set[tuple[str, str]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["period"], set()).add((row["city"], row["area_code"]))
    assert sorted(found) == [p for y in range(2019, 2026) for p in quarters(y)] + quarters(
        2026, 1, 3
    )
    for period, places in found.items():
        middle = date(int(period[:4]), 3 * int(period[-1]) - 1, 15)
        assert places == {
            (a.city, a.code)
            for a in catalogue.areas
            if a.level != "province" and a.is_valid_on(middle)
        }


def test_an_area_is_a_district_to_june_2025_and_a_commune_level_unit_after(sample):
    table = sample["enrolment"]
    length = pc.utf8_length(table["area_code"])
    old = pc.less(table["period"], "2025-Q3")
    assert pc.all(pc.equal(length, pc.if_else(old, 3, 5))).as_py()
    numbers = {
        (city, era): len(set(table.filter(pc.and_(mask, pc.equal(table["city"], city)))[
            "area_code"].to_pylist()))
        for city in CITIES
        for era, mask in (("old", old), ("new", pc.invert(old)))
    }  # fmt: skip
    assert numbers == {
        ("hanoi", "old"): 30, ("haiphong", "old"): 27,
        ("hanoi", "new"): 126, ("haiphong", "new"): 114,
    }  # fmt: skip


def test_cohorts_to_2024_are_by_district_and_2025_by_commune_level_unit(sample):
    table = sample["graduate_tracer"]
    old = pc.less(table["cohort_year"], 2025)
    assert pc.all(pc.equal(pc.utf8_length(table["area_code"]), pc.if_else(old, 3, 5))).as_py()
    areas = table.group_by(["cohort_year", "area_code"]).aggregate([])["cohort_year"]
    counted = {row["values"]: row["counts"] for row in areas.value_counts().to_pylist()}
    assert counted == {**dict.fromkeys(range(2019, 2025), 57), 2025: 240}


def test_no_progress_is_reported_before_a_programme_begins_or_where_it_does_not_hold(
    sample, territory
):
    table = sample["task_progress"]
    columns = (table[c].to_pylist() for c in ("period", "area_code", "item_id"))
    seen: dict[tuple[str, str], set[str]] = {}
    for period, area, item in zip(*columns, strict=True):
        seen.setdefault((item[:2], period), set()).add(area)
    units = {key: len(areas) for key, areas in seen.items()}
    assert units == {
        ("HN", "2025-Q3"): 126, ("HN", "2025-Q4"): 126,
        ("HP", "2024-Q4"): 15, ("HP", "2025-Q1"): 15, ("HP", "2025-Q2"): 15,
        ("HP", "2025-Q3"): 114, ("HP", "2025-Q4"): 114,
        **{(city, p): units for city, units in (("HN", 126), ("HP", 114))
           for p in quarters(2026, 1, 3)},
    }  # fmt: skip
    before = seen["HP", "2024-Q4"]
    assert {territory[area] for area in before} == {"hai_phong_to_2025_06"}


def test_progress_covers_every_task_and_measure(sample, catalogue):
    items = set(sample["task_progress"]["item_id"].unique().to_pylist())
    assert items == {*catalogue.tasks, *catalogue.measures}


# --- rates ------------------------------------------------------------------------------------


@each(
    ("part", "base", "low", "high"),
    [
        ("respondents", "graduated", 0.45, 0.85),
        ("employed", "respondents", 0.65, 0.95),
        ("in_field", "employed", 0.60, 0.90),
    ],
)
def test_rates_of_each_level_and_year_are_plausible(sample, part, base, low, high):
    sums = sample["graduate_tracer"].group_by(["city", "cohort_year", "level"])
    rates = sums.aggregate([(part, "sum"), (base, "sum")])
    for row in rates.to_pylist():
        assert low <= row[f"{part}_sum"] / row[f"{base}_sum"] <= high


def test_some_cohorts_are_too_small_to_judge_and_most_are_not(sample):
    few = np.mean(sample["graduate_tracer"]["respondents"].to_numpy() < 30)
    assert 0.05 < few < 0.5


# --- chance -----------------------------------------------------------------------------------


def outside_the_limits(table, parts):
    """Return how many places are judged, outside the inner and outside the outer limits.

    Each combination of ``parts`` in a territory is a funnel, as the page draws one.
    """
    judged = outside = far = 0
    for _, group in table.groupby(["territory", *parts]):
        places = group.groupby("area_code")[["employed", "respondents"]].sum()
        found = funnel([SurveyRate(*map(str, row[:1]), *row[1:]) for row in places.itertuples()])
        where = Counter(entry.place for entry in found.placed) if found else Counter()
        judged += where.total()
        outside += where.total() - where["within"]
        far += where["far_below"] + where["far_above"]
    return judged, outside, far


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1])
@pytest.mark.parametrize("parts", [["era"], ["cohort_year"], ["era", "level"]])
def test_the_funnel_flags_about_as_many_places_as_chance_does(
    sample, catalogue, territory, seed, parts
):
    drawn = sample if seed == DEFAULT_SEED else generate(catalogue, seed)
    table = drawn["graduate_tracer"].to_pandas()
    table["territory"] = table["area_code"].map(territory)
    table["era"] = table["cohort_year"] == 2025
    judged, outside, far = outside_the_limits(table, parts)
    assert judged > 250
    sampling_error = (0.05 * 0.95 / judged) ** 0.5
    assert abs(outside / judged - 0.05) < 3 * sampling_error
    assert far <= 0.002 * judged + 3 * (0.002 * judged) ** 0.5


@pytest.mark.parametrize(
    ("name", "part", "base", "alike"),
    [
        ("enrolment", "enrolled_women", "enrolled", ["occupation_key"]),
        ("graduate_tracer", "graduated", "enrolled", ["level"]),
        ("graduate_tracer", "respondents", "graduated", ["level"]),
        ("graduate_tracer", "in_field", "employed", ["level"]),
        ("digital_skills", "trained_women", "trained", ["audience"]),
        ("digital_skills", "certified", "trained", ["audience"]),
    ],
)
def test_places_differ_by_no_more_than_chance_around_the_rate_of_their_city(
    sample, name, part, base, alike
):
    """The squared distance from what city, year and ``alike`` make expected is that of chance."""
    table = sample[name].to_pandas()
    years = table["cohort_year"] if "cohort_year" in table else table["period"].str[:4]
    cells = ["city", years.rename("year"), *alike]
    rate = (table.groupby(cells)[part].transform("sum")
            / table.groupby(cells)[base].transform("sum").clip(lower=1))  # fmt: skip
    table["expected"] = rate * table[base]
    table["variance"] = rate * (1 - rate) * table[base]
    places = table.groupby(["area_code", years.rename("year")])[[part, "expected", "variance"]]
    sums = places.sum()
    squares = (sums[part] - sums["expected"]) ** 2 / sums["variance"]
    assert 0.7 < squares.mean() < 1.4


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("part", ["level", "occupation_key", "area_code"])
def test_no_two_years_are_alike_and_none_is_far_from_the_one_before(sample, city, part):
    """Half the sum of differences of the shares; areas changed in 2025, a count of 2019 ties."""
    table = sample["enrolment"].to_pandas()
    table["year"] = table["period"].str[:4].astype(int)
    table = table[(table["city"] == city) & table["year"].between(2020, 2024)]
    counts = table.pivot_table(index=part, columns="year", values="enrolled", aggfunc="sum")
    shares = (counts / counts.sum()).fillna(0)
    apart = {
        (one, two): (shares[one] - shares[two]).abs().sum() / 2
        for one, two in combinations(shares.columns, 2)
    }
    assert min(apart.values()) > 0.003
    assert max(value for (one, two), value in apart.items() if two == one + 1) < 0.08
    repeated = counts.apply(lambda row: row[row > 200].duplicated().any(), axis=1)
    assert repeated.mean() < 0.1


@each("city", CITIES)
def test_the_share_of_women_is_another_each_year(sample, city):
    table = sample["enrolment"].to_pandas()
    table = table[table["city"] == city]
    sums = table.groupby(table["period"].str[:4])[["enrolled", "enrolled_women"]].sum()
    shares = (sums["enrolled_women"] / sums["enrolled"]).round(4)
    assert shares.nunique() == len(shares)
    assert 0.3 < shares.min() < shares.max() < 0.5


@each("city", CITIES)
def test_three_quarters_of_2026_are_near_those_of_the_year_before_and_not_the_same(sample, city):
    """Of merged Hai Phong the third quarter alone: it did not exist before."""
    table = sample["enrolment"].to_pandas()
    periods = quarters(2026, 1, 3) if city == "hanoi" else ["2026-Q3"]
    now, before = (
        table[(table["city"] == city) & table["period"].isin(when)]
        for when in (periods, [p.replace("2026", "2025") for p in periods])
    )
    for part in ("occupation_key", "area_code") if city == "haiphong" else ("occupation_key",):
        shares = [each.groupby(part)["enrolled"].sum() / each["enrolled"].sum()
                  for each in (now, before)]  # fmt: skip
        assert 0.003 < (shares[0] - shares[1]).abs().sum() / 2 < 0.1
    assert 0.9 < now["enrolled"].sum() / before["enrolled"].sum() < 1.15
    repeated = set(now["enrolled"][now["enrolled"] > 200]) & set(before["enrolled"])
    assert len(repeated) < 0.2 * len(now)


def test_a_year_that_is_added_leaves_the_years_before_it_as_they_were(sample):
    """Sums of the sample as it was before 2026 was added."""
    sums = {
        "enrolment": ("enrolled_women", 870_125),
        "digital_skills": ("certified", 326_676),
        "task_progress": ("milestones_done", 6_827),
        "graduate_tracer": ("in_field", 677_899),
    }
    for name, (measure, expected) in sums.items():
        table = sample[name].to_pandas()
        when = table["period"] if "period" in table else table["cohort_year"].astype(str)
        assert table.loc[when < "2026", measure].sum() == expected


# --- structure --------------------------------------------------------------------------------


@each(("city", "year"), [(city, year) for city in CITIES for year in range(2019, 2026)])
def test_about_three_quarters_are_elementary_and_short_courses(sample, city, year):
    where = {"city": [city], "period": quarters(year)}
    short = total(sample["enrolment"], "enrolled", **where, level=SHORT)
    assert 0.72 < short / total(sample["enrolment"], "enrolled", **where) < 0.81


@each("city", CITIES)
def test_the_trades_that_the_register_names_as_sought_lead(sample, city):
    """Cars, industrial and household electricity, welding, refrigeration, sewing, cookery."""
    table = sample["enrolment"].to_pandas()
    sums = table[table["city"] == city].groupby("occupation_key")["enrolled"].sum()
    leading = set(sums.nlargest(12).index)
    assert leading >= {"510216", "520227", "520226", "520123", "520205", "540205", "810207"}
    assert sums.max() / sums.sum() < 0.13


def test_nobody_learns_law_medicine_languages_or_dance_in_a_short_course(sample, catalogue):
    fields = {"law", "health", "humanities_and_languages", "journalism_and_information"}
    keys = {o.key for o in catalogue.occupations if o.field in fields or o.key.startswith("2102")}
    table = sample["enrolment"].to_pandas()
    assert set(table.loc[table["occupation_key"].isin(keys), "level"]) == {
        "college", "intermediate", NEW}  # fmt: skip


def test_larger_places_have_more_of_everything(sample):
    enrolled = sample["enrolment"].to_pandas().groupby("area_code")["enrolled"].sum()
    for name, measure in (("digital_skills", "trained"), ("graduate_tracer", "respondents")):
        there = sample[name].to_pandas().groupby("area_code")[measure].sum()
        for digits in (3, 5):
            both = enrolled[enrolled.index.str.len() == digits].rank()
            assert both.corr(there.reindex(both.index).rank()) > 0.7


# --- repeating --------------------------------------------------------------------------------


def test_the_same_seed_gives_equal_tables(sample, catalogue):
    again = generate(catalogue)
    assert all(again[name].equals(table) for name, table in sample.items())


def test_the_order_of_the_catalogue_changes_nothing(sample, catalogue):
    turned = catalogue.__class__(**{
        **{name: getattr(catalogue, name) for name in catalogue.__dataclass_fields__},
        "areas": catalogue.areas[::-1],
        "occupations": catalogue.occupations[::-1],
    })  # fmt: skip
    again = generate(turned)
    assert all(again[name].equals(table) for name, table in sample.items())


def test_another_seed_gives_other_records_and_the_same_published_totals(sample, catalogue):
    other = generate(catalogue, seed=1)
    assert all(not other[name].equals(table) for name, table in sample.items())
    for city, periods in (
        ("hanoi", quarters(2019, 1, 2)),
        ("hanoi", quarters(2022)),
        ("haiphong", quarters(2024)),
        ("haiphong", quarters(2025)),
    ):
        one, two = (
            total(made["enrolment"], "enrolled", city=[city], period=periods)
            for made in (sample, other)
        )
        assert one == two


@pytest.mark.parametrize("name", ["enrolment", "graduate_tracer", "digital_skills"])
def test_three_institutions_triple_the_rows_and_keep_every_total(sample, catalogue, name):
    dataset = DATASETS[name]
    tripled = generate(catalogue, institutions=3)[name]
    assert tripled.num_rows == 3 * sample[name].num_rows
    key = [column for column in dataset.key if column != "institution_id"]
    sums = [(measure, "sum") for measure in dataset.measures]
    order = [(column, "ascending") for column in key]
    added = tripled.group_by(key).aggregate(sums).sort_by(order)
    single = sample[name].group_by(key).aggregate(sums).sort_by(order)
    assert added.equals(single)
    for column in dataset.columns:
        if column.at_most:
            assert pc.all(pc.less_equal(tripled[column.name], tripled[column.at_most])).as_py()


def test_no_institution_at_all_is_refused(catalogue):
    with pytest.raises(VtdashError, match="at least 1"):
        generate(catalogue, institutions=0)


# --- whole numbers ----------------------------------------------------------------------------


def test_shares_add_up_and_never_exceed_whole_weights():
    rng = np.random.default_rng(7)
    group = np.sort(rng.integers(0, 40, 1000))
    weight = rng.integers(0, 9, 1000)
    totals = (np.bincount(group, weight, minlength=40) * rng.random(40)).astype(np.int64)
    shares = apportion(weight.astype(float), group, totals)
    assert np.array_equal(np.bincount(group, shares, minlength=40), totals)
    assert np.all((shares >= 0) & (shares <= weight))


def test_no_row_stays_empty_where_the_total_allows_one_each():
    shares = apportion_all(np.array([1e-9, 1.0, 1.0]), np.zeros(3, dtype=np.int64), np.array([9]))
    assert shares.tolist() == [1, 4, 4]


def test_splitting_a_row_keeps_its_total_and_its_bounds():
    rng = np.random.default_rng(8)
    whole = rng.integers(0, 30, (500, 6))
    part = (whole.sum(axis=1) * rng.random(500)).astype(np.int64)
    shares = split(part, whole)
    assert np.array_equal(shares.sum(axis=1), part)
    assert np.all((shares >= 0) & (shares <= whole))
