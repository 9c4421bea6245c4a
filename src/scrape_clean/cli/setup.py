"""``init``, ``add`` and ``schedule``: setting a nightly job up."""

import getpass
import os
import re
import sys
from collections.abc import Callable
from glob import glob
from importlib.metadata import version
from pathlib import Path
from typing import cast, get_args

import click

from scrape_clean.cli.printing import print_data
from scrape_clean.cli.report import console, say
from scrape_clean.cli.units import Job, Scheduler, cron, kubernetes, systemd_service, systemd_timer
from scrape_clean.errors import InputError, OutputError, SettingsError, UsageError
from scrape_clean.filenames import SETTINGS
from scrape_clean.settings import Settings, Source, WebPage, parse
from scrape_clean.settings.starter import starter, unique_id, with_source
from scrape_clean.settings.values import check_contact
from scrape_clean.sources.addresses import is_like_host
from scrape_clean.sources.files import is_warc
from scrape_clean.storage import is_there, write_atomic

__all__ = ["add", "init", "schedule", "settings_option"]


def settings_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option of every command that is about a settings file; the command gets it as ``path``."""
    return click.option(
        "--settings", "path", type=click.Path(path_type=Path), default=Path(SETTINGS), show_default=True,
        help="The settings file.",
    )(command)  # fmt: skip


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--contact", help="Your e-mail address or a page about you, for the User-Agent.")
def init(folder: Path, contact: str | None) -> None:
    """Set up a nightly job in FOLDER (by default, the current one).

    Writes a scrape-clean.toml with comments and creates the folders raw and output. Existing files are left alone.

    \b
    scrape-clean init
    scrape-clean init watched --contact you@example.org
    """
    path = folder / SETTINGS
    if is_there(path):
        say(f"{path} is there already and stays as it is", console())
        return
    if contact is None and sys.stdin.isatty() and sys.stderr.isatty():
        contact = click.prompt("Your e-mail address, for the User-Agent (empty for none)", default="", err=True) or None
    if contact is not None and (problem := check_contact(contact)):
        raise UsageError(f"--contact {problem}")
    write_atomic(path, starter(contact).encode())
    for name in ("raw", "output"):
        try:
            (folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder / name}: cannot be made: {error.strerror}") from None
    say(f"{path} is written; `scrape-clean add URL` adds a page, `scrape-clean run` watches it", console())


@click.command()
@click.argument("place", metavar="URL")
@click.option("--id", "name", help="Permanent name; by default made from the address.")
@click.option("--sitemap", is_flag=True, help="URL is a sitemap: watch the pages it lists.")
@click.option(
    "--keep", multiple=True, metavar="SELECTOR", help="CSS selector of elements that are content. Repeatable."
)
@click.option("--drop", multiple=True, metavar="SELECTOR", help="CSS selector of elements to leave out. Repeatable.")
@click.option("--ignore", multiple=True, metavar="PATTERN",
              help="Regular expression (RE2) for text whose changes do not count. Repeatable.")  # fmt: skip
@click.option("--render", is_flag=True, help="Render the page in a browser first.")
@click.option(
    "--wait-for", default="", metavar="SELECTOR", help="With --render: CSS selector of an element to wait for."
)
@click.option("--check", is_flag=True, help="Read the page, or the first of several, and show what was found.")
@settings_option
def add(path: Path, place: str, name: str | None, *, sitemap: bool, check: bool, **choices: object) -> None:
    """Watch another page: add a source to the settings file.

    URL is a web address, or a path of files, with * as wildcard; *.warc and *.warc.wet are WARC files, also with .gz or
    .zst. Comments and order of the settings file are kept.

    \b
    scrape-clean add https://example.org/events.html
    scrape-clean add https://example.org/ --id home --drop .ads --check
    scrape-clean add https://example.org/sitemap.xml --sitemap
    scrape-clean add 'pages/*.html'
    """
    if not place.strip():
        raise UsageError("the address is empty")
    body = _body(path)
    settings = parse(body, path)
    kind = _kind(place, sitemap=sitemap)
    taken = [*(source.id for source in settings.sources), *settings.disabled]
    if name is not None and (same := next((one for one in taken if one.casefold() == name.casefold()), None)):
        raise UsageError(f"{path}: source `{same}` is there already; give another --id")
    table = {"id": name or unique_id(place, taken), kind: place, **_given(choices)}
    _refuse_alone(with_source("", table))
    double = next((one.id for one in settings.sources if one.place == WebPage(place)), None)
    if double is not None:
        raise UsageError(f"{path}: `{double}` has this url already")
    grown = with_source(body.decode("utf-8"), table).encode()
    source = parse(grown, path).sources[-1]
    if check:
        _check(source)
    if kind in {"files", "warc"} and not glob(str(path.parent / place), recursive=True):  # noqa: PTH207  absolute paths, too
        say(f"no file matches {place} yet", console())
    if _body(path) != body:
        raise UsageError(f"{path}: was changed by somebody else just now; add it again")
    write_atomic(path, grown)
    say(f"{path}: `{source.id}` is added; `scrape-clean run` watches it from now on", console())


def _check(source: Source) -> None:
    """Say what is found on a source's page today.

    Raises:
        InputError: It cannot be had; and the source is not added.
    """
    from scrape_clean.cli.sources import looked_at  # noqa: PLC0415  what fetches and cleans, for who asks
    from scrape_clean.sources.http import HttpFetcher  # noqa: PLC0415

    try:
        for line in looked_at(source, HttpFetcher()):
            say(line, console())
    except InputError as problem:
        raise InputError(f"{problem.reason}; nothing was added (without --check it is)", problem.source) from None


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SettingsError([f"{path}: there is no such file; `scrape-clean init` makes one"]) from None
    except OSError as error:
        raise SettingsError([f"{path}: cannot be read: {error.strerror}"]) from None


def _kind(place: str, *, sitemap: bool) -> str:
    if sitemap:
        return "sitemap"
    if "://" in place or (is_like_host(place) and not is_there(Path(place))):
        return "url"
    return "warc" if is_warc(Path(place)) else "files"


def _given(choices: dict[str, object]) -> dict[str, str | bool | tuple[str, ...]]:
    """The options that were given, as keys and values."""
    return {key: cast("str | bool | tuple[str, ...]", value) for key, value in choices.items() if value}


def _refuse_alone(text: str) -> None:
    """Tell what is wrong with the new table by its keys, since its lines are nowhere yet."""
    try:
        parse(text.encode(), Path(SETTINGS))
    except UnicodeEncodeError:
        raise UsageError("what is to be added is no valid UTF-8") from None
    except SettingsError as problem:
        told = (re.sub(r"^.*?:\d+: (?:source\.?)?", "", one) for one in problem.mistakes)
        raise SettingsError(list(told)) from None


@click.command()
@click.argument("scheduler", type=click.Choice(get_args(Scheduler)))
@click.option(
    "--at",
    default="02:30",
    show_default=True,
    metavar="HH:MM",
    help="Time of the run; UTC for Kubernetes, otherwise local.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Write the files into this folder.")
@settings_option
def schedule(path: Path, scheduler: Scheduler, at: str, out: Path | None) -> None:
    """Print a schedule for nightly runs: cron, systemd, Kubernetes.

    The schedule starts this Python with this settings file.

    \b
    scrape-clean schedule cron
    scrape-clean schedule systemd --at 04:15 --out units
    scrape-clean schedule kubernetes | kubectl apply -f -
    """
    time = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", at)
    if time is None:
        raise UsageError(f"--at {at}: should be a time as 02:30")
    job = _job(parse(_body(path), path), int(time[1]), int(time[2]))
    files = {
        "systemd": {"scrape-clean.service": systemd_service, "scrape-clean.timer": systemd_timer},
        "cron": {"scrape-clean.cron": cron},
        "kubernetes": {"scrape-clean.yaml": kubernetes},
    }[scheduler]
    if out is not None:
        for name, make in files.items():
            write_atomic(out / name, make(job).encode())
        return
    title = "# /etc/systemd/system/{}\n" if scheduler == "systemd" else ""
    print_data("\n".join(f"{title.format(name)}{make(job)}" for name, make in files.items()).encode())


def _job(settings: Settings, hour: int, minute: int) -> Job:
    folder = settings.path.parent
    named = () if settings.path.name == SETTINGS else ("--settings", str(settings.path))
    writes = {settings.raw, settings.output, *([settings.metrics.parent] if settings.metrics else [])}
    there = {next(path for path in (place, *place.parents) if is_there(path)) for place in writes}
    return Job(
        command=(sys.executable, "-m", "scrape_clean", "run", *named),
        folder=str(folder),
        writes=tuple(sorted(map(str, there))),
        hour=hour,
        minute=minute,
        user=_user(),
        renders=any(source.rendering for source in settings.sources),
        version=version("scrape-clean"),
    )


def _user() -> str:
    """The name of who runs this, or the number where it has none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # the latter from Python 3.13 on
        return str(os.getuid())
