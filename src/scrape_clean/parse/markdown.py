"""Markdown to blocks, by way of HTML: a page's Markdown and HTML twins give the same ones.

CommonMark with GitHub's tables and strikethrough, definition lists and footnotes. What renderers for people hide or
drop is kept: front matter, footnotes that nobody refers to, text nested too deep.
"""

import html
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import structs

from scrape_clean.model import Block, Document
from scrape_clean.parse.fold import fold
from scrape_clean.parse.front_matter import front_matter
from scrape_clean.parse.html import parse_html
from scrape_clean.parse.html.lists import css_string
from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.ordered import restore_numbers, text_of
from scrape_clean.parse.selectors import NO_SELECTORS, Reader, Selectors

__all__ = ["parse_markdown", "render", "tokens"]

_DEEPEST: Final = 80  # levels of quotations, two for a list; each takes a few frames of Python's stack
_NEVER: Final = 100  # levels at which markdown-it drops text: never reached
_BRACKETS: Final = 16  # levels of brackets in a line, beyond which they are text; each open one costs time by this

_LABEL: Final = re.compile(r"\w[^:]{0,47}:\s+\S")
_RAW_TEXT: Final = re.compile(  # GitHub's "disallowed raw HTML": elements that swallow the page after them
    r"<(?=(title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)[\s/>])", re.IGNORECASE
)


def parse_markdown(
    text: str, *, url: str | None = None, reader: Reader = "lexbor", selectors: Selectors = NO_SELECTORS
) -> Document:
    """Parse a Markdown page.

    Args:
        text: The decoded page.
        url: Its address, for relative links.
        reader: Who reads the rendered HTML.
        selectors: The user's choice of elements in the rendered HTML.

    Returns:
        A document of media type ``text/markdown`` over the rendered text, each line of its front matter before it as a
        block of kind ``metadata``. Blocks have no path: it would point into HTML that nobody has.

    Sources: https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/, pandoc's manual for the extensions.
    """
    front = front_matter(text)
    body = parse_html(render(text[front.end :]), url=url, reader=reader, selectors=selectors)
    blocks: list[Block] = []
    offset = 0
    for line in front.lines:
        blocks.append(Block("metadata", offset, offset + len(line) + 1, fold(line)))
        offset += len(line) + 1
    blocks.extend(structs.replace(b, start=b.start + offset, end=b.end + offset, path=None) for b in body.blocks)
    return structs.replace(
        body,
        text="".join(f"{line}\n" for line in front.lines) + body.text,
        blocks=tuple(blocks),
        media_type="text/markdown",
        title=body.title or front.value("title"),
        language=body.language or front.value("lang", "language"),
        metadata=front.facts(body.metadata),
    )


def render(text: str) -> str:
    """HTML of a Markdown page without its front matter; takes linear time, loses nothing that is visible."""
    return str(_PARSER.renderer.render(tokens(text), _PARSER.options, {}))


def tokens(text: str) -> list[Token]:
    """The token stream of a Markdown page without its front matter; numbers that may be text are text in it."""
    stream = _PARSER.parse(text)
    for index, token in enumerate(stream):
        if token.type == "footnote_reference_open" and stream[index + 1].type == "paragraph_open":
            token.meta["is_marker"] = any(map(str.isalnum, text_of(stream[index + 2])))
        if token.children:
            _keep_typed_lines(token.children)
    return restore_numbers(stream)


def _keep_typed_lines(children: Sequence[Token]) -> None:
    """Keep the line ends of a paragraph that is a list or a set of fields only typed ("• one", "Fee: none").

    To Markdown they are as good as spaces; wrapped prose is left to it.
    """
    breaks = [child for child in children if child.type == "softbreak"]
    if not breaks:
        return
    lines = "".join("\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in children).split(
        "\n"
    )
    styles = [marker.style for line in lines if (marker := find_marker(line.strip()))]
    listed = len(set(styles)) < len(styles) or find_marker(lines[0].strip())
    if listed or all(map(_LABEL.match, lines)):
        for child in breaks:
            child.type, child.tag = "hardbreak", "br"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NEVER}).enable(["table", "strikethrough"])
    deflist_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    _limit_brackets(parser)
    parser.core.ruler.after("block", "surplus_cells", _surplus_cells)
    for name in ("blockquote", "list", "deflist", "footnote_def"):
        _limit_depth(parser, name)
    for name, rule in (
        ("html_inline", _html_inline),
        ("html_block", _html_block),
        ("footnote_ref", _footnote_ref),
        ("footnote_reference_open", _footnote_open),
        ("footnote_reference_close", _footnote_close),
    ):
        parser.add_render_rule(name, rule)
    return parser


def _limit_depth(parser: MarkdownIt, name: str) -> None:
    """Beyond the limit a container is no more recognised: its text goes into the paragraph that it stands in."""
    (rule,) = (rule for rule in parser.block.ruler.__rules__ if rule.name == name)
    recognise = rule.fn

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        return state.level < _DEEPEST and recognise(state, start, end, silent)

    parser.block.ruler.at(name, limited, {"alt": rule.alt})


def _limit_brackets(parser: MarkdownIt) -> None:
    """Lines get a limit of their own: markdown-it has one option for both, and there it loses nothing."""
    within = MarkdownIt("commonmark", {"maxNesting": _BRACKETS}).enable("strikethrough")
    footnote_plugin(within, inline=False, move_to_end=False)

    def inline(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = within.inline.parse(token.content, within, state.env, [])

    parser.core.ruler.at("inline", inline)


def _surplus_cells(state: StateCore) -> None:
    """Keep the cells of a row that has more than its table's header; GitHub's renderer ignores them."""
    if not any(token.type == "tbody_open" for token in state.tokens):
        return
    lines = state.src.split("\n")
    kept: list[Token] = []
    row, cells = "", 0
    for token in state.tokens:
        if token.type == "tr_open" and token.map:
            row, cells = lines[token.map[0]].lstrip("> \t"), 0
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close" and cells:
            for content in escapedSplit(row.strip().removeprefix("|").removesuffix("|"))[cells:]:
                opening, closing = Token("td_open", "td", 1), Token("td_close", "td", -1)
                kept += [opening, Token("inline", "", 0, content=content.strip(), children=[]), closing]
        kept.append(token)
    state.tokens = kept


def _html_inline(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    del options, env
    return _RAW_TEXT.sub("&lt;", tokens[index].content)


def _html_block(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    del options, env
    content = tokens[index].content
    closed = {match[1].lower() for match in re.finditer(r"</(\w+)", content)}
    return _RAW_TEXT.sub(lambda match: match[0] if match[1].lower() in closed else "&lt;", content)


def _footnote_ref(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    del options, env
    label = tokens[index].meta["label"]
    return f'<sup><a href="#{quote(f"fn-{label}", errors="replace")}">[{html.escape(label)}]</a></sup>'


def _footnote_open(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    del options, env
    meta = tokens[index].meta
    label, is_marker = f"[{meta['label']}]", meta.get("is_marker", False)
    item = f"<ol><li style='list-style-type: {css_string(label if is_marker else '')}'>"
    return item if is_marker else f"{item}<p>{html.escape(label)}</p>"


def _footnote_close(_: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    del tokens, index, options, env
    return "</li></ol>\n"


_PARSER: Final = _parser()
