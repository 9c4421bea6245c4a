"""How pages of ours look: one style for light, dark and small screens and paper; nothing is loaded, nothing runs."""

import hashlib
from base64 import b64encode

from scrape_clean.views.clear import marked_up

__all__ = ["document"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1d20; --dim: #5c6168; --page: #f6f6f4; --paper: #fff; --line: #dfe0dd;
  --in: #0b6430; --in-paper: #dcf3e3; --out: #a31621; --out-paper: #fbe3e3; --edit: #7a4f00; --edit-paper: #fcefd2;
  --move: #0b5375; --move-paper: #ddeff8; --link: #14549c; }
@media screen and (prefers-color-scheme: dark) { :root {
  --ink: #e6e6e3; --dim: #a2a6ad; --page: #141517; --paper: #1c1e21; --line: #35383d;
  --in: #86dfa0; --in-paper: #14351f; --out: #ff9d9d; --out-paper: #411a1d; --edit: #f1c56e;
  --edit-paper: #3a2c0d; --move: #83cdee; --move-paper: #12303f; --link: #8dbdf5; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 54rem; padding: 2rem 1rem 4rem; font: 1rem/1.55 system-ui, sans-serif;
  color: var(--ink); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; } h2 small { font-weight: 400; color: var(--dim); }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 0; }
.path { font-size: .875rem; line-height: 1.4; font-weight: 600; margin: 1.1rem 0 .1rem; }
.path .above { color: var(--dim); font-weight: 400; }
p { margin: 0; }
header + main > article { margin-top: 1.25rem; } article > .path:first-child { margin-top: 0; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
:focus-visible { outline: .2rem solid var(--link); outline-offset: .15rem; border-radius: .2rem; }
ul { list-style: none; padding: 0; margin: 0; }
.note, .dim { color: var(--dim); }
.note { font-size: .85rem; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.15rem;
  margin: 0 0 1rem; }
article:target, li:target { outline: .2rem solid var(--edit); outline-offset: .1rem; border-radius: .6rem; }
.changes > li { border-top: 1px solid var(--line); padding: .55rem 0; display: grid; gap: .1rem .9rem;
  grid-template-columns: 5.6rem 1fr; }
.path + .changes > li:first-child { border-top: 0; }
.type { font-size: .78rem; font-weight: 650; line-height: 1.4; padding: .1rem .5rem; border-radius: 1rem;
  justify-self: start; align-self: start; margin-top: .12rem; white-space: nowrap; }
.added .type { color: var(--in); background: var(--in-paper); }
.removed .type { color: var(--out); background: var(--out-paper); }
.changes > li.of-section { grid-template-columns: 1fr; } .of-section .path { margin: 0; }
.changed .type { color: var(--edit); background: var(--edit-paper); }
.moved .type { color: var(--move); background: var(--move-paper); }
.cosmetic .type { color: var(--dim); background: var(--page); }
.quiet { color: var(--dim); }
del { color: var(--out); background: var(--out-paper); text-decoration: line-through .08em; border-radius: .2rem;
  padding: 0 .1em; }
ins { color: var(--in); background: var(--in-paper); text-decoration: none; font-weight: 650; border-radius: .2rem;
  padding: 0 .1em; }
.added ins, .removed del { font-weight: 400; background: none; padding: 0; }
.added ins { color: inherit; } .removed del { text-decoration: none; }
.sides p + p { margin-top: .25rem; }
.side { display: inline-block; min-width: 4.2em; color: var(--dim); font-size: .78rem; }
del::before, del::after, ins::before, ins::after { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
del::before { content: " [dropped: "; } del::after, ins::after { content: "] "; } ins::before { content: " [added: "; }
.suspect { border-left: .3rem solid var(--out); }
details > summary { cursor: pointer; color: var(--dim); font-size: .9rem; }
details > summary h2 { display: inline; color: var(--ink); }
section > details > summary { margin: 1.25rem 0 .5rem; }
header .tiles { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.25rem 0 0; }
.tiles a, .tiles span.tile { display: block; min-width: 6.4rem; padding: .55rem .8rem; border-radius: .6rem;
  border: 1px solid var(--line); background: var(--paper); color: var(--dim); font-size: .85rem;
  text-decoration: none; }
.tiles b { display: block; font-size: 1.5rem; line-height: 1.15; color: var(--ink);
  font-variant-numeric: tabular-nums; }
.tiles .is-changed b { color: var(--edit); } .tiles .is-suspect b, .tiles .is-failed b { color: var(--out); }
.tiles .is-new b { color: var(--in); }
.tiles a:hover { border-color: currentColor; }
nav ul { margin-top: 1.25rem; border-bottom: 1px solid var(--line); }
nav ul.rows > li { display: flex; gap: .1rem 1rem; justify-content: space-between; padding: .45rem 0; }
nav .glance { font-size: .88rem; margin-top: .1rem; } nav .glance .above { color: var(--dim); }
nav .told { font-size: .85rem; color: var(--dim); text-align: end; flex: none; max-width: 14rem; }
.glance.added ins::before { all: unset; content: "+ "; } .glance.removed del::before { all: unset; content: "− "; }
nav .is-suspect, nav .is-failed { color: var(--out); }
.source { font-size: .8rem; color: var(--dim); }
.rows > li { padding: .35rem 0; border-top: 1px solid var(--line); }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; }
footer { margin-top: 3rem; color: var(--dim); font-size: .85rem; }
@media (max-width: 34rem) { body { padding: 1.25rem .75rem 3rem; } .changes > li { grid-template-columns: 1fr; }
  nav ul.rows > li { display: block; } nav .told { text-align: start; max-width: none; }
  article { padding: .85rem .85rem; } .tiles a, .tiles span.tile { min-width: 30%; flex: 1; } }
@media print { :root { --page: #fff; --paper: #fff; --ink: #000; --line: #bbb; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; } article { border: 0; border-top: 2px solid #000;
  border-radius: 0; padding: .5rem 0; } li, tr { break-inside: avoid; } h2, h3, .path { break-after: avoid; }
  ins { text-decoration: underline; } .added ins { text-decoration: none; } .skip, .go { display: none; }
  details::details-content { content-visibility: visible; display: block; } }
"""
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)


def document(title: str, language: str, body: str) -> str:
    """A page of HTML around a body.

    Args:
        title: As text.
        language: Tag of the language of whatever has no tag of its own.
        body: As HTML, every text of a web page in it escaped.
    """
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{marked_up(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{marked_up(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{marked_up(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
