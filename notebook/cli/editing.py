"""What the commands that edit a record share: `key=value` as it is typed, and what is said of what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .session import Session, width

if TYPE_CHECKING:
    from ..changes import ChangeSet
    from ..records import AnyRecord


def name_and_pairs(name: str, arguments: Sequence[str], example: str) -> tuple[str, list[tuple[str, str]]]:
    """The name, with the words of it that came without quotes before the first `key=value`, and the keys and values."""
    first = next((at for at, argument in enumerate(arguments) if "=" in argument), 0)
    return " ".join([name, *arguments[:first]]), pairs(arguments[first:], example)


def pairs(arguments: Sequence[str], example: str) -> list[tuple[str, str]]:
    """The keys and values of arguments `key=value`; raises UsageFault for one that is none."""
    return [(key, value or "") for key, value in maybe_pairs(arguments, example, with_value=True)]


def maybe_pairs(arguments: Sequence[str], example: str, *, with_value: bool = False) -> list[tuple[str, str | None]]:
    """The same where the value may be missing, which is None then."""
    from ..errors import UsageFault

    found: list[tuple[str, str | None]] = []
    for argument in arguments:
        key, sign, value = argument.partition("=")
        if not key.strip() or (with_value and not sign):
            raise UsageFault(f'"{argument}" is no key and value.', f"For example: {example}")
        found.append((key.strip(), value if sign else None))
    return found


def find_to_edit(session: Session, name: str, *kinds: str) -> AnyRecord:
    """The one record a name means, as `session.find`; where it means several, the fault says that nothing was done."""
    from ..errors import NoSuchRecord

    try:
        return session.find(name, *kinds)
    except NoSuchRecord as fault:
        if " could be " not in fault.message:
            raise
        raise NoSuchRecord(f"{fault.message} Nothing was written.", fault.hint, fault.candidates) from None


def titled(changes: ChangeSet, summary: str) -> ChangeSet:
    """The change set under another title, which its commit and `undo` show."""
    from dataclasses import replace

    return replace(changes, summary=summary)


def finish(session: Session, record: AnyRecord, changes: ChangeSet, *, dry_run: bool) -> bool:
    """Carries the change of a record out and says what is different now; True where it was written."""
    from ..render.changed import changed_lines
    from ..render.terminal import clean
    from ..schema.read import read_file
    from .listing import echo_lines
    from .writing import carry_out, say_remarks

    written = bool(changes.changes) and carry_out(session, changes, dry_run=dry_run)
    if written:
        (change,) = changes.changes
        before, _ = read_file(change.before or b"", change.path, record.kind)
        after, _ = read_file(change.after or b"", change.path, record.kind)
        assert before is not None  # the change was made on a record, and read back as one
        assert after is not None
        click.echo(clean(change.path))
        echo_lines(changed_lines(before, after, session.snapshot, width()))
    say_remarks(session, changes)
    return written
