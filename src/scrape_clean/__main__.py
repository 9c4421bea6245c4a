"""``python -m scrape_clean``, and ``scrape-clean``."""

import sys

_INTERRUPTED = 130  # as cli.commands has it, which may not be loaded yet


def main() -> None:
    """Load the commands and do what is asked; Ctrl-C while they are loaded is none but Ctrl-C."""
    try:
        from scrape_clean.cli import main as commands  # noqa: PLC0415  within the guard

        commands(prog_name="scrape-clean")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
