"""How fast pages are fetched, against the time that politeness asks for, and whether memory stays flat.

    python benchmarks/fetch.py                       # 1,000 pages on 20 hosts, answers take 50 ms
    python benchmarks/fetch.py --pages 10000 --hosts 200 --delay 0.5

A server in a process of its own listens on 127.0.0.1, 127.0.0.2 and so on, which Linux has without further ado. The
least time is that of the busiest host: its robots.txt and pages, each started ``delay`` after the one before, or when
that one's answer is there, whichever is later, and the last answer.
"""

import argparse
import asyncio
import multiprocessing
import resource
import socket
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from scrape_clean.sources.http import HttpFetcher
from scrape_clean.sources.visits import Policy, Visit

LATENCY = 0.05
BODY = b"<!DOCTYPE html><title>Page</title>" + b"<p>Open from nine to five, on Sundays from ten.</p>\n" * 400
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def serve(hosts: int, port: int, ready: Connection) -> None:
    """Answer every request on every host after a while, until the process is ended."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            while (await reader.readline()).strip():
                pass
            await asyncio.sleep(LATENCY)
            writer.write(ROBOTS if b"/robots.txt" in line else PAGE)
        writer.close()

    async def main() -> None:
        for number in range(hosts):
            await asyncio.start_server(handle, address(number), port, backlog=200)
        ready.send("ready")
        await asyncio.Event().wait()

    asyncio.run(main())


def address(number: int) -> str:
    """The address of a host."""
    return f"127.0.{number // 250}.{number % 250 + 1}"


def visits(pages: int, hosts: int, port: int, policy: Policy) -> Iterator[Visit]:
    """Pages host by host, as a list of sources has them: the worst order."""
    for number in range(pages):
        url = f"http://{address(number * hosts // pages)}:{port}/{number}"
        yield Visit(source="bench", url=url, policy=policy)


def resident() -> float:
    """Megabytes of memory in use now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def measure(pages: int, hosts: int, delay: float) -> str:
    """One row of the table."""
    port = free_port()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(hosts, port, there), daemon=True)
    server.start()
    here.recv()
    policy = Policy(user_agent="scrape-clean-benchmark/1.0", delay=delay, allow=("127.0.0.0/8",))
    began, cpu, memory = time.monotonic(), time.process_time(), [resident()]
    failed = 0
    for number, fetched in enumerate(HttpFetcher().fetch(visits(pages, hosts, port, policy)), 1):
        failed += fetched.problem is not None
        if number % (pages // 10) == 0:
            memory.append(resident())
    took, used = time.monotonic() - began, time.process_time() - cpu
    server.terminate()
    least = -(-pages // hosts) * max(delay, LATENCY) + LATENCY
    times = f"{least:.1f} | {took:.1f} | {took / least:.2f} | {1000 * used / pages:.1f}"
    return f"| {pages:,} | {hosts} | {delay:g} | {times} | {memory[1]:.0f} | {memory[-1]:.0f} | {failed} |"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--delay", type=float, nargs="+", default=[1.0, 0.2, 0.1])
    args = parser.parse_args()
    print(
        "| pages | hosts | delay s | least s | took s | ratio | CPU ms/page | MB at a tenth | MB at the end | failed |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for delay in args.delay:
        print(measure(args.pages, args.hosts, delay), flush=True)


if __name__ == "__main__":
    main()
