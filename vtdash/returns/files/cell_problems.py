"""What can be wrong with one cell, in both languages; no sentence repeats the cell itself."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.text.language import Named
from vtdash.text.messages import Number, message

FIRST_YEAR = 2000
"""Older than anything that is reported here: an earlier year is a slip of the keyboard."""

LONGEST_CODE = 100
"""Characters of a code or name."""


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken: the id of the check that it fails, and what is wrong."""

    check: str
    what: Named


BLANK = message("The cell is blank.")
IS_ERROR = message("The formula in the cell failed (such as #REF!, #N/A).")
IS_LOGICAL = message("The cell holds a logical value (TRUE/FALSE).")
IS_DAY = message("The cell holds a date; the spreadsheet may have changed it by itself.")
IS_NEGATIVE = message("The number is negative.")
IS_TOO_LARGE = message("The number is too large.")
IS_SHARE = message("The cell holds a percentage.")
HAS_DECIMALS = message("The number has decimals.")
HAS_COMMA = message("Decimals are written with a comma, while this file uses a point.")
NO_NUMBER = message("The cell holds letters or signs that do not belong to a number.")
TWO_WAYS = message("The mark in the number may stand for thousands or for decimals.")
NO_YEAR = message("The cell holds no year of four digits from {year} on.", year=FIRST_YEAR)
NO_QUARTER = message("The cell holds no quarter from {year} on.", year=FIRST_YEAR)
NOT_BEGUN = message("This period has not begun.")
NO_DAY = message("The cell holds no day that there is in the calendar.")
TWO_DIGITS = message("The year has two digits only, so the century is not known.")
TOO_LONG = message("The text is longer than {most} characters.", most=Number(LONGEST_CODE))
UNPRINTABLE = message("The cell holds characters that cannot be printed, or a line break.")
SAMPLE = message("The code holds the word SAMPLE: this is sample data, not a return.")
