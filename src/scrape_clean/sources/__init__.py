"""Where captures come from."""

__all__: list[str] = []
