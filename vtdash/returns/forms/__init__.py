"""One reader for each form of the offices: its grid into rows of a dataset.

Every form has ``find_...`` (where in a grid's first rows it stands, and how surely) and
``read_...`` (the draft). A reader adds findings and goes on; it raises ``Stopped`` only where no
column can be told from another.
"""
