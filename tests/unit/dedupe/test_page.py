"""On a page the place counts: repeated sections merge, the same words about two things do not."""

from typing import NamedTuple

from scrape_clean.dedupe import unique_blocks
from scrape_clean.model import Block, BlockKind, Cell, Drop, UniqueBlock

LINES = (
    "The harbour board runs two ferries between the old town and the island of Senn.",
    "In 1987 the board bought its first electric ferry from a yard in the north.",
    "Every spring the crews repaint both landing stages with the help of schools.",
    "A night ferry was added after the island's bakery had asked for it three times.",
    "Since 2011 the board has offered free crossings to nurses on duty.",
)


class Answer(NamedTuple):
    """What stage 3 says of a page."""

    unique: tuple[UniqueBlock, ...]
    drops: tuple[Drop, ...]

    def counts(self) -> dict[str, int]:
        """Occurrences per text."""
        found: dict[str, int] = {}
        for one in self.unique:
            found[one.block.text] = found.get(one.block.text, 0) + len(one.occurrences)
        return found


def page(*lines: str) -> Answer:
    """A page: ``# heading``, ``## heading``, ``- bullet`` (two spaces deeper: nested), or a paragraph."""
    text = ""
    blocks: list[Block] = []
    sections: list[tuple[str, ...]] = []
    path: list[str] = []
    for line in lines:
        words = line.strip().lstrip("#-").strip()
        start, text = len(text), text + line + "\n"
        kind: BlockKind = "paragraph"
        level, depth = 0, 0
        if line.startswith("#"):
            kind, level = "heading", len(line) - len(line.lstrip("#"))
            del path[level - 1 :]
        elif line.lstrip().startswith("-"):
            kind, depth = "bullet", 1 + (len(line) - len(line.lstrip())) // 2
        blocks.append(Block(kind, start, len(text), words, level, depth))
        sections.append(tuple(path))
        if level:
            path.append(words)
    return Answer(*unique_blocks(text, blocks, sections))


def copy(*lines: str, title: str = "# Harbour") -> tuple[str, ...]:
    """A section of bullets."""
    return (title, *(f"- {line}" for line in lines))


def test_repeated_section() -> None:
    """A section that stands eight times gives each bullet once, with eight places."""
    answer = page(*copy(*LINES) * 8)
    assert answer.counts() == dict.fromkeys(LINES, 8)
    assert not answer.drops


def test_spans_and_sections() -> None:
    """Each occurrence has its own trimmed span and its own section path as written there."""
    answer = page("# Harbour", "-   " + LINES[0], "# HARBOUR", "- " + LINES[0])
    (one,) = answer.unique
    assert [place.section for place in one.occurrences] == [("Harbour",), ("HARBOUR",)]
    second = 10 + 4 + len(LINES[0]) + 1 + 10
    assert [(place.start, place.end) for place in one.occurrences] == [
        (10, 10 + 4 + len(LINES[0])),
        (second, second + 2 + len(LINES[0])),
    ]


def test_copy_with_a_typo() -> None:
    """One mistyped copy is a copy; the words shown are the ones most copies have."""
    broken = (LINES[0].replace("between", "betwene"), *LINES[1:])
    assert page(*copy(*broken), *copy(*LINES) * 7).counts() == dict.fromkeys(LINES, 8)
    assert len(page(*copy(*LINES), *copy(*broken)).unique) == len(LINES)


def test_copy_with_another_word_of_no_vocabulary() -> None:
    """However few copies have it: what does not differ as slips do may be another word."""
    line = "Het {}formulier voor de cursus staat vanaf maandag op de website van de school."
    one, other = line.format("aanmeld"), line.format("afmeld")
    page_of_both = page(*copy(one, *LINES[1:]) * 6, *copy(other, *LINES[1:]) * 2)
    assert page_of_both.counts() == {one: 6, other: 2, **dict.fromkeys(LINES[1:], 8)}


def test_copy_with_an_edited_fact() -> None:
    """A copy with another year adds exactly that bullet."""
    edited = (LINES[0], LINES[1].replace("1987", "1988"), *LINES[2:])
    counts = page(*copy(*LINES) * 3, *copy(*edited)).counts()
    assert counts == {**dict.fromkeys(LINES, 4), LINES[1]: 3, edited[1]: 1}


def test_cut_copy() -> None:
    """A copy cut off in the middle adds nothing, and the stump is reported with its span."""
    stump = LINES[2][:30]
    answer = page(*copy(*LINES), *copy(*LINES[:2], stump), *copy(*LINES))
    assert answer.counts() == {**dict.fromkeys(LINES[:2], 3), **dict.fromkeys(LINES[2:], 2)}
    (drop,) = answer.drops
    assert (drop.stage, drop.rule, drop.text) == ("dedupe", "truncated", stump)
    assert drop.reason == f"cut-off copy of: {LINES[2][:60]}"
    assert drop.end - drop.start == len(f"- {stump}")


