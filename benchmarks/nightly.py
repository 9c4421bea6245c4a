"""Whole nights: fetched, archived, cleaned, compared, remembered and published.

    python benchmarks/nightly.py                         # 1,000 pages on 20 hosts, three nights
    python benchmarks/nightly.py --pages 200 --jobs 2

A server in a process of its own listens on 127.0.0.1, 127.0.0.2 and so on, answers after 50 ms, and changes one page
in twenty each night; it knows ETags. The least time is what politeness asks for: each host's robots.txt, its sitemap
and its pages, one after the other, ``delay`` apart or as long as an answer takes.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import re
import resource
import socket
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from scrape_clean.nightly.job import Began, Means, run_night
from scrape_clean.nightly.runner import Done
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher

LATENCY = 0.05
BULLETS = 60


def body(page: int, night: int) -> bytes:
    """A page of about 12 kB."""
    changes = night if page % 20 == night % 20 else 0
    items = "".join(
        f"<li>Hall {item} of house {page} shows {item * 7 + page % 13} boats and nets built since {1900 + item}, "
        f"and was mended in {1990 + item % 20 + (changes if item == 5 else 0)}</li>"
        for item in range(BULLETS)
    )
    menu = "".join(f"<li><a href=/{other}>House {other}</a></li>" for other in range(page, page + 8))
    return (
        f"<!doctype html><html lang=en><title>House {page}</title><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>House {page}</h1><h2>What there is to see</h2><ul>{items}</ul></main></body></html>"
    ).encode()


def answer_to(head: bytes, pages: int, night: int) -> bytes:
    """What the server says to a request."""
    path = head.split(b" ", 2)[1].decode()
    if path == "/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if path == "/sitemap.xml":
        host = re.search(rb"[Hh]ost: ([^\r]+)", head)
        name = host[1].decode() if host else ""
        listed = "".join(f"<url><loc>http://{name}/{number}</loc></url>" for number in range(pages))
        xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(xml), xml)
    number = int(path[1:])
    etag = b'"%d-%d"' % (number, night if number % 20 == night % 20 else 0)
    if b"if-none-match: " + etag in head.lower():
        return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
    page = body(number, night)
    kind = b"Content-Type: text/html; charset=utf-8\r\nETag: %s\r\nContent-Length: %d\r\n\r\n" % (etag, len(page))
    return b"HTTP/1.1 200 OK\r\n" + kind + page


def serve(hosts: int, port: int, pages: int, control: Connection) -> None:
    """Answer every request on every host after a while, until the process is ended; a number sets the night."""
    nights = [1]

    async def handled(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(LATENCY)
                writer.write(answer_to(head, pages, nights[0]))
        writer.close()

    async def main() -> None:
        for number in range(hosts):
            await asyncio.start_server(handled, f"127.0.0.{number + 1}", port, backlog=200)
        asyncio.get_running_loop().add_reader(control.fileno(), lambda: nights.__setitem__(0, control.recv()))
        control.send("ready")
        await asyncio.Event().wait()

    asyncio.run(main())


def peak() -> float:
    """Largest resident set of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cpu() -> float:
    """Seconds of CPU of this process and of those that it has waited for."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, whose))


def night_line(folder: Path, night: int, least: float) -> str:
    """Play a night and say what it took."""
    now = datetime(2026, 3, 1, 2, 30, tzinfo=UTC) + timedelta(days=night)
    means = Means(fetcher=HttpFetcher(), now=lambda: now, version="1")
    started, used = time.perf_counter(), cpu()
    listed = last = at = 0.0
    outcomes: Counter[str] = Counter()
    for event in run_night(load(folder / "scrape-clean.toml"), means):
        at = time.perf_counter() - started
        if isinstance(event, Began):
            listed = at
        elif isinstance(event, Done):
            last = at
            outcomes[event.night.outcome] += 1
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return (
        f"night {night}: {at:.1f} s ({at / least:.2f} of the least; listed {listed:.1f}, last page {last:.1f}), "
        f"{cpu() - used:.1f} s of CPU, {peak():.0f} MB; files {size:.1f} MB; {dict(outcomes)}"
    )


def settings_of(wanted: argparse.Namespace, port: int) -> str:
    """A source a host."""
    sources = "".join(
        f'[[source]]\nid = "host-{number}"\nsitemap = "http://127.0.0.{number + 1}:{port}/sitemap.xml"\n'
        for number in range(wanted.hosts)
    )
    rules = f'contact = "a@example.org"\ndelay = {wanted.delay}\nallow = ["127.0.0.0/8"]\n'
    return f"[run]\njobs = {wanted.jobs}\n[fetch]\n{rules}{sources}"


def main() -> None:
    """Play the nights and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--nights", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1)
    wanted = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    control, theirs = multiprocessing.Pipe()
    each = wanted.pages // wanted.hosts
    server = multiprocessing.Process(target=serve, args=(wanted.hosts, port, each, theirs), daemon=True)
    server.start()
    control.recv()
    least = (each + 3) * max(wanted.delay, LATENCY)  # robots.txt is read for the sitemap and again for the pages
    print(f"{wanted.pages:,} pages, {wanted.hosts} hosts, {wanted.delay:g} s apart: {least:.1f} s at the least")
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "scrape-clean.toml").write_text(settings_of(wanted, port), encoding="utf-8")
        for night in range(1, wanted.nights + 1):
            control.send(night)
            print(night_line(Path(name), night, least))
    server.terminate()


if __name__ == "__main__":
    main()
