"""The parts of the page Data intake, in the order in which a steward meets them."""
