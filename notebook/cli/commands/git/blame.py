"""`notebook git blame`: since when a field says what it says."""

from __future__ import annotations

import click

from ... import completing
from ...listing import Listing, echo_lines, options
from ...session import Session, pass_session, width

_VALUE_NEEDS = 20  # columns; with less, the value goes on a line of its own


@click.command("blame")
@click.argument("name", shell_complete=completing.names)
@click.argument("field", shell_complete=completing.sort_keys)
@options
@pass_session
def command(session: Session, name: str, field: str, listing: Listing) -> None:
    """Since when a field says what it says.

    The value, the day and the commit that brought it, and what stood there before; of a list one line a value, with
    what went as it came; of met one line a part. The history goes through renames, and is told by what a field means:
    who spells a value another way has not changed it.

    \b
    Examples:
      notebook git blame ada role
      notebook git blame ada interests
      notebook git blame ada met
    """
    from ....errors import NotebookError
    from ....practice.history.named_changes import no_such_field
    from ....practice.history.since_when import since_when
    from ....render.history import ORIGIN_KEYS, origin_rows, origin_shape
    from ....render.wrapped import wrapped
    from ....schema import FIELDS, find_field, key_form
    from ...history import history_of

    record = session.find(name)
    told = [one for one in history_of(session).of_record(record) if one.change.what == "field"]
    known = find_field(record.kind, field)
    form = known.name if known else key_form(field)
    own = [*record.extra, *(one.change.field for one in told if one.change.table is None)]
    if known is None and form not in map(key_form, own):
        raise no_such_field(field, [*(one.name for one in FIELDS[record.kind]), *own])
    found = [one for one in told if (one.change.field if known else key_form(one.change.field)) == form]
    snapshot = session.snapshot
    origins = since_when(found, snapshot, record)
    if not origins and (getattr(record, known.slot, None) if known else form in map(key_form, record.extra)):
        raise NotebookError(f"Git has nothing of that yet: {record.path} is not in it.")
    if not origins:
        raise NotebookError(f"{record.name} has no {form}, and git knows of none.",
                            f"notebook set {record.id} {form}=… sets it.")  # fmt: skip
    origins = listing.arranged(origins, lambda one, key: origin_shape(one, snapshot)[key], ORIGIN_KEYS)
    if listing.is_table:
        rows = origin_rows(origins, snapshot, session.today)
        echo_lines(wrapped(rows, width(), wraps=[0, 3], needs=_VALUE_NEEDS))
    else:
        listing.write([origin_shape(one, snapshot) for one in origins])
