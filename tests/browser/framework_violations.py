"""What the framework breaks and this project could not mend, one by one.

``test_pages.py`` and ``test_access.py`` excuse nothing else, and fail when one of these no longer
occurs; ``docs/accessibility.md`` holds the same list in words.
"""

from typing import NamedTuple


class Violation(NamedTuple):
    """One violation: axe's rule or the number of the criterion, and whom it meets."""

    rule: str
    selector: str
    where: str
    reason: str
    tried: str


_WORD = "the word is part of the framework's script, and no setting or parameter changes it."
_LABEL = "a label in the page's language names the control that the word belongs to."

BY_AXE: tuple[Violation, ...] = ()
"""Found by axe: none is left."""

BY_HAND = (
    Violation("3.1.2 Language of Parts", '[data-testid="stSidebar"][aria-label="Sidebar"]',
              "name of the sidebar", _WORD,
              "the menu inside it is a nav with a name in the page's language."),
    Violation("3.1.2 Language of Parts", '[data-testid="stSidebarCollapseButton"] button',
              "button that folds the sidebar away", _WORD,
              "hiding it, which would keep the sidebar over the page on a phone."),
    Violation("3.1.2 Language of Parts", '[data-testid="stSelectbox"] button[aria-label="Open"]',
              "arrow of a list", _WORD, _LABEL),
    Violation("3.1.2 Language of Parts", '[data-testid="stMultiSelect"] [aria-label="Clear all"]',
              "cross that empties a list", _WORD, _LABEL),
    Violation("3.1.2 Language of Parts", '[data-testid="stNumberInput"] button',
              "plus and minus of a number", _WORD, _LABEL),
    Violation("3.1.2 Language of Parts", '[data-testid="stBaseButton-elementToolbar"]',
              "buttons over a long table", _WORD,
              "tables of up to ten rows are drawn without them; the CSV has the same rows."),
    Violation("3.1.2 Language of Parts", '.stTooltipIcon [aria-label^="Help"]',
              "question mark beside a label or title", _WORD,
              "the words that it opens are in the page's language."),
    Violation("3.1.2 Language of Parts", '[data-testid="stHeaderActionElements"] a',
              "link to a panel's title", _WORD,
              "leaving the link out, which would take away the address of a panel."),
)  # fmt: skip
"""Found by looking: no rule of axe sees them."""


def as_markdown() -> str:
    """Return the list as ``docs/accessibility.md`` has it."""
    return "\n".join(
        f"- **{v.rule}**, `{v.selector}` ({v.where}): {v.reason} Tried: {v.tried}"
        for v in (*BY_AXE, *BY_HAND)
    )
