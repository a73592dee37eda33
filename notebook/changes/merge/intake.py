"""The file of a record as it takes in another: edit after edit, with what has no place in it kept aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ...errors import Refused, UsageFault
from ...schema.fields import Field
from ...text.edits import set_value
from ...text.edits.spelling import flow
from ...text.nodes import Scalar
from ..edit.field_places import Held, Place, held, key_order, places
from ..edit.file_edit import FileEdit
from ..rename.move import Move
from ..rename.sheet import Sheet, sheet_of


class Intake:
    """The file that stays; `left` are lines for what has no place among its fields, `remarks` are for the user.

    `old` is the file that is taken in.
    """

    def __init__(self, sheet: Sheet, old: Sheet, move: Move, today: date) -> None:
        self.sheet = sheet
        self.old = old
        self.move = move
        self.left: list[str] = []
        self.remarks: list[str] = []
        self._today = today

    def stated(self, field: Field) -> list[Place]:
        """Where the file says something in a field."""
        found = places(self.sheet.root, self.sheet.kind, field)
        return [one for one in found if not is_empty(one)]

    def values(self, field: Field) -> list[Held]:
        """What the file says in a field, value by value."""
        return held(field, self.stated(field))

    def edit(self, action: Callable[[FileEdit], None], key: str, value: Any) -> None:
        """Does to the file what the action does; where that is refused, the value is left under its key."""
        edit = FileEdit(self.sheet.record, lambda _: self.sheet.raw, self.move.before, self._today)
        try:
            action(edit)
        except (Refused, UsageFault):
            self.leave(key, value)
        else:
            self.now(edit.raw)

    def put(self, value: Any, key: str, *rest: str | int) -> None:
        """Puts the value there; where that is refused, it is left."""
        try:
            order = key_order(self.sheet.root, self.sheet.kind)
            self.now(set_value(self.sheet.raw, self.sheet.path, (key, *rest), value, order))
        except Refused:
            for step in reversed(rest):
                value = {step: value} if isinstance(step, str) else value
            self.leave(key, value)

    def leave(self, key: str, value: Any) -> None:
        """Keeps a value that has no place among the fields as a line of text: `role: Poet`, `emails.work: …`."""
        while isinstance(value, dict) and len(value) == 1:
            ((part, value),) = value.items()
            key = f"{key}.{part}"
        plain = isinstance(value, str) and value.isprintable() and value == value.strip() != ""
        shown = key if all(char.isalnum() or char in "_-. " for char in key) else f"`{key}`"
        self.left.append(f"- {shown}: {value if plain else flow(value)}")

    def now(self, raw: bytes) -> None:
        """The file has these bytes now."""
        if raw != self.sheet.raw:
            self.sheet = sheet_of(raw, self.sheet.path, self.sheet.kind)


def is_empty(place: Place) -> bool:
    """True for a key without a value."""
    return isinstance(place.node, Scalar) and (place.node.empty or not place.node.text.strip())
