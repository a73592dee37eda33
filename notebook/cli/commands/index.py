"""`notebook index`: the catalog and the search index, which are derived from the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..listing import echo_lines, format_option, line_of
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from ...index import Index


@click.group("index")
def command() -> None:
    """Show, rebuild or clear what is derived from the vault.

    The catalog holds what was read from each file, the index the words of every note. Both lie in your cache folder,
    never in the vault, and are made again when they are missing.

    \b
    Examples:
      notebook index status
      notebook index clear
    """


@command.command("status")
@format_option("ids", "paths")
@pass_session
def status(session: Session, form: str) -> None:
    """Show what there is, how large, and where."""
    line = line_of(form)
    row = _status(session)
    if form == "table":
        from ...render.tables import facts

        echo_lines(facts(_facts(row), width()))
    else:
        from ...render.formats import json_page, lines

        echo_lines([json_page(row)] if form == "json" else lines([row], form, line))


@command.command("rebuild")
@pass_session
def rebuild(session: Session) -> None:
    """Read every file again and build both anew."""
    from ..finding import open_index

    _clear(session)
    files = len(session.vault.files)
    open_index(session)
    click.echo(f"Read {files:,} files and indexed {len(session.vault.versions):,} notes.")


@command.command("clear")
@pass_session
def clear(session: Session) -> None:
    """Delete both; the next command makes what it needs."""
    _clear(session)
    click.echo("Deleted the catalog and the index. The vault is as it was.")


def _clear(session: Session) -> None:
    from ...vault.reading.catalog import discard
    from ...vault.reading.kept_commits import forget_commits

    discard(session.cache)
    forget_commits(session.cache)
    _index(session).clear()


def _index(session: Session) -> Index:
    from ...index import Index

    return Index(session.cache / "index", session.say)


def _status(session: Session) -> dict[str, Any]:
    """What is known of both; reading the vault for it brings the catalog up to date."""
    vault = session.vault
    found = _index(session).status()
    catalog = session.cache / "catalog.sqlite"
    state = "none" if not found.ok else "current" if found.generation == vault.generation else "behind"
    return {
        "vault": str(session.root),
        "cache": str(session.cache),
        "catalog": {"files": len(vault.files), "bytes": catalog.stat().st_size if catalog.exists() else 0},
        "index": {"state": state, "notes": found.notes, "bytes": found.size},
    }


def _facts(row: dict[str, Any]) -> list[tuple[str, str]]:
    catalog, index = row["catalog"], row["index"]
    states = {
        "none": "none yet; the first search builds it",
        "current": "up to date",
        "behind": "behind; the next search brings it up to date",
    }
    held = f"{index['notes']:,} notes, {_size(index['bytes'])}, " if index["notes"] else ""
    return [
        ("vault", row["vault"]),
        ("cache", row["cache"]),
        ("catalog", f"{catalog['files']:,} files, {_size(catalog['bytes'])}"),
        ("index", held + states[index["state"]]),
    ]


def _size(count: int) -> str:
    """A number of bytes as a person reads it."""
    if count < 1024 * 1024:
        return f"{max(1, count // 1024) if count else 0} KiB"
    return f"{count / 1024 / 1024:.1f} MiB"
