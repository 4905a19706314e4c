"""Rows to what a reader gets: panels, names, tables, files, sources and charts."""
