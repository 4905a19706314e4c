"""Checks of cells, of rows, and of a file against the current records."""
