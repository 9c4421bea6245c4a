"""Everything that was received, kept in WARC files for as long as wanted."""

__all__: list[str] = []
