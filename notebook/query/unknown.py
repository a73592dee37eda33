"""Names in a query that are nobody's and nothing's in the vault: the answer is empty, and should say why."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Kind
from ..schema.suggest import nearest
from ..schema.values import names_of
from ..snapshot import Snapshot
from .filters import Meaning, filter_test, meaning_of
from .nodes import And, Filter, Node, Not, Or
from .references import at_event, for_project, ids_meant, of_organization, with_person
from .scope import Scope

_SORTS: dict[Meaning, tuple[Kind, str]] = {
    with_person: ("contact", "nobody"),
    of_organization: ("organization", "no organization"),
    at_event: ("event", "no event"),
    for_project: ("project", "no project"),
}


def unknown_names(node: Node, scope: Scope) -> Iterator[str]:
    """A sentence for each name after `with:`, `org:`, `event:` or `project:` that fits no record and no text of one."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from unknown_names(part, scope)
        case Not(part):
            yield from unknown_names(part, scope)
        case Filter():
            meaning = meaning_of(node.key)
            if meaning in _SORTS and node.operator == ":" and node.value != "*":
                yield from _unknown(node, scope, *_SORTS[meaning])


def _unknown(condition: Filter, scope: Scope, kind: Kind, nothing: str) -> Iterator[str]:
    if ids_meant(condition.value, scope.snapshot, kind):
        return
    test = filter_test(condition, scope)
    if not any(test(record) for record in scope.snapshot.records):
        near = _nearest(condition.value, scope.snapshot, kind)
        better = f" Did you mean {near}?" if near else ""
        yield f'"{condition.value}" is {nothing} in the vault.{better}'


def _nearest(name: str, snapshot: Snapshot, kind: Kind) -> str | None:
    """The id, name or alias nearest to a name, else the nearest word of one."""
    known = {other for record in snapshot.records if record.kind == kind for other in names_of(record)}
    return nearest(name, known) or nearest(name, {word for other in known for word in other.split()})
