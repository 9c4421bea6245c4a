"""What starts a run every night: units of systemd, a line of crontab, a Kubernetes CronJob. Pure text."""

import json
import re
import shlex
from string import Template
from typing import Final, Literal, TypeAlias

from msgspec import Struct

__all__ = ["Job", "Scheduler", "cron", "kubernetes", "systemd_service", "systemd_timer"]

Scheduler: TypeAlias = Literal["systemd", "cron", "kubernetes"]

_NAME: Final = "scrape-clean"
_HARDENED: Final = (
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "ProtectHostname=yes",
    "ProtectClock=yes",
    "ProtectKernelTunables=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelLogs=yes",
    "ProtectControlGroups=yes",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "LockPersonality=yes",
    "SystemCallArchitectures=native",
)
"""What the job has no need of (systemd.exec(5), "Sandboxing")."""
_NO_BROWSER: Final = ("RestrictNamespaces=yes", "SystemCallFilter=@system-service")
"""What only a browser's own sandbox needs."""
_CRON_JOB: Final = Template("""\
# The image, tagged as below, is made in a clone of scrape-clean:
#   FROM python:3.13-slim
#   COPY . /src
#   RUN pip install /src
# The volume: a claim that holds the settings file, raw and output. Secrets named by `env`: a Secret.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: scrape-clean
spec:
  schedule: "$minute $hour * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 1
      podFailurePolicy:  # what another try would not heal: a page that failed, settings, a sink, another run at work
        rules:
          - action: FailJob
            onExitCodes: {operator: In, values: [2, 3, 5, 6, 7]}
      activeDeadlineSeconds: 72000
      template:
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 300
          securityContext:
            runAsNonRoot: true
            runAsUser: 1000
            fsGroup: 1000
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: scrape-clean
              image: scrape-clean:$version
              command: [$command]
              workingDir: $folder
              envFrom:
                - secretRef: {name: scrape-clean, optional: true}
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
              resources:
                requests: {cpu: 100m, memory: 512Mi}
                limits: {memory: 2Gi}
              volumeMounts:
                - {name: data, mountPath: $folder}
                - {name: tmp, mountPath: /tmp}
          volumes:
            - {name: data, persistentVolumeClaim: {claimName: scrape-clean}}
            - {name: tmp, emptyDir: {}}
""")


class Job(Struct, frozen=True, kw_only=True):
    """A nightly job on this machine."""

    command: tuple[str, ...]
    """Program and arguments."""
    folder: str
    """Absolute: where it runs."""
    writes: tuple[str, ...]
    """Absolute: the folders that it writes to, and that are there."""
    hour: int
    minute: int
    user: str
    renders: bool
    """Whether a browser takes part, which needs more of the system."""
    version: str


def systemd_service(job: Job) -> str:
    """A service unit (systemd.service(5), systemd.exec(5)) that may do no more than the job needs."""
    return _lines(
        "[Unit]",
        f"Description=scrape-clean: the nightly run in {_specifiers(job.folder)}",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
        f"User={job.user}",
        f"WorkingDirectory={_specifiers(job.folder)}",
        f"ExecStart={' '.join(map(_argument, job.command))}",
        "# Secrets that the settings name by `env`, one NAME=value a line, readable by root alone:",
        f"EnvironmentFile=-/etc/{_NAME}.env",
        "# See `scrape-clean --help`. No faults: 6, another run is at work; 143, it was told to stop. With 3, a page",
        "# that failed is none either, else the unit has failed then, for OnFailure= and `systemctl --failed` to tell.",
        "SuccessExitStatus=6 143",
        "Nice=10",
        "IOSchedulingClass=idle",
        "TimeoutStartSec=20h",
        "# after SIGTERM it leaves within seconds, unless a receiver of messages keeps it waiting",
        "TimeoutStopSec=5min",
        "",
        "ProtectSystem=strict",
        *(f"ReadWritePaths={_argument(folder)}" for folder in job.writes),
        *_HARDENED,
        *(() if job.renders else _NO_BROWSER),
    )


def systemd_timer(job: Job) -> str:
    """A timer unit (systemd.timer(5)); a night that was slept through is made up for."""
    return _lines(
        "[Unit]",
        f"Description=scrape-clean: every night at {job.hour:02}:{job.minute:02}",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {job.hour:02}:{job.minute:02}:00",
        "Persistent=true",
        "RandomizedDelaySec=5min",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )


def cron(job: Job) -> str:
    """A line of crontab (crontab(5)). No flock: a run locks its output itself, and a second one leaves."""
    command = f"cd {shlex.quote(job.folder)} && {shlex.join(job.command)} >> {_NAME}.log 2>&1"
    line = command.replace("%", r"\%")  # a bare one ends the command
    return _lines(
        "# Add this with `crontab -e`. What the run says is appended to the log; secrets named by `env` go above it,",
        "# as NAME=value lines.",
        f"{job.minute} {job.hour} * * * {line}",
    )


def kubernetes(job: Job) -> str:
    """A CronJob (batch/v1); the volume holds the settings' folder at the same path as here."""
    command = ", ".join(map(_yaml, ("python", *job.command[1:])))
    return _CRON_JOB.substitute(
        minute=job.minute, hour=job.hour, version=job.version, command=command, folder=_yaml(job.folder)
    )


def _lines(*lines: str) -> str:
    return "\n".join((*lines, ""))


def _argument(text: str) -> str:
    """A word of a command line or list of systemd."""
    escaped = _specifiers(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return escaped if re.fullmatch(r"[\w./%+:@=-]+", escaped, re.ASCII) else f'"{escaped}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _yaml(text: str) -> str:
    """A text in quotes: YAML 1.2 takes what JSON writes."""
    return json.dumps(text)
