"""The list of commands: what it says before a command is loaded is what the command says itself."""

import click
import pytest

from scrape_clean.cli import main


@pytest.fixture(name="context")
def of_main() -> click.Context:
    """The group's, with its settings: click keeps the help option that it makes in the first one."""
    return click.Context(main, info_name="scrape-clean", **main.context_settings)


def test_every_listed_command_is_there(context: click.Context) -> None:
    """By the name that is listed, once loaded the same again."""
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.callback is not None
        assert main.get_command(context, name) is command
    assert main.get_command(context, "cleen") is None


def test_summaries_are_the_commands_own(context: click.Context) -> None:
    """However narrow the terminal is."""
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    column = max(map(len, commands))
    for width in (20, 40, 60, 79, 100, 200):
        formatter = click.HelpFormatter(width=width)
        main.format_commands(context, formatter)
        shown = formatter.getvalue().splitlines()
        for name, command in commands.items():
            assert command is not None
            own = click.HelpFormatter(width=width)
            with own.indentation():
                own.write_dl([(name.ljust(column), command.get_short_help_str(width - 6 - column))])
            lines = own.getvalue().splitlines()
            at = shown.index(lines[0])
            assert shown[at : at + len(lines)] == lines


def test_summaries_fit_a_terminal(context: click.Context) -> None:
    """None is cut off where most people read it."""
    formatter = click.HelpFormatter(width=78)  # of 80 columns, as click has it
    main.format_commands(context, formatter)
    assert "..." not in formatter.getvalue()


@pytest.mark.parametrize("incomplete", ["", "c", "re", "x", "-", "--h"])
def test_names_are_completed_as_click_does(context: click.Context, incomplete: str) -> None:
    """With the same words of help, though no command is loaded for it."""
    found = main.shell_complete(context, incomplete)
    wanted = click.Group.shell_complete(main, context, incomplete)
    assert [(one.value, one.help) for one in found] == [(one.value, one.help) for one in wanted]
