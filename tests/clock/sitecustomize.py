"""Shifts the clock of a Python process by CLOCK_SHIFT seconds.

Python imports this file at its start where this folder is in PYTHONPATH, so it works in a server
and in a command as well. The clock runs on; what measures how long something takes is as before.
"""

import os
import time
from types import SimpleNamespace

import time_machine
import uvicorn.server

time_machine.travel(time.time() + float(os.environ["CLOCK_SHIFT"]), tick=True).start()

# The header `Date` tells the true time: a browser, whose clock is not shifted, takes an answer of
# last year for stale and loads typeface and scripts anew with each page, after charts are drawn.
uvicorn.server.time = SimpleNamespace(time=time_machine.escape_hatch.time.time)  # type: ignore
