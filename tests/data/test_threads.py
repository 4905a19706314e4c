"""One store, many readers at once: each gets what it would get alone.

Sharing one DuckDB connection between threads gives wrong answers without an error, and the
dashboard shares its store between all sessions.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from vtdash.model.filters import Filters
from vtdash.store.questions import questions

THREADS, ROUNDS = 16, 6


def _askings(store):
    """Return sixteen different questions: each asks other columns, filters or rows."""
    hanoi, haiphong = Filters(cities=("hanoi",)), Filters(cities=("haiphong",))
    asked = [
        questions.enrolment_by_year, questions.enrolment_by_level, questions.enrolment_by_area,
        questions.enrolment_by_occupation, questions.in_field_rate_by_year,
        questions.employment_rate_by_level,
        questions.employment_rate_by_year, questions.graduate_steps,
    ]  # fmt: skip
    return [lambda f=f, c=c: f(store, c) for f in asked for c in (hanoi, haiphong)]


def test_sixteen_threads_asking_at_once_get_what_each_gets_alone(open_tiny):
    store = open_tiny({
        "enrolment": [
            f"{city} {year}-Q{quarter} {area} CS-1 {key} {level} {n + 10} {n} {n // 2}"
            for n, (city, area) in enumerate([("hanoi", "001"), ("hanoi", "004"),
                                              ("haiphong", "303"), ("haiphong", "288")])
            for year in range(2019, 2025) for quarter in (1, 2, 3, 4)
            for key in ("480201", "R01") for level in ("college", "elementary")
        ],
        "graduate_tracer": [
            f"{city} {year} {area} CS-1 480201 college 12 90 80 {70 - n} {50 - n} {30 - n}"
            for n, (city, area) in enumerate([("hanoi", "001"), ("haiphong", "303")])
            for year in range(2019, 2025)
        ],
    })  # fmt: skip
    askings = _askings(store)
    assert len(askings) == THREADS
    alone = [asking() for asking in askings]
    assert all(alone)
    assert len(set(alone)) == THREADS
    start = Barrier(THREADS)

    def together(asking):
        start.wait(timeout=30)
        return [asking() for _ in range(ROUNDS)]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(together, askings))
    for expected, rounds in zip(alone, answers, strict=True):
        assert rounds == [expected] * ROUNDS
