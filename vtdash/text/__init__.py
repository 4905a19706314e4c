"""Words, numbers, ranges and dates in the reader's language."""
