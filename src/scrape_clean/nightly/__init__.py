"""The nightly job: every source of the settings, fetched, remembered and compared."""

__all__: list[str] = []
