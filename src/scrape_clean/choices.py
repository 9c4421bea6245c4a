"""The user's own word on a page, as CSS selectors: it beats whatever the rules of labelling say."""

from collections.abc import Iterable

from msgspec import structs

from scrape_clean.model import Block, LabelledBlock

__all__ = ["heed", "unwanted"]

_DROP = "drop:"


def heed(labelled: Iterable[LabelledBlock]) -> tuple[LabelledBlock, ...]:
    """Label the blocks that the user chose as they chose; all others stay as they are.

    The rule is then ``keep:<selector>`` or ``drop:<selector>``. Text that can be no record (the page's title, a line of
    which nothing but its marker is left) is not touched.
    """
    return tuple([_chosen(item, item.block) if item.block.chosen else item for item in labelled])


def unwanted(rule: str) -> bool:
    """Whether a rule says that the user does not want the block."""
    return rule.startswith(_DROP)


def _chosen(item: LabelledBlock, block: Block) -> LabelledBlock:
    if block.chosen is None or not block.text or block.kind == "metadata":
        return item
    label = "boilerplate" if unwanted(block.chosen) else "content"
    return structs.replace(item, label=label, rule=block.chosen)
