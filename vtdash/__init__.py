"""vtdash: two vocational-training programmes of Vietnam, side by side.

Read in this order: ``reference`` (what is defined), ``schema`` (what offices report),
``warehouse`` (how records become a snapshot), ``measures`` (what a page asks), ``panel``
(one answer in four faces), ``ui`` (the screen).
"""

__version__ = "0.1.0"
