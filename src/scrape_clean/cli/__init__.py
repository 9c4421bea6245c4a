"""The command line: the library's verbs with files and terminals around them.

stdout is data, stderr is talk. Exit codes: 0 done; 1 the ledger does not add up; 2 wrong use; 3 a page could not be
cleaned (the others were); 4 a result could not be stored; 5 a plug-in could not be used; 6 another run is at work; 7
the history cannot be used; 8 a message was not taken; 130 interrupted; 143 told to stop. ``run --exit-code`` has 10 for
something flagged and 11 for a suspect page. ``diff`` has those of diff(1): 0 the same, 1 changed, 2 trouble.
"""

from scrape_clean.cli.commands import main

__all__ = ["main"]
