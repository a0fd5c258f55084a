"""The entry point: run the command line, and leave quietly when a pipe closes or the person stops it."""

import os
import sys


def main() -> None:
    """Run ``hairtx``; exit codes are documented in the README."""
    from hairtx.cli import app

    try:
        app()
    except BrokenPipeError:
        # the reader has what it wanted; python must not complain again when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
