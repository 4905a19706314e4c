"""Rows to pictures: the only part that knows Plotly's figure format."""
