"""``scrape-clean replay``: all nights once more, by the rules of today."""

from pathlib import Path

import click
from msgspec.structs import replace

from scrape_clean.cli.notices import count
from scrape_clean.cli.report import console, say, working
from scrape_clean.cli.setup import settings_option
from scrape_clean.errors import OutputError, UsageError
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.nightly.lock import alone
from scrape_clean.settings import load

__all__ = ["replay"]


@click.command()
@settings_option
@click.option("--source", "names", multiple=True, metavar="ID", help="Only this source. Repeatable.")
@click.option("--all", "everything", is_flag=True, help="Also replay pages that were cleaned by today's rules.")
def replay(path: Path, names: tuple[str, ...], *, everything: bool) -> None:
    """Derive all nights again from the archive, by today's rules.

    Use it after changing the settings of a source, or updating scrape-clean. Records, ids, changes and files become as
    if the rules had always been these, and nothing is flagged that only the rules changed. Nobody is notified: copies
    of the records must be started anew (docs/notifications.md).

    A night whose capture is not in the archive stays as it is, and so do all earlier nights of that page; captures of
    `files` and `warc` sources are never there. Exits with 3 if a file is damaged or missing.

    Without replay, the next run applies the new rules from tonight on. It flags nothing because of them either, unless
    the last good capture is missing; copies of the records are updated.

    \b
    scrape-clean replay
    scrape-clean replay --source campus --all
    """
    from scrape_clean.nightly.replay import replay as derive  # noqa: PLC0415  what reads archives, for who needs it
    from scrape_clean.nightly.runner import write_dirty  # noqa: PLC0415

    settings = load(path)
    known = {source.id for source in settings.sources}
    if strangers := sorted(set(names) - known):
        raise UsageError(f"no source {strangers[0]!r} in {path}; there are: {', '.join(sorted(known)) or 'none'}")
    chosen = tuple(source for source in settings.sources if not names or source.id in names)
    with alone(settings.output), History.open(settings.output / HISTORY) as history, working("replaying", console()):
        pages, code = 0, 0
        for told in derive(replace(settings, sources=chosen), history, everything=everything):
            pages += 1
            name = " ".join(part for part in (told.page.source, told.page.key) if part)
            if told.problem is not None:
                say(f"{name}: {told.problem}; that night and those before it stay as they are", console())
                code = told.problem.exit_code
            was = "was" if told.flagged_before == 1 else "were"
            say(
                f"{name}: {count(told.nights, 'night')} derived anew, {told.kept:,} as before; "
                f"{count(told.flagged_before, 'change')} {was} flagged in the former, {told.flagged:,} now",
                console(),
            )
        for trouble in write_dirty(settings, history):
            say(trouble, console())
            code = OutputError.exit_code
    if not pages:
        say("every page was cleaned by these rules; --all replays them all the same", console())
    raise SystemExit(code)
