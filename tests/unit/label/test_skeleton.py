"""The skeleton: which blocks stand in which elements, and which elements around a block count."""

import numpy as np

from scrape_clean.label.skeleton import Skeleton, skeleton
from scrape_clean.model import Block, Container


def blocks(*places: int) -> list[Block]:
    """A paragraph in each of some containers."""
    return [Block("paragraph", 0, 0, "text", container=place) for place in places]


def spans(laid: Skeleton) -> list[list[list[int]]]:
    """Those around each block."""
    found: list[list[list[int]]] = laid.spans[laid.place].tolist()
    return found


def test_extents_hold_all_that_is_inside() -> None:
    """A container's blocks are its own and those of the containers in it; its size counts these."""
    containers = [Container(-1, "body"), Container(0, "ul"), Container(1, "li"), Container(1, "li"), Container(0, "p")]
    laid = skeleton(blocks(2, 3, 4), containers)
    assert laid.first.tolist() == [0, 0, 0, 1, 2]
    assert laid.end.tolist() == [3, 2, 1, 2, 3]
    assert laid.sizes.tolist() == [5, 3, 1, 1, 1]


def test_spans_grow_outwards() -> None:
    """Elements around a block that hold no other block do not count; the last ones are nearest to the whole page."""
    containers = [
        Container(-1, "body"),
        Container(0, "main"),
        Container(1, "ul"),
        Container(2, "li"),
        Container(2, "li"),
        Container(1, "p"),
        *[Container(0, "footer")] * 1,
        *[Container(6, "p")] * 9,
    ]
    laid = skeleton(blocks(3, 4, 5, *range(7, 16)), containers)
    assert spans(laid)[0] == [[0, 2], [0, 3], [0, 12], [0, 2], [0, 3]]
    assert laid.near[0].tolist() == [3, 2, 1]
    assert spans(laid)[5] == [[3, 12], [0, 12], [0, 12], [3, 12], [3, 12]]
    assert laid.place.tolist() == [1, 1, 0, *[2] * 9]


def test_blocks_without_elements_see_the_whole_page() -> None:
    """Text that stands in no element has the page around it."""
    laid = skeleton(blocks(-1, -1), [])
    assert spans(laid) == [[[0, 2]] * 5] * 2
    assert (laid.near == np.zeros((2, 3))).all()


def test_deep_nesting_takes_no_more_than_linear_time() -> None:
    """Twenty thousand elements, each with a block and the next one inside."""
    depth = 20_000
    containers = [Container(place - 1, "div") for place in range(depth)]
    laid = skeleton(blocks(*range(depth)), containers)
    assert spans(laid)[-1][:2] == [[depth - 2, depth], [depth - 3, depth]]
