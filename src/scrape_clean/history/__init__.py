"""Everything that is remembered from night to night, in one SQLite file."""

__all__: list[str] = []
