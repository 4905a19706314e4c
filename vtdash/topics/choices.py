"""The reader's state, and what an entry of the list of filters says of one choice in it.

Choices are kept in a field of ``Filters`` or ``State``, or, for a filter that only restricts,
under a column of the marts in ``Filters.further``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal

from vtdash.model.filters import Filters
from vtdash.reference import Catalogue
from vtdash.render.names import Names
from vtdash.text.language import DEFAULT_LANGUAGE, Text, sort_key

Kind = Literal["pills", "several", "one", "optional", "buttons", "switch", "years", "number"]
Words = Callable[[Names, "State"], str]
Values = Callable[[Catalogue, Filters], Collection[str]]

_NAMED = 2
"""Of a long list so many are named; the others are counted."""


@dataclass(frozen=True)
class State:
    """Everything a reader can choose.

    ``place``, ``trade``, ``task`` and ``indicator`` name the one entry that a profile page is
    about, ``measure`` what its map shows; blank means the page's first. ``a`` and ``b`` are the
    published series that are compared, by key. ``subject`` and ``span`` are what a map of coverage
    shows, and of which years. ``pace`` is the change a year of a scenario, a number; blank means
    what each target needs. ``newest`` is no choice: the last year that the snapshot has, 0 where
    nobody asked it. Years that end in it go on to what is newest by then.
    """

    language: str = DEFAULT_LANGUAGE
    filters: Filters = field(default_factory=Filters)
    place: str = ""
    measure: str = ""
    trade: str = ""
    task: str = ""
    indicator: str = ""
    a: str = ""
    b: str = ""
    pace: str = ""
    subject: str = ""
    span: str = ""
    figure: str = ""
    newest: int = 0


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One thing that a reader can choose.

    ``name``: as a page asks for it and as the address has it. ``allowed``: values in an address;
    ``offered``: those of the widget, where they are fewer; ``entry_of``: under which of these a
    value is found; ``heirs``: what takes the place of values that are offered no more.
    ``by_name``: in the order of their names. ``counted``: the column of the marts that tells
    which have data. ``stays``: the choice also holds on a page that does not offer it.
    ``resets``: another filter that loses its choice with this one. ``phrase``: the choice among
    the filters in words, blank for none. ``is_needed``: whether there is anything to choose.
    """

    name: str
    kind: Kind
    label: Words
    field: str = ""
    column: str = ""
    allowed: Values = lambda catalogue, filters: ()
    offered: Values | None = None
    entry_of: Callable[[Catalogue, str], str] = lambda catalogue, value: value
    heirs: Callable[[Catalogue, Sequence[str]], Sequence[str]] = lambda catalogue, values: ()
    counted: str = ""
    by_name: bool = False
    name_of: Callable[[Names, str], str] = lambda names, value: value
    first: str = ""
    step: Callable[[Names, State], float] = lambda names, state: 1.0
    help: Words | None = None
    stays: bool = False
    resets: str = ""
    is_needed: Callable[[State], bool] = lambda state: True
    phrase: Callable[[Names, Filters], str] = lambda names, filters: ""

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the address's parameters, which are the keys of the widgets too."""
        return ("from", "to") if self.kind == "years" else (self.name,)

    @cached_property
    def is_restricting(self) -> bool:
        """Whether the choice restricts what is asked; the others say what a page is about."""
        return bool(self.column) or self._field in _RESTRICTING

    @property
    def _field(self) -> str:
        return self.field or self.name

    def chosen(self, state: State) -> Any:  # noqa: ANN401 - by kind: names, a name, a switch, years
        """Return the choice: a tuple of values, one value, a truth value, or two years."""
        if self.kind == "years":
            return state.filters.first_year, state.filters.last_year
        if self.column:
            return dict(state.filters.further).get(self.column, ())
        return getattr(state.filters if self.is_restricting else state, self._field)

    def choose(self, state: State, value: Any) -> State:  # noqa: ANN401 - as ``chosen`` returns it
        """Return the state with another choice."""
        if not self.is_restricting:
            return replace(state, **{self._field: value})
        changes: dict[str, Any] = {self._field: value}
        if self.kind == "years":
            changes = {"first_year": value[0], "last_year": value[1]}
        elif self.column:
            others = {k: v for k, v in state.filters.further if k != self.column}
            others |= {self.column: value} if value else {}
            changes = {"further": tuple(sorted(others.items()))}
        return replace(state, filters=replace(state.filters, **changes))

    def carried(
        self, catalogue: Catalogue, chosen: Sequence[str], options: Collection[str]
    ) -> tuple[str, ...]:
        """Return which options a choice means: those in it, and the heirs of what is none."""
        found = [v for value in chosen for v in self._meant(catalogue, value, options)]
        return tuple(value for value in dict.fromkeys(found) if value in options)

    def _meant(self, catalogue: Catalogue, value: str, options: Collection[str]) -> Sequence[str]:
        entry = self.entry_of(catalogue, value)
        return (entry,) if entry in options else self.heirs(catalogue, (value,))

    def data_first(
        self, options: Sequence[str], known: Collection[str]
    ) -> tuple[Filter, tuple[str, ...]]:
        """Return the filter and its options, those without data last and marked so."""
        lacking = {value for value in options if value not in known}

        def name(names: Names, value: str) -> str:
            own = self.name_of(names, value)
            return own + no_data_mark(names.text) if value in lacking else own

        ordered = sorted(options, key=lacking.__contains__)
        return replace(self, name_of=name), tuple(ordered)

    def options(self, names: Names, filters: Filters) -> tuple[str, ...]:
        """Return what the widget offers, in its order."""
        values = tuple((self.offered or self.allowed)(names.catalogue, filters))
        if not self.by_name:
            return values
        return tuple(sorted(values, key=lambda value: sort_key(self.name_of(names, value))))


_RESTRICTING = {one.name for one in fields(Filters)} | {"years"}


def no_data_mark(text: Text) -> str:
    """Return what stands behind the name of an option without data."""
    return text("{name} – no data", name="")


def chosen_in_words(text: Text, chosen: Sequence[str], counted: Callable[[int, str], str]) -> str:
    """Return the names of what was chosen; several with their number, as ``counted`` says it."""
    if len(chosen) <= 1:
        return "".join(chosen)
    return counted(len(chosen), text.items(chosen, _NAMED, spare=1))
