"""Tables of words as text: a language to a line, with its code first; a line that begins with spaces goes on."""

__all__ = ["rows"]


def rows(table: str) -> dict[str, str]:
    """Each language's (or other key's) entries as one string."""
    found: dict[str, str] = {}
    key = ""
    for line in table.strip("\n").splitlines():
        if line.startswith(" "):
            found[key] += line.strip() if found[key].endswith(("|", ";")) else f" {line.strip()}"
        else:
            key, _, entries = line.partition(" ")
            found[key] = entries
    return found
