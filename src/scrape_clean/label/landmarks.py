"""The landmarks that authors set themselves.

HTML's sectioning elements and WAI-ARIA's landmark roles, as mapped by the HTML Accessibility API Mappings (HTML-AAM
1.0, section 3.5), and the roles of the Digital Publishing WAI-ARIA Module (DPUB-ARIA 1.1): tables of contents and
indices are navigation there, and notes are part of the text.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scrape_clean.model import Container

__all__ = ["in_content", "in_notes", "landmarks"]

_ROLES = {
    "navigation": "landmark:navigation",
    "doc-toc": "landmark:navigation",
    "doc-index": "landmark:navigation",
    "doc-pagelist": "landmark:navigation",
    "menu": "landmark:navigation",
    "menubar": "landmark:navigation",
    "banner": "landmark:banner",
    "contentinfo": "landmark:contentinfo",
    "complementary": "landmark:complementary",
    "search": "landmark:search",
    "dialog": "landmark:dialog",
    "alertdialog": "landmark:dialog",
}
_TAGS = {
    "nav": "landmark:navigation",
    "footer": "landmark:contentinfo",
    "aside": "landmark:complementary",
    "search": "landmark:search",
    "dialog": "landmark:dialog",
}
_TELLING = frozenset({"header", *_TAGS})
_CONTENT = frozenset({"main", "article"})
_CONTENT_ROOTS = _CONTENT | {"section"}
_NOTES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_MAYBE_NOTES = _NOTES | {"note"}


def landmarks(containers: Sequence[Container], text: AbstractSet[int] = frozenset()) -> list[str | None]:
    """For each container the outermost landmark around it that is no content; parents come before their children.

    Containers in ``text`` are none, whatever they are said to be.
    """
    # What is around the root stands last, where -1 finds it.
    found: list[str | None] = [None] * (len(containers) + 1)
    rooted = [False] * (len(containers) + 1)  # inside main, article or section, where a header introduces content
    none = _around_notes(containers) | text
    for at, container in enumerate(containers):
        outer, tag = container.parent, container.tag
        found[at] = found[outer]
        rooted[at] = rooted[outer] or tag in _CONTENT_ROOTS
        if found[at] is None and (container.role or tag in _TELLING) and at not in none:
            found[at] = _own(container, inside=rooted[outer])
    return found[:-1]


def in_content(containers: Sequence[Container]) -> list[bool]:
    """For each container whether the author says that what is in it is the page's content, or an article of it."""
    inside = [False] * (len(containers) + 1)
    for at, container in enumerate(containers):
        inside[at] = inside[container.parent] or (container.role or container.tag) in _CONTENT
    return inside[:-1]


def in_notes(containers: Sequence[Container]) -> list[bool]:
    """For each container whether the author says that it is a note to the text, or a list of such."""
    inside = [False] * (len(containers) + 1)
    if _has_notes(containers):
        for at, container in enumerate(containers):
            inside[at] = inside[container.parent] or _is_note(container)
    return inside[:-1]


def _is_note(container: Container) -> bool:
    """Outside of asides, `note` is said of what stands over the text as well: what else the name may mean."""
    return container.role in _NOTES or (container.role == "note" and container.tag == "aside")


def _has_notes(containers: Sequence[Container]) -> bool:
    """On most pages there are none."""
    return not _MAYBE_NOTES.isdisjoint([container.role for container in containers])


def _around_notes(containers: Sequence[Container]) -> set[int]:
    """The asides in which there are notes and nothing else, as docutils writes them."""
    if not _has_notes(containers):
        return set()
    others = {container.parent for container in containers if not _is_note(container)}
    within = {container.parent for container in containers} - others
    return {at for at in within if at >= 0 and containers[at].tag == "aside" and not containers[at].role}


def _own(container: Container, *, inside: bool) -> str | None:
    if container.role:
        return _ROLES.get(container.role)
    if container.tag == "header":
        return None if inside else "landmark:banner"
    return _TAGS.get(container.tag)
