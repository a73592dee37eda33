"""`notebook fields`: the fields each kind of record has."""

from __future__ import annotations

import click

from .. import completing
from ..listing import echo_lines, format_option, kind_named, line_of
from ..session import Session, pass_session, width


@click.command("fields")
@click.argument("kind", required=False, shell_complete=completing.kinds)
@format_option("ids", "paths")
@pass_session
def command(session: Session, kind: str | None, form: str) -> None:
    """The fields each kind of record has.

    A key that is none of them is your own: it is kept, shown and found by a query.

    \b
    Examples:
      notebook fields contact
      notebook fields --format '{{ kind }}.{{ name }}'
    """
    line = line_of(form)
    from ...records import KINDS
    from ...render.field_list import field_lines, field_shape
    from ...schema import FIELDS

    kinds = (kind_named(kind),) if kind else KINDS
    if form == "table":
        echo_lines(field_lines(kinds, min(width(), 110)))
        return
    from ...render.formats import lines

    echo_lines(lines([field_shape(one, field) for one in kinds for field in FIELDS[one]], form, line))
