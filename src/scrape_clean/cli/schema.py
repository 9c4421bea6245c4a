"""``scrape-clean schema``: what the files hold, for other programs."""

import json
from typing import cast, get_args

import click

from scrape_clean.filenames import SETTINGS
from scrape_clean.schema import SchemaName, json_schema
from scrape_clean.settings.schema import settings_schema

__all__ = ["schema"]


@click.command()
@click.argument("name", type=click.Choice([*get_args(SchemaName), SETTINGS]), default="records.json")
def schema(name: str) -> None:
    """Print the JSON Schema of an output or settings file.

    manifest.json stands for the manifest of a run, output/runs/<run>.json.

    \b
    scrape-clean schema
    scrape-clean schema drops.jsonl
    scrape-clean schema scrape-clean.toml
    """
    found = settings_schema() if name == SETTINGS else json_schema(cast("SchemaName", name))
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
