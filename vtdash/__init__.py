"""vtdash: two vocational-training programmes of Vietnam, side by side.

Read in this order: ``model`` (what everything is made of), ``reference`` (what is defined),
``returns`` (a file in, records out), ``store`` (records to snapshots, questions to rows),
``render`` (one answer in many faces), ``topics`` (the panels of each page), ``ui`` (the screen).
"""

__version__ = "0.1.0"
