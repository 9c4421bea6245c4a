"""The command in forks of a process that has loaded it, so that a call costs no imports.

All else is as a user starts it: a process of its own, with its folder, environment, streams and exit code, and all that
an interpreter does at its end. But hashes have the same seed in all of them.
"""

import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import scrape_clean

_PROGRAM = "import sys, forks; forks.serve(int(sys.argv[1]))"  # no script: what computes pages would load it as well
_MOST = 1 << 20
"""Bytes of a call: an environment and some arguments."""
_SECONDS = 120


class Forks:
    """A process to fork from."""

    def __init__(self) -> None:
        """Start it; it ends when this end of the line is closed."""
        self._line, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            self._server = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(there.fileno())],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(there.fileno(),),
            )

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._server.wait()

    def call(
        self, folder: Path, *arguments: str, stdin: bytes = b"", out: int | None = None, err: int | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run ``scrape-clean`` in a folder; its streams are pipes but for those given, which are closed here."""
        theirs, ours = os.pipe()
        said = [os.pipe() if stream is None else (None, stream) for stream in (out, err)]
        call = {"folder": str(folder), "environment": dict(os.environ), "arguments": arguments}
        streams = [theirs, *(writing for _, writing in said)]
        socket.send_fds(self._line, [json.dumps(call).encode()], streams)
        for stream in streams:
            os.close(stream)
        with ThreadPoolExecutor(3) as threads:
            threads.submit(_write, ours, stdin)
            texts = tuple(threads.map(_read, (reading for reading, _ in said)))
        return subprocess.CompletedProcess(arguments, int(self._line.recv(16)), *texts)


def _write(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as pipe:
        pipe.write(data)


def _read(descriptor: int | None) -> bytes:
    if descriptor is None:
        return b""
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read()


def serve(number: int) -> None:
    """Load everything, then fork for each call, until nobody is left who could call."""
    for module in pkgutil.walk_packages(scrape_clean.__path__, "scrape_clean."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.freeze()  # so that forks share what is loaded
    line = socket.socket(fileno=number)
    while True:
        call, streams, _, _ = socket.recv_fds(line, _MOST, 3)
        if not call:
            return
        child = os.fork()
        if not child:
            line.close()
            _run(json.loads(call), streams)
            return
        for stream in streams:
            os.close(stream)
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _run(call: dict[str, Any], streams: list[int]) -> None:
    """Do what is asked in this process, which is then at its end."""
    signal.alarm(_SECONDS)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environment"])
    sys.argv = ["scrape-clean", *call["arguments"]]
    import_module("scrape_clean.__main__").main()
