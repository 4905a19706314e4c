"""An office's words into codes, and what stands above a table."""
