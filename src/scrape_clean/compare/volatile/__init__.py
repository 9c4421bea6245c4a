"""What changes every night and says nothing."""

__all__: list[str] = []
