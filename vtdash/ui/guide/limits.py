"""What is known not to conform to WCAG 2.2 AA: one list for the page and for docs."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.language import Text


@dataclass(frozen=True)
class Limit:
    """One barrier: what it is, why it is there, and the way round it."""

    what: str
    why: str
    way: str


def limits(text: Text) -> tuple[Limit, ...]:
    """Return every known barrier in the reader's language."""
    return (
        Limit(
            text("Some words inside controls are English whatever the language of the page, such "
                 "as those for folding the sidebar away, uploading a file or pressing Enter."),
            text("They are part of Streamlit, the framework, which has no setting for them."),
            text("Every filter has a label in the language of the page."),
        ),
        Limit(
            text("A long table is drawn as a picture that scrolls; screen readers read it less "
                 "well than other tables."),
            text("The framework draws long tables in this way."),
            text("Where the table has a CSV, it holds the same rows in the same order."),
        ),
    )  # fmt: skip
