"""Judgements on numbers: what may be compared, how targets moved, what is known. Pure functions."""
