"""Stage 2: is a block content or boilerplate, and which rule says so. Labels, never deletes.

The rules are the landmarks that authors set themselves: HTML's sectioning elements and WAI-ARIA's landmark roles, as
mapped by the HTML Accessibility API Mappings (HTML-AAM 1.0, section 3.5).
"""

from collections.abc import Sequence

from scrape_clean.choices import heed
from scrape_clean.model import Block, Container, Document, LabelledBlock

__all__ = ["label", "unseen"]

_ROLES = {
    "navigation": "landmark:navigation",
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
_CONTENT_ROOTS = frozenset({"main", "article", "section"})
_KEEP = "body"
_ONLY_TEXT = "only-text"
_NO_WORD = "no-word"
_WORDLESS = frozenset({"table_row", "table_header"})  # a tick in a table says yes


def label(document: Document) -> tuple[LabelledBlock, ...]:
    """Label every block of a document, in order; never raises.

    Where the user chose (``Block.chosen``), their word counts: see `heed`.

    Rules: ``metadata`` and ``hidden:<why>`` for text that is no visible part of the body; ``no-word`` for a block
    without a letter or digit (a lone bullet, a row of stars); ``landmark:<role>`` for text inside navigation, banner,
    contentinfo, complementary, search or a dialog; ``control`` for buttons, options and form labels; ``body`` for the
    rest, which is content. A page whose words all stand inside landmarks is content throughout (``only-text``): a menu
    in the output is a nuisance, a page lost without a word is a fault.
    """
    rules = _container_rules(document.containers)
    labels = [_rule(block, rules) for block in document.blocks]
    if not any(rule == _KEEP for rule in labels):
        labels = [rule if unseen(rule) or rule == _NO_WORD else _ONLY_TEXT for rule in labels]
    return heed(
        LabelledBlock(block, "content" if rule in (_KEEP, _ONLY_TEXT) else "boilerplate", rule)
        for block, rule in zip(document.blocks, labels, strict=True)
    )


def unseen(rule: str) -> bool:
    """Whether a rule says that a reader of the page would not see the block at all."""
    return rule == "metadata" or rule.startswith("hidden:")


def _rule(block: Block, rules: Sequence[str | None]) -> str:
    if block.hidden is not None:
        return f"hidden:{block.hidden}"
    if block.kind == "metadata":
        return "metadata"
    if not block.text or (block.kind not in _WORDLESS and not any(map(str.isalnum, block.text))):
        return _NO_WORD
    if block.kind == "control":
        return "control"
    return (rules[block.container] if block.container >= 0 else None) or _KEEP


def _container_rules(containers: Sequence[Container]) -> list[str | None]:
    """For each container the rule of the outermost landmark around it; parents come before their children."""
    rules: list[str | None] = []
    rooted: list[bool] = []  # inside main, article or section, where a header introduces content
    for container in containers:
        outer = container.parent
        inside = outer >= 0 and rooted[outer]
        rooted.append(inside or container.tag in _CONTENT_ROOTS)
        rules.append((rules[outer] if outer >= 0 else None) or _own_rule(container, inside=inside))
    return rules


def _own_rule(container: Container, *, inside: bool) -> str | None:
    if container.role:
        return _ROLES.get(container.role)
    if container.tag == "header":
        return None if inside else "landmark:banner"
    return _TAGS.get(container.tag)
