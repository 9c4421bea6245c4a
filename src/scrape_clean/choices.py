"""What is decided of a block before labelling, above all by the user's own CSS selectors: it beats every rule."""

from collections.abc import Iterable

from msgspec import structs

from scrape_clean.model import Block, LabelledBlock

__all__ = ["LINE_NUMBERS", "heed", "unwanted"]

LINE_NUMBERS = "line-numbers"
"""The decision on the numbers beside the lines of code."""

_DROP = "drop:"


def heed(labelled: Iterable[LabelledBlock]) -> tuple[LabelledBlock, ...]:
    """Label the blocks that are decided (``Block.chosen``) as they are; all others stay as they were.

    The decision is then the rule: ``drop:<selector>`` and ``line-numbers`` make boilerplate, ``keep:<selector>`` and
    ``revealed:json-ld`` content. Text that can be no record (the page's title, a line that is only its marker) is not
    touched.
    """
    return tuple([_chosen(item, item.block) if item.block.chosen else item for item in labelled])


def unwanted(rule: str) -> bool:
    """Whether a rule says that the user does not want the block."""
    return rule.startswith(_DROP)


def _chosen(item: LabelledBlock, block: Block) -> LabelledBlock:
    if block.chosen is None or not block.text or block.kind == "metadata":
        return item
    label = "boilerplate" if unwanted(block.chosen) or block.chosen == LINE_NUMBERS else "content"
    return structs.replace(item, label=label, rule=block.chosen)
