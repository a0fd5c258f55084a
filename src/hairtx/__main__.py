"""The entry point: run the command line, and leave at once, quietly, when a pipe closes or the person stops it."""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run ``hairtx``; exit codes are documented in the README."""
    # a command lives for a tenth of a second and leaves no cycles worth collecting
    gc.disable()

    from hairtx.cli import app

    # the variable that Typer's scripts for shells set at a TAB
    if "_HAIRTX_COMPLETE" in os.environ:
        from hairtx.cli.completing import without_markup

        without_markup()
    try:
        app()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        from hairtx.output import note

        note(f"stopped: {error.strerror or error}")
        code = 1
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Exit without tearing the interpreter down, a tenth of a short run; what was printed is out before that."""
    try:
        for stream in (sys.stdout, sys.stderr):
            # None where the stream was closed from the start
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        # a full or closed stream: what was lost with it has been said
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
