"""A table of quick cases as one test: all are tried, and all that fail are told."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def each(names: str | tuple[str, ...], cases: Iterable[Any], **_: object) -> Callable[..., Any]:
    """Return a decorator that runs a test for each case, as ``parametrize`` would, within one.

    For cases that are pure and quick, and share fixtures that no case changes: a case of its own
    costs the runner more than the check. Raises an ``ExceptionGroup`` with each failed case.
    """
    keys = tuple(n.strip() for n in names.split(",")) if isinstance(names, str) else tuple(names)
    table = list(cases)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(**fixtures: object) -> None:
            failed = []
            for case in table:
                values = case if len(keys) > 1 else (case,)
                try:
                    test(**fixtures, **dict(zip(keys, values, strict=True)))
                except Exception as error:
                    error.add_note(f"case: {case!r}"[:300])
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(table)} cases", failed)

        signature = inspect.signature(test)
        others = [p for name, p in signature.parameters.items() if name not in keys]
        run.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        del run.__wrapped__  # pytest would ask for the fixtures of the test inside
        return run

    return decorate
