"""The settings file names records too: the contact that is the owner (`me`), and whoever stands in a saved query."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ...text.folding import fold
from ..change_set import FileChange
from .move import Move

SETTINGS = "notebook.toml"
_ME = re.compile(rb"""^((?:\xef\xbb\xbf)?[ \t]*me[ \t]*=[ \t]*)(["'])([^"'\\\r\n]*)\2""", re.MULTILINE)
_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)


def owner_change(raw: bytes, move: Move) -> tuple[FileChange | None, list[str]]:
    """The settings file with the owner's new name in it where the old one is the record's, with what the user must do.

    Only a line `me = "…"` is changed.
    """
    me, owner = move.before.me, move.before.owner
    remarks = _queries(raw, move)
    if me is None or owner is None or owner.path != move.old.path:
        return None, remarks
    new = move.spelled(me, ("contact",))
    if new == me:
        return None, remarks
    after = _with_me(raw, me, new)
    if after is None:
        remarks.insert(0, f'{SETTINGS}: the contact that is you is called otherwise now. Write me = "{new}" there.')
        return None, remarks
    return FileChange(SETTINGS, raw, after), remarks


def _with_me(raw: bytes, me: str, new: str) -> bytes | None:
    """The file with another owner; None where it does not say it in a line of its own."""
    table = _TABLE.search(raw)
    line = _ME.search(raw, 0, table.start() if table else len(raw))
    if line is None or '"' in new or "'" in new or "\\" in new:
        return None
    after = raw[: line.start(3)] + new.encode() + raw[line.end(3) :]
    old, found = _tables(raw), _tables(after)
    return after if str(old.get("me", "")).strip() == me and found == {**old, "me": new} else None


def _tables(raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}


def _queries(raw: bytes, move: Move) -> list[str]:
    """A remark for each saved query that says a name which does not mean the record any more."""
    queries = _tables(raw).get("queries", {})
    gone = [name for name in (move.old.id, move.old.name) if not move.is_new(name, (move.old.kind,))]
    remarks = []
    for key, query in queries.items() if isinstance(queries, dict) else ():
        for name in gone:
            if re.search(rf"(?<![\w-]){re.escape(fold(name))}(?![\w-])", fold(str(query))):
                new = move.spelled(name, (move.old.kind,))
                remarks.append(f"{SETTINGS}: the query {key} says {name}. Write {new} there.")
                break
    return remarks
