"""Which words are one, mistyped or misread."""

__all__: list[str] = []
