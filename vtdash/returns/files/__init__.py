"""A file as it came into sheets of rows, and one cell into a value."""