def test_cut_within_the_first_word() -> None:
    """A copy may be cut right after its heading, and at the end of the page."""
    answer = page(*copy(*LINES), *copy("The harb"))
    assert [drop.text for drop in answer.drops] == ["The harb"]


def test_short_statement_is_no_stump() -> None:
    """A bullet that another one merely begins with stays, where its section goes on, or where it ends as a sentence."""
    short = LINES[1][:40]
    assert not page(*copy(*LINES), *copy(LINES[0], short, *LINES[2:])).drops
    assert not page(*copy(*LINES), *copy(LINES[0], short.strip() + ".")).drops


def test_negated_last_bullet_is_no_whole_text() -> None:
    """A copy whose last bullet got one word more, a negation, states another fact; the bullet was not cut there."""
    line = "The keeper of the old lighthouse still remembers what he saw"
    for end in ("", "..."):
        answer = page("# Tales", f"- {line}{end}", "# Tales", f"- {line} not{end}")
        assert len(answer.unique) == 2


def test_teaser() -> None:
    """A text that ends with an ellipsis is dropped where one block goes on so, and kept where two do."""
    teaser = "In 1987 the board bought its first electric…"
    assert [drop.text for drop in page("# News", f"- {teaser}", *copy(*LINES)).drops] == [teaser]
    other = LINES[1].replace("north", "south")
    assert not page("# News", f"- {teaser}", *copy(*LINES, other)).drops
    assert not page("# News", f"- {teaser}", "- and more").drops


def test_short_facts_are_no_stumps() -> None:
    """Of two courses one is free and one is free for members: neither is a cut copy of the other."""
    answer = page("# Rowing", "## Fees", "- Free", "# Sailing", "## Fees", "- Free for members of the club and guests")
    assert not answer.drops
    assert not page("# Fees", "- Free", "# Fees", "- Free for members").drops


def test_number_cut_short_may_be_another_number() -> None:
    """A last number that is the beginning of another one is a fact of its own."""
    line = "The great hall of the town seats at most 200"
    assert not page("# Hall", f"- {line}", "# Hall", f"- {line[:-1]}").drops


def test_same_words_under_two_headings() -> None:
    """Short facts of two courses are facts of two courses."""
    facts = ("- Fee: free", "- Duration: 2 weeks", "- Language: English")
    assert page("# Rowing", *facts, "# Sailing", *facts).counts() == dict.fromkeys([f[2:] for f in facts], 2)
    assert len(page("# Rowing", *facts, "# Sailing", *facts).unique) == 6
    assert len(page("# Rowing", *facts, "# Rowing", *facts).unique) == 3


def test_same_words_under_two_parents() -> None:
    """A nested bullet belongs to the bullet above it, a list to the line that introduces it."""
    nested = page("# Courses", "- Rowing", "  - Fee: free", "- Sailing", "  - Fee: free")
    assert len(nested.unique) == 4
    introduced = page("# Courses", "For rowers:", "- Fee: free", "For sailors:", "- Fee: free")
    assert len(introduced.unique) == 4
    again = page("# Courses", "For rowers:", "- Fee: free", "For rowers:", "- Fee: free")
    assert len(again.unique) == 2


def test_long_run_under_another_heading() -> None:
    """Three blocks or more of some length, word by word, are a copy wherever they stand; the other heading is told."""
    answer = page(*copy(*LINES), *copy(*LINES, title="# About us"))
    assert answer.counts() == dict.fromkeys(LINES, 2) | {"About us": 1}
    assert len(answer.unique) == len(LINES) + 1
    edited = (*LINES[:2], LINES[2].replace("Every", "Each"), *LINES[3:])
    assert len(page(*copy(*LINES), *copy(*edited, title="# About us")).unique) == len(LINES) + 1


def test_the_heading_of_a_copy_is_told_once_if_no_record_stands_under_one_like_it() -> None:
    """Another one may be all that the section says; the same one, or one with other quotes, says nothing new."""
    titles = (
        "# Work with the council",
        "# Work with “Hope”",
        '# Work with "Hope"',
        "# Work with the council",
    )
    answer = page(*(line for title in titles for line in copy(*LINES, title=title)))
    assert answer.counts() == dict.fromkeys(LINES, 4) | {'Work with "Hope"': 2}


def test_the_number_of_a_copy_is_no_heading_of_its_own() -> None:
    """Terms that stand there twice, counted on."""
    titles = ("# A21. Work with the council", "# A22. Work with the council")
    answer = page(*(line for title in titles for line in copy(*LINES, title=title)))
    assert answer.counts() == dict.fromkeys(LINES, 2)


def test_run_does_not_reach_into_the_section_before() -> None:
    """The last line of a section is not repeated just because the next section is."""
    answer = page("# Rowing", "- Fee: free", *copy(*LINES), "# Sailing", "- Fee: free", *copy(*LINES))
    assert answer.counts() == {"Fee: free": 2, **dict.fromkeys(LINES, 2)}
    assert len(answer.unique) == 2 + len(LINES)


