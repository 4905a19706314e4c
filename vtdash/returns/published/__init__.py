"""Published figures: a return whose rows join the register, with the pages that state them."""
