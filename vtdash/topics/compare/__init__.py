"""May two published series be compared? Verdicts, the pair in depth, and the table of all pairs."""
