"""Starts the tool, and leaves at once: to take the interpreter apart in good order would cost milliseconds more."""

import gc
import os
import sys

gc.set_threshold(100_000)
del sys.argv[0]

import pipwise

try:
    from pipwise.system.packed import use
except ImportError:  # a Python whose import system is another one
    packed = None
else:
    packed = use(pipwise.__path__[0])

from pipwise.cli.main import main

status = main()
try:
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
except BrokenPipeError:
    pass  # whoever was reading has read enough
except OSError as error:
    os.write(2, f"pipwise: its output could not be written: {error.strerror}\n".encode())
    status = status or 1
if packed:
    packed.keep()
os._exit(status)
