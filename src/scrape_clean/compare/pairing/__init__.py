"""Which record of one night is which of the other."""

__all__: list[str] = []
