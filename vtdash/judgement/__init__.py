"""Judgements on numbers: intervals and distances to targets. Pure functions."""
