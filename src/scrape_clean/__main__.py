"""``python -m scrape_clean``."""

from scrape_clean.cli import main

if __name__ == "__main__":
    main(prog_name="scrape-clean")
