"""A settings file that uses every kind of table, for the tests of what goes wrong in one."""

from pathlib import Path
from typing import Final

from scrape_clean.errors import SettingsError
from scrape_clean.settings import Settings, load

__all__ = ["ENVIRON", "GOOD", "SECRETS", "mistakes_in", "settings_of"]

_HOOK: Final = "whsec_aHVudGVyMi1ob29rLWh1bnRlcjItaG9vay1odW50ZXIy"
SECRETS: Final = ("hunter2-key", _HOOK, "hunter2-mail", "hunter2-heart", "hunter2-file", "hunter2-cookie")
ENVIRON: Final = {
    "XKEY": SECRETS[0],
    "HOOK": SECRETS[1],
    "MAIL": f"mailto://me:{SECRETS[2]}@example.org",
    "HEART": f"https://beat.example.org/{SECRETS[3]}",
    "COOKIE": f"session={SECRETS[5]}",
}
GOOD: Final = r"""# What is watched.
raw = "received"
output = "made"

[fetch]
contact = "me@example.org"
delay = 2

[archive]
keep_days = 90

[run]
jobs = 2

[[source]]
id = "events"
url = "https://example.org/events.html"
keep = ["main .notes"]
drop = [
  ".ads",
  "aside",
]
ignore = ['\d+ visitors']
headers = { "X-Key" = { env = "XKEY" }, Accept-Language = "de" }
auth = { user = "me", password = { file = "password.txt" } }
delay = 0.5
allow = ["wiki.intern", "10.0.0.0/8"]
render = true
wait_for = "#list"

[[source]]
id = "site"
sitemap = "https://example.org/sitemap.xml"
exclude = ["*/tag/*"]
cookie = { env = "COOKIE" }

[[source]]
id = "local"
files = "pages/**/*.html"
media_type = "text/html"
reader = "soup"

[[source]]
id = "crawl"
warc = "crawl/*.warc.gz"
include = ["https://example.org/*"]

[[annotate]]
kind = "room"
pattern = 'Room (?P<number>\d+)'
value = "{number}"

[[sink]]
id = "hook"
kind = "webhook"
url = "https://hooks.example.org/x"
secret = { env = "HOOK" }
on = ["page.changed"]

[[notify]]
url = { env = "MAIL" }

[heartbeat]
url = { env = "HEART" }

[metrics]
textfile = "metrics.prom"

[feeds]
base_url = "https://intern.example.org/watched/"
"""


def settings_of(folder: Path, text: str | bytes = GOOD) -> Settings:
    """What a settings file in a folder says."""
    path = folder / "scrape-clean.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    password = folder / "password.txt"
    if not password.exists():
        password.write_text(f"{SECRETS[4]}\n")
        password.chmod(0o600)
    return load(path, environ=ENVIRON)


def mistakes_in(folder: Path, text: str | bytes) -> list[str]:
    """The mistakes in a settings file, without its path in front."""
    try:
        settings_of(folder, text)
    except SettingsError as error:
        problem = error
    else:
        return []
    name = f"{folder / 'scrape-clean.toml'}:"
    assert all(one.startswith(name) and "\n" not in one for one in problem.mistakes), problem.mistakes
    assert str(problem) == "\n".join(problem.mistakes)
    return [one.removeprefix(name).strip() for one in problem.mistakes]
