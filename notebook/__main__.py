"""The entry point of `notebook` and `python -m notebook`: it imports nothing first, so that Ctrl-C is heard early."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Runs the command line and ends the process."""
    gc.set_threshold(100_000)  # a command makes many records and next to no garbage: look for it seldom
    try:
        from .cli.main import run

        code = run()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = 130
    except OSError:  # the reader of the output has gone
        code = 1
    # Every file is closed by now. To free a hundred thousand records one by one would take longer than some commands.
    os._exit(code)


if __name__ == "__main__":
    main()
