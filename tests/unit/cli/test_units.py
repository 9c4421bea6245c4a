"""Units, crontab and CronJob: right whatever the paths are."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrape_clean.cli.units import Job, cron, kubernetes, systemd_service, systemd_timer

PLAIN = Job(
    command=("/usr/bin/python3", "-m", "scrape_clean", "run"),
    folder="/srv/watched",
    writes=("/srv/watched/output", "/srv/watched/raw"),
    hour=2,
    minute=30,
    user="root",
    renders=False,
    version="1.2.3",
)
WILD = '/srv/it\'s 100% "mine" $HOME \\ \u00e9'
JOBS = {
    "plain": PLAIN,
    "rendering": replace(PLAIN, renders=True),
    "wild": replace(PLAIN, folder=WILD, command=(*PLAIN.command, "--settings", f"{WILD}/x.toml"), writes=(WILD,)),
}


@pytest.mark.parametrize("name", JOBS)
def test_systemd_accepts_the_units(tmp_path: Path, name: str) -> None:
    """By its own judgement, without a word."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    (tmp_path / "scrape-clean.service").write_text(systemd_service(JOBS[name]), "utf-8")
    (tmp_path / "scrape-clean.timer").write_text(systemd_timer(JOBS[name]), "utf-8")
    units = [str(tmp_path / "scrape-clean.service"), str(tmp_path / "scrape-clean.timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in done.stderr.splitlines() if "scrape-clean" in line]
    assert (done.returncode, ours) == (0, [])


def test_a_service_that_renders_may_do_what_a_browser_needs() -> None:
    """Its own sandbox is made of name spaces."""
    assert "RestrictNamespaces=yes" in systemd_service(PLAIN)
    assert "RestrictNamespaces" not in systemd_service(JOBS["rendering"])


@pytest.mark.parametrize("name", JOBS)
def test_a_shell_runs_the_line_of_crontab(tmp_path: Path, name: str) -> None:
    """In the folder, with the very arguments; cron itself turns ``\\%`` into ``%``."""
    folder = tmp_path / Path(JOBS[name].folder).name
    folder.mkdir()
    arguments = ("/bin/sh", "-c", 'pwd; printf "%s\\n" "$@"', "x", *JOBS[name].command)
    job = replace(JOBS[name], folder=str(folder), command=arguments)
    (line,) = (line for line in cron(job).splitlines() if not line.startswith("#"))
    minute, hour, *stars, rest = line.split(" ", 5)
    assert (minute, hour, stars) == ("30", "2", ["*", "*", "*"])
    assert "%" not in rest.replace(r"\%", "")
    subprocess.run(["/bin/sh", "-c", rest.replace(r"\%", "%")], check=True, timeout=60)
    said = (folder / "scrape-clean.log").read_text("utf-8").splitlines()
    assert said == [str(folder), *JOBS[name].command]
    assert shlex.split(rest.replace(r"\%", "%"))[:2] == ["cd", str(folder)]


def test_the_image_is_made_of_a_clone() -> None:
    """No index has the package."""
    head = [line for line in kubernetes(PLAIN).splitlines() if line.startswith("#")]
    assert head[1:4] == ["#   FROM python:3.13-slim", "#   COPY . /src", "#   RUN pip install /src"]


@pytest.mark.parametrize("name", JOBS)
def test_kubernetes_reads_the_job(name: str) -> None:
    """As YAML, with one run at a time and what was asked for."""
    yaml = pytest.importorskip("yaml")
    job = yaml.safe_load(kubernetes(JOBS[name]))
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert (job["spec"]["schedule"], job["spec"]["concurrencyPolicy"]) == ("30 2 * * *", "Forbid")
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["command"] == ["python", *JOBS[name].command[1:]]
    assert container["workingDir"] == container["volumeMounts"][0]["mountPath"] == JOBS[name].folder
    assert {volume["name"] for volume in pod["volumes"]} == {one["name"] for one in container["volumeMounts"]}
