"""Digest fields in every base that tools write them in."""

import base64
import hashlib

import pytest

from scrape_clean.sources.warc.digests import matches

DATA = b"<p>Open on Monday"


def fields(algorithm: str) -> list[str]:
    """The right digest in each base."""
    digest = hashlib.new(algorithm, DATA).digest()
    padded = base64.b32encode(digest).decode()
    return [
        digest.hex(), digest.hex().upper(), padded, padded.rstrip("="), padded.lower(),
        base64.b64encode(digest).decode(), base64.urlsafe_b64encode(digest).decode().rstrip("="),
    ]  # fmt: skip


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512", "md5", "blake2b"])
def test_the_right_digest_is_right_in_any_base(algorithm: str) -> None:
    """And a wrong one wrong; the bytes may come in pieces."""
    for value in fields(algorithm):
        assert matches(f"{algorithm}:{value}", [DATA[:3], DATA[3:]]) is True
        assert matches(f" {algorithm.upper()}:{value} ", [DATA]) is True
        assert matches(f"{algorithm}:{value}", [DATA, b"x"]) is False


@pytest.mark.parametrize("field", [None, "", "sha1", "crc32:abcd", ":", "nonsense", "shake_128:00"])
def test_what_cannot_be_computed_is_not_held_against_a_record(field: str | None) -> None:
    """But its bytes are drawn all the same, so that the reader stands at the end."""
    pieces = iter([DATA, DATA])
    assert matches(field, pieces) is None
    assert next(pieces, None) is None


@pytest.mark.parametrize("value", ["zz", "é", "0" * 40 + "0"])
def test_a_value_of_another_length_is_wrong(value: str) -> None:
    """It cannot be the digest."""
    assert matches(f"sha1:{value}", [DATA]) is False


def test_another_name_of_an_algorithm() -> None:
    """Hyphenated, as some write it."""
    assert matches("sha-256:" + hashlib.sha256(DATA).hexdigest(), [DATA]) is True
