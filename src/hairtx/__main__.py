"""The entry point: run the command line, and leave at once, quietly, when a pipe closes or the person stops it."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import typer


def main() -> NoReturn:
    """Run ``hairtx``; exit codes are documented in the README."""
    # a command lives for a tenth of a second and leaves no cycles worth collecting
    gc.disable()

    try:
        from hairtx.cli import app

        # the variable that Typer's scripts for shells set at a TAB
        if "_HAIRTX_COMPLETE" in os.environ:
            from hairtx.cli.completing import without_markup

            without_markup()
        else:
            _narrow(app, sys.argv[1:])
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


def _narrow(app: "typer.Typer", words: Sequence[str]) -> None:
    """Leave of the app only the commands that are named: to build all of them is a tenth of a start.

    Where help is asked for, or the first word is no command, all stay: for its list, and for what was meant.
    """
    first = next((word for word in words if not word.startswith("-")), "")
    commands = {each.name for each in app.registered_commands}
    names = commands | {each.name for each in app.registered_groups}
    if first in names and not {"--help", "-h"} & set(words):
        app.registered_commands = [each for each in app.registered_commands if each.name in words]
        app.registered_groups = [each for each in app.registered_groups if each.name in words]


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
