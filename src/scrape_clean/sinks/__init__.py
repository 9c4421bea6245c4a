"""Where results go."""

__all__: list[str] = []
