"""The panels of each page: which question is asked, how its answer is drawn and said."""
