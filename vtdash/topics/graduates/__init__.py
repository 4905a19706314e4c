"""Do graduates work, and in their field? Rates, gaps between rates, and unusual places."""
