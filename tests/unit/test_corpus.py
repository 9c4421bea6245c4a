"""Clustering by way of files: the partition is the one of memory, whatever the chunks."""

from itertools import islice
from pathlib import Path

import pytest

from scrape_clean import cluster
from scrape_clean.corpus import clusters_in_files
from scrape_clean.tables import clusters_table

PLAIN = [
    f"The {who} opened a {what} near the {where} in {year}"
    for who, what, where, year in [
        ("council", "library", "harbour", 2019),
        ("council", "library", "harbour", 2020),
        ("museum", "workshop", "old station", 2019),
        ("museum", "workshop", "new station", 2019),
        ("committee", "registration desk", "entrance", 2021),
        ("university", "laboratory for medicine", "river", 2022),
    ]
]
TEXTS = [
    *PLAIN,
    *(f"{text}. Read more" for text in PLAIN),
    PLAIN[4].replace("registration", "registraton"),
    *(text.upper() for text in PLAIN[2:4]),
    "1. The website has a new address for members",
    "The website has a new address for members",
    "The web site has a new address for members",
    "The website of the museum",
    "When it rains, the ferry stays in the old harbour",
    "The ferry stays in the old harbour when it rains",
    "The university opened a laboratory for med…",
    "naïve words",
    "naÃ¯ve words",
    "北京 大学",
    "北京大学",
    "",
    "…",
]


@pytest.mark.parametrize("at_once", [1, 3, 7, 1000])
def test_the_same_as_in_memory(tmp_path: Path, at_once: int) -> None:
    """Rows, clusters, representatives and reasons are those of ``clusters_table``."""
    texts = sorted([*TEXTS, *TEXTS[::3]], key=lambda text: text[::-1])
    left = iter(texts)
    chunks = iter(lambda: list(islice(left, at_once)), [])
    wanted = [tuple(row.values()) for row in clusters_table(texts).to_pylist()]
    assert list(clusters_in_files(chunks, tmp_path, at_once)) == wanted


def test_these_texts_take_every_way_of_merging() -> None:
    """Tails, ordinals, slips, cuts into words, moved clauses and cut-off texts are all among the samples."""
    labels = dict(zip(TEXTS, cluster(TEXTS), strict=True))
    same = [
        (PLAIN[0], f"{PLAIN[0]}. Read more"),
        (PLAIN[4], PLAIN[4].replace("registration", "registraton")),
        ("1. The website has a new address for members", "The web site has a new address for members"),
        ("When it rains, the ferry stays in the old harbour", "The ferry stays in the old harbour when it rains"),
        (PLAIN[5], "The university opened a laboratory for med…"),
        ("naïve words", "naÃ¯ve words"),
    ]
    assert [labels[a] == labels[b] for a, b in same] == [True] * len(same)
    assert len({labels[text] for text in PLAIN}) == len(PLAIN)
