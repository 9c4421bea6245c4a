"""Laws of stage 3: order plays no part, merging is idempotent, nothing vanishes."""

import random
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrape_clean.dedupe import cluster, unique_blocks
from scrape_clean.dedupe.clustering.representative import representative
from scrape_clean.model import Block, BlockKind, UniqueBlock

WORDS = (
    "received",
    "recieved",
    "recevied",
    "cooperation",
    "cooperaton",
    "martial",
    "marital",
    "Robert",
    "Roberto",
    "2022",
    "2023",
    "not",
    "the",
    "harbour",
    "committee",
    "plan…",
    "II",
    "III",
    "€",
    "+",
    "naïve",
    "naÃ¯ve",
    "北",
    "京",
)
line = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
framed = st.builds(
    "the crew {} the new {} plan for its old {} boat {}".format,
    st.sampled_from(["received", "recieved", "recevied", "receives", "retrieved"]),
    st.sampled_from(["martial", "marital", "2022", "2023"]),
    st.sampled_from(["cooperation", "cooperaton", "Roberto", "Robert"]),
    st.sampled_from(["", "", "…", "in time", "in ti…"]),
)
mess = st.one_of(line, framed, framed, st.text(max_size=30))
texts = st.lists(mess, max_size=14)
law = settings(max_examples=60, deadline=None)


def partition(texts: list[str]) -> set[frozenset[str]]:
    """Clusters as sets of texts."""
    found: dict[int, set[str]] = {}
    for text, label in zip(texts, cluster(texts), strict=True):
        found.setdefault(label, set()).add(text)
    return {frozenset(group) for group in found.values()}


@law
@given(texts, st.randoms(use_true_random=False))
def test_order_plays_no_part(texts: list[str], rng: random.Random) -> None:
    """The partition is the same for any order of the texts."""
    shuffled = list(texts)
    rng.shuffle(shuffled)
    assert partition(texts) == partition(shuffled)


@law
@given(texts)
def test_copies_play_no_part(texts: list[str]) -> None:
    """Adding a text that is there already changes nothing."""
    assert partition(texts) == partition(texts + texts[:3])


@law
@given(texts)
@example([f"the crew {word} the new martial plan for its old boat" for word in ("received", "recieved", "retrieved")])
def test_one_of_each_cluster(texts: list[str]) -> None:
    """The texts that stand for their clusters are alone among their like: there is nothing left to merge.

    A misspelt one need not be: "recieved" is a slip of "received", and, where that is not there, of "retrieved".
    """
    kept = [representative(dict.fromkeys(group, 1), None) for group in partition(texts)]
    assert len(set(cluster(kept))) == len(kept)


@law
@given(texts)
def test_ids_count_up(texts: list[str]) -> None:
    """Ids are 0, 1, 2 ... in the order of first appearance."""
    labels = cluster(texts)
    assert list(dict.fromkeys(labels)) == list(range(len(set(labels))))


section = st.tuples(
    st.sampled_from(["Ferries", "Crews", "Fares", "Fees 2022", "Fees 2023"]), st.lists(mess, max_size=6)
)


def blocks_of(sections: list[tuple[str, list[str]]]) -> tuple[str, list[Block], list[tuple[str, ...]]]:
    """A flat page of headings and bullets."""
    text = ""
    blocks: list[Block] = []
    paths: list[tuple[str, ...]] = []
    for title, lines in sections:
        for depth, words in enumerate((title, *lines)):
            start, text = len(text), text + f" {words}\n"
            kind: BlockKind = "bullet" if depth else "heading"
            blocks.append(Block(kind, start, len(text), " ".join(words.split()), 0 if depth else 1, min(depth, 1)))
            paths.append((title,) if depth else ())
    return text, blocks, paths


def summary(unique: tuple[UniqueBlock, ...]) -> Counter[tuple[str, int]]:
    """Texts and how often each stands on the page."""
    return Counter((one.block.text, len(one.occurrences)) for one in unique)


@law
@given(st.lists(section, max_size=6))
def test_nothing_vanishes(sections: list[tuple[str, list[str]]]) -> None:
    """Every block is in exactly one occurrence or drop; headings that text stands under may be in none."""
    text, blocks, paths = blocks_of(sections)
    filled = {title for title, lines in sections if lines}
    unique, drops = unique_blocks(text, blocks, paths)
    spans = Counter((place.start, place.end) for one in unique for place in one.occurrences)
    spans += Counter((drop.start, drop.end) for drop in drops)
    trimmed = []
    for block in blocks:
        words = text[block.start : block.end]
        start = block.start + len(words) - len(words.lstrip())
        span = start, max(start, block.start + len(words.rstrip()))
        if block.kind != "heading" or block.text not in filled or span in spans:
            trimmed.append(span)
    assert spans == Counter(trimmed)
    assert [one.occurrences[0].start for one in unique] == sorted(one.occurrences[0].start for one in unique)
    assert all(one.block.kind != "heading" for one in unique)


@law
@given(st.lists(section, max_size=6), st.randoms(use_true_random=False))
def test_order_of_sections_plays_no_part(sections: list[tuple[str, list[str]]], rng: random.Random) -> None:
    """Whole sections in another order give the same texts, equally often, but for the headings of copies."""
    shuffled = list(sections)
    rng.shuffle(shuffled)
    one, other = (summary(unique_blocks(*blocks_of(each))[0]) for each in (sections, shuffled))
    titles = {title for title, lines in sections if lines}
    assert {item for item in (one - other) + (other - one) if item[0] not in titles} == set()


@law
@given(st.lists(section, min_size=1, max_size=3), st.integers(2, 5))
def test_a_page_n_times(sections: list[tuple[str, list[str]]], times: int) -> None:
    """A page pasted n times has the same texts as the page, each n times."""
    once = summary(unique_blocks(*blocks_of(sections))[0])
    again = summary(unique_blocks(*blocks_of(sections * times))[0])
    assert again == Counter({(words, count * times): number for (words, count), number in once.items()})
