"""Captures from WARC files, whoever wrote them."""

__all__: list[str] = []
