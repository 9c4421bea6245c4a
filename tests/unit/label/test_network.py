"""The network: the same scores everywhere, whatever the order of its sums."""

import numpy as np
import pytest

from scrape_clean.label.features import AROUND, OWN, PAGE, SPANS, features
from scrape_clean.label.network import Hearing, Layer, Network, network, scores
from scrape_clean.model import Document
from scrape_clean.parse import parse_string

MARKUP = """<html><title>Tide tables | Harbour office</title><body class="page home"><header><nav id=topNav><ul>
<li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/login>Log in</a></ul></nav></header>
<main><h1>Tide tables</h1><p>High water is at the times given below; add an hour in summer, when the clocks are forward.
<ul class=times><li>Monday: 06:10 and 18:35, 4.1 m<li>Tuesday: 07:02 and 19:20, 4.3 m</ul>
<table><tr><th>Pier<th>Depth<tr><td>North<td>3.2 m</table></main>
<footer><p>© Harbour office <a href="https://social.example/share">Share</a></footer>"""


@pytest.fixture(scope="module")
def page() -> Document:
    """A small page with all that pages have."""
    return parse_string(MARKUP, url="https://harbour.example/tides", media_type="text/html")


def reordered(net: Network, order: np.random.Generator) -> Network:
    """The same network with the units of its first layer in another order."""
    places = order.permutation(net.read.bias.shape[0])
    hear = net.hear.own.copy()
    hear[: len(places)] = hear[places]
    return net._replace(
        read=Layer(np.ascontiguousarray(net.read.weights[:, places]), net.read.bias[places]),
        tell=Layer(np.ascontiguousarray(net.tell.weights[places]), net.tell.bias),
        hear=net.hear._replace(own=hear),
    )


def in_longer_floats(net: Network) -> Network:
    """The same network in float64."""

    def longer(layer: Layer) -> Layer:
        return Layer(layer.weights.astype(np.float64), layer.bias.astype(np.float64))

    layers = {name: longer(layer) for name, layer in net._asdict().items() if isinstance(layer, Layer)}
    parted = {
        name: Hearing(layer.own.astype(np.float64), longer(layer.place))
        for name, layer in net._asdict().items()
        if isinstance(layer, Hearing)
    }
    return Network(**(net._asdict() | layers | parted))


def test_features_have_the_widths_that_the_network_was_trained_for(page: Document) -> None:
    """Otherwise the weights belong to other numbers."""
    seen = features(page)
    assert seen.own.shape == (len(page.blocks), OWN)
    assert seen.spans.shape == (len(seen.skeleton.spans), SPANS)
    assert seen.around.shape == (len(page.blocks), AROUND)
    assert seen.page.shape == (PAGE,)
    for numbers in seen[:4]:
        assert (numbers * 64 == np.rint(numbers * 64)).all()


def test_sums_are_exact(page: Document) -> None:
    """In another order, and in floats of twice the length, every score is the same to the last bit."""
    seen, net = features(page), network()
    expected = scores(seen, net)
    assert (scores(seen, reordered(net, np.random.default_rng(1))) == expected).all()
    assert (scores(seen, in_longer_floats(net)) == expected).all()


@pytest.mark.parametrize("rows", [0, 1, 5, 6, 12, 13])
def test_a_layer_reads_all_rows(rows: int) -> None:
    """It takes them in slices, of which the last one may be short; six rows of this width fill one."""
    rng = np.random.default_rng(rows)
    weights, bias = (rng.integers(-64, 64, shape).astype(np.float32) for shape in ((900, 48), 48))
    inputs = rng.integers(-64, 64, (rows, 900)).astype(np.float32)
    expected = inputs.astype(np.int64) @ weights.astype(np.int64) + bias.astype(np.int64)
    assert np.array_equal(Layer(weights, bias).linear(inputs), expected)


def test_menus_score_below_content(page: Document) -> None:
    """The least content of this page stands above the most promising menu item."""
    judged = dict(zip([block.text for block in page.blocks], scores(features(page), network()).tolist(), strict=True))
    content = min(score for text, score in judged.items() if "4." in text or "High water" in text)
    assert content > max(judged[text] for text in ("Home", "News", "Log in"))


def test_words_are_those_of_each_block(page: Document) -> None:
    """Blocks with one text share its words, blocks whose first links lead to one address the words of that."""
    seen = features(page)
    words = [seen.words.distinct[at] for at in seen.words.of]
    assert words[[block.text for block in page.blocks].index("Tide tables")] == ["tide", "tables"]
    assert len(seen.words.distinct) == len({block.text for block in page.blocks})
    addresses = [seen.addresses.distinct[at] for at in seen.addresses.of]
    for block, found in zip(page.blocks, addresses, strict=True):
        assert bool(found) == bool(block.links)
    assert "login" in addresses[[block.text for block in page.blocks].index("Log in")]
