"""What a text comes to when all that changes no fact is folded away, and its tokens."""

__all__: list[str] = []
