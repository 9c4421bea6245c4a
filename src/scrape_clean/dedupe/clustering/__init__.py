"""Which texts say the same, and which of them stands for the others."""

__all__: list[str] = []
