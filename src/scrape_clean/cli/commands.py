"""All commands, each of a module that is imported when the command is used.

So ``--help`` and ``--version`` need no more than click, and each command only what it works with.
"""

import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, Final, cast

import click
from click.shell_completion import CompletionItem

from scrape_clean import __version__
from scrape_clean.cli.streams import fit_streams
from scrape_clean.errors import ScrapeCleanError, SettingsError, UsageError

__all__ = ["main"]

_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells have it


class _Later(click.Command):
    """Stands for a command that is not loaded yet: its name and, as a list of commands has it, what it does."""

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self._module = module

    def load(self) -> click.Command:
        """The command itself."""
        return cast("click.Command", getattr(import_module(f"scrape_clean.cli.{self._module}"), str(self.name)))


_SECTIONS: Final = {
    "One page": (
        _Later("clean", "clean", "Clean one page: a file, a web address, or - for stdin."),
        _Later("audit", "clean", "Account for every visible character of a page."),
        _Later("diff", "diff", "Show what changed between two pages."),
    ),
    "Nightly job": (
        _Later("init", "setup", "Set up a nightly job in FOLDER (by default, the current one)."),
        _Later("add", "setup", "Watch another page: add a source to the settings file."),
        _Later("doctor", "doctor", "Check whether a nightly job can run here, and say what to fix."),
        _Later("run", "run", "Fetch, clean and compare pages, and report what changed."),
        _Later("schedule", "setup", "Print a schedule for nightly runs: cron, systemd, Kubernetes."),
    ),
    "Results": (
        _Later("changes", "past", "Print what was flagged since a night, including that night."),
        _Later("history", "past", "Print what a bullet said, and since which night."),
        _Later("show", "past", "Print a page as it was on any night."),
    ),
    "Maintenance": (
        _Later("deliver", "deliver", "Send the messages that are waiting for sinks."),
        _Later("replay", "replay", "Derive all nights again from the archive, by today's rules."),
        _Later("backup", "past", "Back up the history into one file, even during a run."),
    ),
    "Texts and formats": (
        _Later("why", "texts", "Explain in one line why two texts are one record or two."),
        _Later("dedupe", "texts", "Find texts in a table or snapshot that say the same."),
        _Later("schema", "schema", "Print the JSON Schema of an output or settings file."),
    ),
}
"""The commands as they are listed: by what somebody came for, in the order of use."""


class _Commands(click.Group):
    """Lists commands by section, and turns this package's errors into one line and their exit code."""

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401  as click has it
        """As click has it, over streams that are fit; --help and --version, too, may not be writable."""
        fit_streams()
        try:
            return super().main(*arguments, **options)
        except ScrapeCleanError as problem:
            click.echo(f"scrape-clean: {problem}", err=True)
            sys.exit(problem.exit_code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as click calls it
        """Write a list of commands for each section."""
        width = max(map(len, self.commands))
        limit = formatter.width - 6 - width  # as click has it: indent and gap
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                rows = [(str(one.name).ljust(width), one.get_short_help_str(limit)) for one in commands]
                formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command when it is used."""
        command = super().get_command(ctx, cmd_name)
        if isinstance(command, _Later):
            command = self.commands[cmd_name] = command.load()
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without loading all of them, while somebody waits."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        found = [CompletionItem(name, help=self.commands[name].get_short_help_str()) for name in names]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ScrapeCleanError as problem:
            from scrape_clean.cli.report import printable  # noqa: PLC0415  rich, for who has something to say

            told = problem.mistakes if isinstance(problem, SettingsError) else (str(problem),)
            click.echo("\n".join(map(printable, (f"scrape-clean: {told[0]}", *told[1:]))), err=True)
            ctx.exit(problem.exit_code)
        except FileNotFoundError:
            if _is_somewhere():
                raise
            click.echo("scrape-clean: the folder that this runs in is no longer there; change to another", err=True)
            ctx.exit(UsageError.exit_code)
        except KeyboardInterrupt:
            click.echo("scrape-clean: interrupted; what was stored before stands", err=True)
            ctx.exit(_INTERRUPTED)


def _is_somewhere() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


@click.group(
    cls=_Commands, commands=list(chain(*_SECTIONS.values())), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="scrape-clean %(version)s")
def main() -> None:
    """Turn raw scraped pages into clean, deduplicated records, and watch them for changes.

    \b
    scrape-clean clean page.html                      clean a page: canonical JSON on stdout
    scrape-clean clean https://example.org/           fetch and clean a page
    scrape-clean clean page.txt --format markdown     as readable Markdown
    curl -s URL | scrape-clean clean - --url URL      from a pipe
    scrape-clean audit page.html                      account for every character
    scrape-clean diff old.html new.html               compare two pages
    scrape-clean run                                  clean every page in raw/ into output/

    \b
    scrape-clean init                                 set up a nightly job
    scrape-clean add https://example.org/             watch a page
    scrape-clean run                                  fetch, compare, report what changed

    Exit codes: 0 success, 1 a check failed (audit, doctor), 2 wrong usage, 3 a page could not be fetched or cleaned,
    4 a result could not be stored, 5 a plug-in could not be used, 6 another run is at work, 7 the history cannot be
    used, 8 a message was not delivered, 130 interrupted, 143 terminated. For diff: 0 no change, 1 changes, 2 trouble.
    For run --exit-code: 10 something was flagged, 11 a page is suspect.
    """
