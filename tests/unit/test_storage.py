"""Storing files: whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from processes import run_code
from scrape_clean import storage
from scrape_clean.errors import OutputError
from scrape_clean.storage import is_there, remove, write_atomic, write_streamed, write_together


def names(folder: Path) -> list[str]:
    """All that lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_replaced_and_left_alone(tmp_path: Path) -> None:
    """The answer says whether anything changed; the same bytes are not written again."""
    path = tmp_path / "new" / "folder" / "records.json"
    assert write_atomic(path, b"one")
    before = path.stat()
    assert not write_atomic(path, b"one")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["records.json"]


def test_where_nobody_can_look_nothing_is_seen(tmp_path: Path) -> None:
    """And that is no error."""
    (tmp_path / "page.html").touch()
    names = ("page.html", "other.html", "x" * 300, "page.html/below", "a\0b")
    assert [is_there(tmp_path / name) for name in names] == [True, False, False, False, False]


def test_permissions_follow_the_umask_or_the_old_file(tmp_path: Path) -> None:
    """Others can read what a web server is to serve."""
    path = tmp_path / "records.json"
    old = os.umask(0o026)
    try:
        write_atomic(path, b"one")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        write_atomic(path, b"two")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(old)


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    """Users link output elsewhere."""
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_atomic(tmp_path / "link.json", b"one")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"one"


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """A temporary file of this very target, and no other."""
    path = tmp_path / "records.json"
    write_atomic(path, b"one")
    prefix = storage._temporary_prefix(path)  # noqa: SLF001
    (tmp_path / f"{prefix}0123456789abcdef.tmp").write_bytes(b"half")
    (tmp_path / ".other.tmp").write_bytes(b"mine")
    assert not write_atomic(path, b"one")
    assert names(tmp_path) == [".other.tmp", "records.json"]


@pytest.mark.parametrize("place", ["a file above", "a folder", "a pipe", "a device", "a system folder", "a NUL"])
def test_an_impossible_place_is_one_clear_line(tmp_path: Path, place: str) -> None:
    """No traceback, no file, and never the place of a device."""
    (tmp_path / "file").write_bytes(b"keep")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    path = {
        "a file above": tmp_path / "file" / "records.json",
        "a folder": tmp_path / "folder",
        "a pipe": tmp_path / "pipe",
        "a device": Path("/dev/null"),
        "a system folder": Path("/proc/records.json"),
        "a NUL": tmp_path / "a\0b",
    }[place]
    with pytest.raises(OutputError) as caught:
        write_atomic(path, b"data")
    assert str(caught.value).startswith(f"{path}: cannot be written: ")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "file").read_bytes() == b"keep"
    assert names(tmp_path) == ["file", "folder", "pipe"]
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("below", ["", "deep"])
@pytest.mark.parametrize("place", ["file", "circle"])
def test_what_stands_in_a_folders_place_is_named(tmp_path: Path, place: str, below: str) -> None:
    """A file, or a link to itself: with what to do."""
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    path = tmp_path / place / below / "records.json"
    with pytest.raises(OutputError) as caught:
        write_atomic(path, b"data")
    assert str(caught.value) == f"{path}: cannot be written: {tmp_path / place} is no folder; move it away"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """A process that may write no more than 64 KiB fails in the middle of the new file."""
    path = tmp_path / "records.json"
    write_atomic(path, b"old")
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from scrape_clean.errors import OutputError\n"
        "from scrape_clean.storage import is_there, remove, write_atomic\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n    write_atomic(Path(sys.argv[1]), bytes(1000000))\n"
        "except OutputError as problem:\n    print(problem)"
    )
    assert run_code(code, path) == [f"{path}: cannot be written: file too large"]
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["records.json"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failing_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    """Storing on the disk or renaming fails, or the user presses Ctrl-C meanwhile."""
    path = tmp_path / "records.json"
    write_atomic(path, b"old")

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(os if step == "fsync" else Path, step, fail)
        with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
            write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["records.json"]


def test_files_of_one_folder_are_brought_to_the_disk_with_one_sync_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After all of them stand there; of a link, the folder where the file lies; none that has not changed."""
    folder, elsewhere = tmp_path / "page", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "c").symlink_to(elsewhere / "c")
    synced: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(storage, "sync_folder", lambda where: synced.append((where.name, names(where))))
    assert write_together(folder, {"b": b"1", "a": b"2"}) == ("b", "a")
    assert synced == [("page", ["a", "b", "c"])]
    synced.clear()
    assert write_together(folder, {"b": b"1", "c": b"3"}) == ("c",)
    assert synced == [("elsewhere", ["c"])]
    assert write_together(folder, {"b": b"1", "c": b"3"}) == ()
    assert len(synced) == 1


def test_a_file_alone_is_brought_to_the_disk_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever way it is written, and when it is deleted."""
    synced: list[Path] = []
    monkeypatch.setattr(storage, "sync_folder", synced.append)
    write_atomic(tmp_path / "a", b"1")
    write_streamed(tmp_path / "a", lambda stream: stream.write(b"2"))
    remove(tmp_path / "a")
    assert synced == [tmp_path] * 3


def test_what_was_written_before_a_failure_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file, those before it are synced, those behind it are as they were."""
    (tmp_path / "b").mkdir()
    synced: list[Path] = []
    monkeypatch.setattr(storage, "sync_folder", synced.append)
    with pytest.raises(OutputError) as caught:
        write_together(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    assert str(caught.value) == f"{tmp_path / 'b'}: cannot be written: it is a folder"
    assert names(tmp_path) == ["a", "b"]
    assert synced == [tmp_path]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    """Killed at any moment, the file holds one of the two contents."""
    path = tmp_path / "records.json"
    code = (
        "import sys\nfrom pathlib import Path\nfrom scrape_clean.storage import is_there, remove, write_atomic\n"
        "print('on', flush=True)\n"
        "while True:\n    for letter in (b'a', b'b'):\n        write_atomic(Path(sys.argv[1]), letter * 300000)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while not path.exists():
            pass
        seen = {path.read_bytes() for _ in range(200)}
        writer.kill()
    seen.add(path.read_bytes())
    assert seen <= {b"a" * 300_000, b"b" * 300_000}
    write_atomic(path, b"c")
    assert names(tmp_path) == ["records.json"]


def test_a_file_is_removed_and_none_is_no_error(tmp_path: Path) -> None:
    """Nor is a folder that is not there; what cannot be removed is one clear line."""
    write_atomic(tmp_path / "a" / "records.json", b"one")
    remove(tmp_path / "a" / "records.json")
    remove(tmp_path / "a" / "records.json")
    remove(tmp_path / "b" / "records.json")
    assert names(tmp_path / "a") == []
    with pytest.raises(OutputError, match=r"/a: cannot be deleted: "):
        remove(tmp_path / "a")