def test_rows_under_two_headers() -> None:
    """The same cells under other header cells are other facts."""
    text = "5 | 7\n"
    rows = [
        Block("table_row", at * 6, at * 6 + 6, "5 | 7", cells=(Cell(header, "5"), Cell("men", "7")))
        for at, header in enumerate(("boys", "girls", "boys"))
    ]
    unique, _ = unique_blocks(text * 3, rows, [()] * 3)
    assert [len(one.occurrences) for one in unique] == [2, 1]


def test_rows_of_a_copy_in_another_column() -> None:
    """A table that stands there twice is a copy, but for the row whose value is another plan's; one without headers."""
    names = ("Feature", "Free", "Pro")
    plans = [f"{line} | x" for line in LINES]

    def table(paid: str) -> list[tuple[str, tuple[Cell, ...]]]:
        columns = [names[2] if line.startswith(paid) else names[1] for line in plans]
        return [
            (line, (Cell(names[0], line[:-4]), Cell(column, "x"))) for line, column in zip(plans, columns, strict=True)
        ]

    unread = [(line, tuple(Cell("", cell.text) for cell in cells)) for line, cells in table("none")]
    for other, records in ((table("Every"), len(plans) + 1), (table("none"), len(plans)), (unread, len(plans))):
        text, blocks = "", []
        for line, cells in (*table("none"), *other):
            start, text = len(text), f"{text}{line}\n"
            blocks.append(Block("table_row", start, len(text), line, cells=cells))
        unique, _ = unique_blocks(text, blocks, [("2025",)] * len(plans) + [("2026",)] * len(plans))
        assert len(unique) == records


def test_definitions_belong_to_their_terms() -> None:
    """The same definition of two terms is two facts."""
    words = ("Fee", "free", "Boat hire", "free", "Fee", "free")
    blocks = [Block("definition" if at % 2 else "term", at, at + 1, word) for at, word in enumerate(words)]
    unique, _ = unique_blocks("x" * 6, blocks, [()] * 6)
    assert [(one.block.text, len(one.occurrences)) for one in unique] == [
        ("Fee", 2),
        ("free", 2),
        ("Boat hire", 1),
        ("free", 1),
    ]


def test_code_counts_every_character() -> None:
    """In preformatted text case and punctuation are facts."""
    words = ("ls -a", "ls -A", "ls -a")
    blocks = [Block("preformatted", at, at + 1, word) for at, word in enumerate(words)]
    unique, _ = unique_blocks("xxx", blocks, [()] * 3)
    assert [one.block.text for one in unique] == ["ls -a", "ls -A"]


def test_an_empty_column_makes_no_other_row() -> None:
    """A table for layout may have one, and its copy none."""
    text, blocks = "", []
    for gap in ((), (Cell("", ""),)):
        for day, hours in (("Mon", "9-17"), ("Tue", "9-12")):
            start, line = len(text), f"{day} | {hours}"
            text += f"{line}\n"
            blocks.append(Block("table_row", start, len(text), line, cells=(*gap, Cell("", day), Cell("", hours))))
    assert len(unique_blocks(text, blocks, [()] * len(blocks))[0]) == 2


def test_cleanest_words_are_shown() -> None:
    """Of equally frequent texts the undamaged one is shown, at the place of the first."""
    answer = page("# A", "- Le cafÃ© de la gare", "- Le café de la gare")
    (one,) = answer.unique
    assert one.block.text == "Le café de la gare"
    assert one.block.start == 4


def test_empty_page() -> None:
    """A page without blocks has no facts."""
    assert unique_blocks("", (), ()) == ((), ())


def test_headings_over_no_text_are_what_the_page_says() -> None:
    """A page of names: each heading is a line; the one above them all is their section."""
    answer = page("# Board", "## Ada Lind", "## Bo Ek", "# Contact", "Ask at the quay.")
    assert [(one.block.kind, one.block.text, one.block.level) for one in answer.unique] == [
        ("paragraph", "Ada Lind", 0),
        ("paragraph", "Bo Ek", 0),
        ("paragraph", "Ask at the quay.", 0),
    ]
    assert [one.occurrences[0].section for one in answer.unique] == [("Board",), ("Board",), ("Contact",)]


def test_the_heading_of_a_copy_that_was_cut_off_adds_nothing() -> None:
    """Not even with a slip in it: the section stands whole elsewhere."""
    sound = (*copy(*LINES), *copy("Tickets are sold on board.", title="# Fares and tickets"))
    assert page(*sound, "# Harbour").counts() == page(*sound, "# Fares and tikcets").counts() == page(*sound).counts()


def test_a_heading_is_a_heading_in_its_own_section_only() -> None:
    """The same word over text in one section, and over none in another."""
    answer = page("# Senn", "## Fares", "One crown.", "# Old town", "## Fares", "# Crews", "Nine people.")
    assert [(one.block.text, one.occurrences[0].section) for one in answer.unique] == [
        ("One crown.", ("Senn", "Fares")),
        ("Fares", ("Old town",)),
        ("Nine people.", ("Crews",)),
    ]
