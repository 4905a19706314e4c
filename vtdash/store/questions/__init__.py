"""What a page asks: one statement and one typed function for each question."""
