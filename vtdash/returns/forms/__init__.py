"""One reader for each form of the offices: its grid into rows of a dataset.

Every reader has ``find`` (where in a grid's first rows does the form stand, and how surely) and
``read`` (the draft). A reader adds findings and goes on; it raises ``Stopped`` only where no
column can be told from another.
"""
