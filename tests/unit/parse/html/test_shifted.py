"""Raised and lowered text, fractions and corrections."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Document
from scrape_clean.parse.html import parse_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>3</sup> litres", "10³ litres"),
        ("10<sup>&minus;3</sup> m", "10⁻³ m"),
        ("€12<sup>99</sup>", "€12⁹⁹"),
        ("2<sup>n</sup> and x<sub>i</sub>", "2ⁿ and xᵢ"),
        ("CO<sub>2</sub> in <b>mg/m</b><sup> </sup>", "CO₂ in mg/m"),
        ("5 m<b><sup><i>2</i></sup></b> of floor", "5 m² of floor"),
        ("1901<sup>1, 2</sup> and 1902<sup>3</sup>", "1901¹, ² and 1902³"),
        ("1<sup>1</sup>/<sub>2</sub> m", "1¹/₂ m"),
        ("1<sup>er</sup> 2<sup>nd</sup> M<sup>lle</sup> H<sub>max</sub>", "1er 2nd Mlle Hmax"),
        ("<sup>1</sup>/<sub>2</sub> m", "1/2 m"),
        ("10 <sup>3</sup>, 10<sup> 3</sup>", "10 3, 10 3"),
        ("$12<sup>.99</sup>, $12.<sup>99</sup>", "$12.99, $12.99"),
        ("word<sup>[2]</sup>, a<sup>)</sup>, 18<sup>+</sup>, C<sup>*</sup>", "word[2], a), 18+, C*"),
        ("10<sup hidden>3</sup> m", "10 m"),
        (f"10<sup>{'3' * 41}</sup>", "10" + "3" * 41),
        ("to $35.<sup>4</sup> in May.<sup>1, 2</sup>", "to $35.⁴ in May.¹, ²"),
        ("€12,<sup>3</sup> “so,”<sup>22</sup> Roomba®<sup>1–3</sup> [5]<sup>6</sup>", "€12,³ “so,”²² Roomba®¹–³ [5]⁶"),
        ("at 10:<sup>30</sup> for 12,<sup>99*</sup>", "at 10:30 for 12,99*"),
        ('in 2023.<a href="#n13"><sup>13</sup></a> <a href="#">$12.<sup>99</sup></a>', "in 2023.¹³ $12.99"),
        ("<sup>1</sup>See, <sup>2</sup> or “<sup>13</sup>C”", "¹See, ² or “¹³C”"),
        ("<sup> 4 </sup>2016 cars, <sup>1, 2</sup>“here”", "⁴ 2016 cars, ¹, ²“here”"),
        ('cars <sup><a href="#n1">1</a></sup>, a<sup> <a href="#n2">2</a> </sup>.', "cars ¹, a ² ."),
        ('<a href="#all">All <sup>32</sup></a>; <sup>3</sup>.', "All 32; 3."),
        (
            "<sup>2021</sup> report, COVID-<sup>19</sup> cases, <sup>1,200</sup> men",
            "2021 report, COVID-19 cases, 1,200 men",
        ),
        ("half a <sup>1</sup>/<sub>2</sub>", "half a 1/2"),
        ("<sup hidden>2</sup><sup>3</sup>He, <sup></sup><sup><i>4</i></sup><b>He</b>", "³He, ⁴He"),
        ("<math><msup><mn>10</mn>\n<mn>3</mn></msup></math> m", "10³ m"),
        ("<math><msubsup><mi>x</mi><mi>i</mi><mrow><mn>2</mn></mrow></msubsup></math>", "xᵢ²"),
        ("<math><msub><mi>x</mi><mn>1</mn></msub></math>", "x₁"),
        ("<math><mfrac><mn>1</mn> <mn>2</mn></mfrac></math> m", "1\u20442 m"),
        ("3<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> m", "3 1\u20442 m"),
        ("<del>100</del><ins>120</ins> euros", "100 120 euros"),
        ("<ins>120</ins><b><s>100</s></b>", "120 100"),
        ("<del>100</del>, <ins>120</ins>; colo<ins>u</ins>r", "100, 120; colour"),
        ("<s>a</s><s>b</s>", "ab"),
    ],
)
def test_what_stands_above_or_below_the_line(parse: Callable[..., Document], markup: str, text: str) -> None:
    """It runs into nothing; what has no form of its own in Unicode stays as it is."""
    document = parse(f"<p>{markup}</p>")
    assert [block.text for block in document.blocks if block.hidden is None] == [text]
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("10<sup><div>3</div></sup> m <b>4</b><sup>5</sup>", ["10", "3", "m 4⁵"]),
        ("<p>10<br><sup>3</sup>", ["10 3"]),
        ("<table><tr><th>a<th>b<tr><td>10<sup>3</sup><td>5<sub>2</sub></table>", ["a | b", "10³ | 5₂"]),
        ("<pre>x<sup>2</sup>\n<del>a</del><ins>b</ins></pre>", ["x²\na b"]),
        ("<h2>CO<sub>2</sub></h2>", ["CO₂"]),
        ('<p>x <a href="#y">y</a> z<sup>1<br>2</sup>', ["x y z1 2"]),
        ("<p>a<br><sup>3</sup> b<br><sup>4</sup>", ["a", "³ b", "4"]),
        ("<div><sup>1<div>2</div>3</sup> b <sup>4</sup> c", ["1", "2", "³ b ⁴ c"]),
        ("<table><tr><th>a<th>b<tr><td><sup>1</sup><td><sup>2</sup> c</table>", ["a | b", "1 | ² c"]),
    ],
)
def test_scripts_and_blocks(parse: Callable[..., Document], markup: str, texts: list[str]) -> None:
    """A block's edge or a line break parts a script from what it would belong to."""
    assert [block.text for block in parse(markup).blocks if block.kind != "table_header" or "|" in block.text] == texts


def test_the_mark_of_a_note_keeps_its_link(parse: Callable[..., Document]) -> None:
    """One character for one: the place of a link stays."""
    block = parse('<p>Opened in 1901<sup><a href="#n1">1</a>,<a href="#n12">12</a></sup> by boat').blocks[0]
    assert block.text == "Opened in 1901¹,¹² by boat"
    assert [(link.text, link.href) for link in block.links] == [("¹", "#n1"), ("¹²", "#n12")]
    assert [block.text[link.start : link.end] for link in block.links] == ["¹", "¹²"]


def test_many_scripts_take_no_time_each() -> None:
    """None is looked at for longer than it is; none within another again and again."""
    nested = parse_html("<p>x" + "<sup>" * 300 + "2" * 50_000)
    assert nested.blocks[0].text == "x" + "2" * 50_000
    assert parse_html("<p>" + "x<sup>2</sup>" * 20_000).blocks[0].text == "x²" * 20_000
    loose = parse_html("<p>" + "<sup>2</sup> <i hidden>x</i>" * 20_000 + "x").blocks[0]
    assert loose.text == "² " * 20_000 + "x"
