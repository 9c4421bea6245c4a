"""What a record says, and in what two of them differ."""

__all__: list[str] = []
