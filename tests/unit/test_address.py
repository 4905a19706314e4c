"""The address: what is written is read again, and nothing that is read can do harm."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.model.datasets import AREA_KINDS, CITIES, LEVELS
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.rules.geography import VIEWS
from vtdash.text.language import LANGUAGES
from vtdash.topics.area_choice import area_ids, entry_of, heirs
from vtdash.topics.choices import State
from vtdash.topics.compare.published_series import series_by_address
from vtdash.topics.filters import FILTERS
from vtdash.ui.address import Unheard, read_address, write_address

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
DEFAULT = State(filters=Filters(first_year=2019, last_year=2025), newest=2025)
PLACES = sorted({entry_of(CATALOGUE, key) for key in CATALOGUE.area_by_id})
NAMES = tuple(
    write_address(replace(DEFAULT, place="x", trade="x", task="x", indicator="x", a="x", b="x"))
)
NAMES += ("area", "occupation", "level")


def some_of(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=5).map(tuple)


@st.composite
def states(draw):
    """Any state that a reader can reach: its areas are of its cities and of its kind of unit."""
    cities = draw(st.sampled_from([("hanoi",), ("haiphong",), CITIES]))
    kind = draw(st.sampled_from(AREA_KINDS))
    first = draw(st.integers(2019, 2025))
    filters = Filters(
        cities=cities,
        first_year=first,
        last_year=draw(st.integers(first, 2025)),
        area_kind=kind,
        geography=draw(st.sampled_from(VIEWS)),
        areas=draw(some_of(area_ids(CATALOGUE, Filters(cities=cities, area_kind=kind)))),
        occupations=draw(some_of(CATALOGUE.occupation_by_key)),
        levels=draw(some_of(LEVELS)),
        sample=draw(st.booleans()),
    )
    return State(
        language=draw(st.sampled_from(list(LANGUAGES))),
        filters=filters,
        place=draw(st.sampled_from(["", *PLACES])),
        trade=draw(st.sampled_from(["", *CATALOGUE.occupation_by_key])),
        task=draw(st.sampled_from(["", *CATALOGUE.tasks])),
        indicator=draw(st.sampled_from(["", *CATALOGUE.indicators])),
        a=draw(st.sampled_from(["", *series_by_address(CATALOGUE)])),
        b=draw(st.sampled_from(["", *series_by_address(CATALOGUE)])),
        newest=2025,
    )


WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["hanoi", "haiphong", "2020", "2019", "2025", "2026", "district", "commune", "yes", "no",
         "vi", "en", "college", "district-001", "commune-00004-20250701", "HN-T1", "480201"]
    ),
)  # fmt: skip
ADDRESSES = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=20)),
    st.lists(WORDS, max_size=4),
    max_size=12,
)


@given(states())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_state_comes_back_from_its_address(state):
    again, unheard = read_address(write_address(state), CATALOGUE, DEFAULT)
    assert (again, unheard.dropped, unheard.nearest) == (state, (), ())


@given(states())
@settings(max_examples=50, deadline=None)
def test_an_address_means_the_same_whatever_the_defaults_are_by_then(state):
    filters = Filters(cities=("hanoi",), first_year=2010, last_year=2040, sample=False)
    other = State("en", filters, newest=2040)
    ends = state.filters.last_year
    meant = replace(state.filters, last_year=2040 if ends == state.newest else ends)
    found = read_address(write_address(state), CATALOGUE, other)[0]
    assert found == replace(state, filters=meant, newest=2040)


@given(ADDRESSES)
@settings(max_examples=150, deadline=None)
def test_any_address_gives_a_state_that_a_reader_could_have_chosen(params):
    state, _ = read_address(params, CATALOGUE, DEFAULT)
    filters = state.filters
    assert set(filters.cities) <= set(CITIES)
    assert filters.cities
    assert 2019 <= filters.first_year <= filters.last_year <= 2025
    assert set(filters.areas) <= set(area_ids(CATALOGUE, filters))
    assert len(set(filters.areas)) == len(filters.areas)
    assert set(filters.levels) <= set(LEVELS)
    assert state.language in LANGUAGES


@given(ADDRESSES)
@settings(max_examples=150, deadline=None)
def test_an_address_made_from_what_was_understood_is_understood_whole(params):
    state, _ = read_address(params, CATALOGUE, DEFAULT)
    again, unheard = read_address(write_address(state), CATALOGUE, DEFAULT)
    assert (again, unheard.dropped, unheard.nearest) == (state, (), ())


@given(ADDRESSES)
@settings(max_examples=150, deadline=None)
def test_whatever_is_dropped_is_named_and_can_stand_on_a_page(params):
    _, (dropped, nearest, _) = read_address(params, CATALOGUE, DEFAULT)
    known = {*NAMES, "embed", "embed_options"}
    assert dropped or set(params) <= known
    for said in (*dropped, *nearest):
        assert len(said) <= 41
        assert all(sign.isalnum() or sign in "=-_.: ?…" for sign in said)
    assert len(set(dropped)) == len(dropped)


def test_an_empty_address_means_the_default():
    assert read_address({}, CATALOGUE, DEFAULT) == (DEFAULT, Unheard())


@each(
    ("params", "left"),
    [
        ({"city": ["saigon"]}, "city=saigon"),
        ({"city": [""]}, "city="),
        ({"from": ["１９９９"]}, "from=１９９９"),
        ({"to": ["20261"]}, "to=20261"),
        ({"from": ["latest"]}, "from=latest"),
        ({"from": ["2025"], "to": ["2019"]}, "from=2025"),
        ({"units": ["province"]}, "units=province"),
        ({"units": ["commune"], "area": ["district-001"]}, "area=district-001"),
        ({"city": ["haiphong"], "area": ["district-001"]}, "area=district-001"),
        ({"sample": ["YES"]}, "sample=YES"),
        ({"task": ["HP-M1"]}, "task=HP-M1"),
        ({"colour": ["red"]}, "colour"),
    ],
)
def test_what_cannot_be_understood_is_dropped_and_named(params, left):
    state, unheard = read_address(params, CATALOGUE, DEFAULT)
    assert unheard == Unheard(dropped=(left,))
    kept = {"units", "city"} & set(params) - {left.split("=")[0]}
    assert kept or state == DEFAULT


def test_the_framework_s_own_parameters_are_nobody_s_concern():
    params = {"embed": ["true"], "embed_options": ["dark_theme"]}
    assert read_address(params, CATALOGUE, DEFAULT) == (DEFAULT, Unheard())


def test_the_last_of_repeated_single_values_counts():
    state, unheard = read_address(
        {"from": ["2020", "2022"], "lang": ["vi", "en"]}, CATALOGUE, DEFAULT
    )
    assert (state.filters.first_year, state.language, unheard) == (2022, "en", Unheard())


def test_a_link_that_ended_in_the_newest_year_goes_on_to_what_is_newest_by_then():
    address = write_address(DEFAULT)
    assert (address["from"], address["to"]) == (["2019"], ["latest"])
    later = replace(DEFAULT, filters=Filters(first_year=2018, last_year=2027), newest=2027)
    state, unheard = read_address(address, CATALOGUE, later)
    assert (state.filters.first_year, state.filters.last_year) == (2019, 2027)
    assert unheard == Unheard()
    state, unheard = read_address(address | {"to": ["2025"]}, CATALOGUE, later)
    assert (state.filters.last_year, unheard) == (2025, Unheard(ends=2025))


def test_of_years_that_there_are_not_the_nearest_is_taken_and_said():
    state, unheard = read_address({"from": ["2010"], "to": ["2031"]}, CATALOGUE, DEFAULT)
    assert state == DEFAULT
    assert unheard == Unheard(nearest=("from=2010", "to=2031"))


def test_what_networks_add_to_a_link_is_ignored_in_silence():
    added = ["fbclid", "utm_source", "mibextid", "zarsrc", "gidzl", "gclid", "igsh", "mc_cid"]
    params = {name: ["<Zalo>"] for name in added}
    assert read_address(params, CATALOGUE, DEFAULT) == (DEFAULT, Unheard())


def test_an_address_of_both_cities_names_both():
    assert write_address(DEFAULT)["city"] == ["hanoi", "haiphong"]


@each("kind", AREA_KINDS)
@each("city", CITIES)
def test_areas_to_choose_are_of_the_cities_and_the_kind_of_unit(kind, city):
    chosen = [
        CATALOGUE.area(key) for key in area_ids(CATALOGUE, Filters(cities=(city,), area_kind=kind))
    ]
    assert chosen
    assert {(a.city, a.level) for a in chosen} == {(city, kind)}
    assert not set(area_ids(CATALOGUE, Filters(cities=("hanoi",), area_kind=kind))) & set(
        area_ids(CATALOGUE, Filters(cities=("haiphong",), area_kind=kind))
    )


THUY_NGUYEN, ITS_WARD = "district-311-20250101", "commune-11560-20250701"


def test_areas_that_held_one_code_are_one_entry_and_an_old_address_leads_to_it():
    offered = area_ids(CATALOGUE, DEFAULT.filters)
    assert [key for key in offered if "311" in key] == [THUY_NGUYEN]
    old = {"area": ["district-311", THUY_NGUYEN], "place": ["district-311"]}
    state, unheard = read_address(old, CATALOGUE, DEFAULT)
    assert (state.filters.areas, state.place) == ((THUY_NGUYEN,), THUY_NGUYEN)
    assert unheard == Unheard()


def test_a_choice_is_carried_over_to_the_other_kind_of_unit_and_back():
    area = FILTERS["area"]
    units = area_ids(CATALOGUE, replace(DEFAULT.filters, area_kind="commune"))
    found = area.carried(CATALOGUE, (THUY_NGUYEN, "not known"), units)
    assert found[0] == ITS_WARD, "the one of its name comes first"
    assert {"Xã Việt Khê", "Phường Hòa Bình"} < {CATALOGUE.area(key).name.vi for key in found}
    assert heirs(CATALOGUE, found) == (THUY_NGUYEN,)


def test_every_area_has_heirs_and_each_unit_is_the_heir_of_one_district():
    kinds = {k: area_ids(CATALOGUE, replace(DEFAULT.filters, area_kind=k)) for k in AREA_KINDS}
    units = [unit for key in kinds["district"] for unit in heirs(CATALOGUE, (key,))]
    assert all(heirs(CATALOGUE, (key,)) for key in kinds["district"])
    assert sorted(units) == sorted(kinds["commune"])
