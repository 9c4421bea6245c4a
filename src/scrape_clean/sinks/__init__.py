"""Where results go: into files, and to whom they are told."""

__all__: list[str] = []
