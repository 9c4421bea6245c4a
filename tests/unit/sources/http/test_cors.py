"""What pages of one origin may do at another."""

import pytest

from scrape_clean.sources.http.cors import is_granted, is_readable, preflight
from scrape_clean.sources.visits import Headers

HERE = "https://pier.example"


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", (("accept", "*/*"), ("referer", f"{HERE}/"), ("sec-fetch-mode", "cors"), ("origin", HERE))),
        ("HEAD", ()),
        ("POST", (("content-type", "Text/Plain;charset=UTF-8"),)),
        ("POST", (("content-type", "multipart/form-data; boundary=x"), ("cookie", "a=1"))),
    ],
)
def test_what_forms_and_links_can_do_needs_no_leave(method: str, headers: Headers) -> None:
    """Such requests have always gone everywhere."""
    assert preflight(HERE, method, headers) is None


def test_other_requests_need_leave() -> None:
    """It is asked for by method and by the names of the headers that pages do not send of themselves."""
    common = (("Origin", HERE), ("Access-Control-Request-Method", "DELETE"))
    assert preflight(HERE, "DELETE", (("accept", "*/*"),)) == common
    asked = preflight(HERE, "POST", (("X-Key", "1"), ("content-type", "application/json"), ("accept", "*/*")))
    assert asked is not None
    assert dict(asked)["Access-Control-Request-Headers"] == "content-type,x-key"


@pytest.mark.parametrize(
    ("answered", "granted"),
    [
        ({"origin": HERE, "methods": "GET, PUT", "headers": "X-Key, Authorization"}, True),
        ({"origin": "*", "methods": "*", "headers": "*, authorization"}, True),
        ({"origin": "*", "methods": "*", "headers": "*"}, False),
        ({"origin": HERE, "methods": "PUT", "headers": "x-key"}, False),
        ({"origin": HERE, "methods": "PATCH", "headers": "x-key, authorization"}, False),
        ({"origin": "https://other.example", "methods": "PUT", "headers": "x-key, authorization"}, False),
        ({}, False),
    ],
)
def test_leave_is_for_all_that_was_asked(answered: dict[str, str], granted: bool) -> None:  # noqa: FBT001
    """Origin, method and every header; a wildcard leaves Authorization out."""
    asked = preflight(HERE, "PUT", (("x-key", "1"), ("authorization", "Bearer page")))
    assert asked is not None
    headers = tuple((f"Access-Control-Allow-{name}", value) for name, value in answered.items())
    assert is_granted(asked, headers) is granted


def test_an_answer_is_for_whom_it_names() -> None:
    """One origin or all of them; two headers name nobody."""
    name = "Access-Control-Allow-Origin"
    assert is_readable(HERE, ((name, HERE),))
    assert is_readable(HERE, ((name, "*"),))
    assert not is_readable(HERE, ())
    assert not is_readable(HERE, ((name, "null"),))
    assert not is_readable(HERE, ((name, HERE), (name, HERE)))
