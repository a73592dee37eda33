"""Which of the notes that went in one commit are which of those that came: what a rename leaves to be seen.

Git knows only how alike two files are, and a short note has little left of itself under another name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from ...records import AnyRecord
from ...schema.fields import FIELDS
from ...schema.values import names_of
from ...snapshot import Snapshot
from ...text.folding import fold
from ...text.names import has_part, name_words, stem_of
from .field_changes import FieldChange, Version, field_changes, plainly

_ALL = 100  # percent
_SHORTEST = 3  # letters of a word that says something of who somebody is
_FEW = 3  # fields that may change with the name
_TELLING = 3  # fields that agree, for one pair to be told from others
_TOO_MANY = 40_000  # pairs to be compared by their names
_MANY = 400  # or by all they say
_OF_THE_NAME = frozenset(("name", "aliases", "id", "path"))

Alike = Mapping[tuple[str, str], int]  # how much of two paths' files git finds to be the same, in percent
Follows = Callable[[Version, Version], bool]  # True where other notes named the one before and name the other now


def renames(
    gone: Sequence[Version], came: Sequence[Version], snapshot: Snapshot, subject: str, alike: Alike, follows: Follows
) -> dict[str, str]:
    """The path that each note had before which came under another name, by its new one.

    What tells: a uid, an address or a name in both; the commit's subject, where the notebook wrote it; other notes that
    name the one in the place of the other. Else, of one folder and kind, that one alone went and one alone came, and
    they say much the same, or nothing but a name: who deletes a card and begins another in its place from one template
    would be taken for one that renames it, but that is rarer than a rename, and a card that is given up mostly says
    more than its template did.
    """
    found: dict[str, str] = {}
    if not gone or not came:
        return found
    by_path = {one.path: one for one in gone}, {one.path: one for one in came}
    pairs = [(by_path[0][old], by_path[1][new]) for old, new in alike if old in by_path[0] and new in by_path[1]]
    many = len(gone) * len(came) > _TOO_MANY
    if not many:
        near = ((old, new) for new, old in product(came, gone) if _beside(old, new))
        pairs += [(old, new) for old, new in near if (old.path, new.path) not in alike]

    def left() -> list[tuple[Version, Version]]:
        taken = set(found.values())
        return [(old, new) for old, new in pairs if new.path not in found and old.path not in taken]

    def take(tells: Callable[[Version, Version], bool]) -> None:
        taken = set(found.values())
        for old, new in left():
            if new.path not in found and old.path not in taken and tells(old, new):
                found[new.path] = old.path
                taken.add(old.path)

    take(lambda old, new: alike.get((old.path, new.path)) == _ALL and same_record(old, new, _ALL))
    take(lambda old, new: _is_subject(subject, old, new))
    take(lambda old, new: same_record(old, new, alike.get((old.path, new.path), 0)))
    if len(left()) <= _MANY:
        take(lambda old, new: _beside(old, new) and _is_free_of_contradiction(old, new, snapshot) and follows(old, new))
    for old, new in () if many else _alone(left(), snapshot):
        found[new.path] = old.path
    return found


def same_record(old: Version, new: Version, alike: int = 0) -> bool:
    """True where two files are most likely one that was renamed: by uid, an address, or a name in the other's.

    `alike` is how much of their text is the same, in percent: where git finds it to be much, a word of the name is
    enough, since people marry.
    """
    if old.record is None or new.record is None or old.record.kind != new.record.kind:
        return False
    if alike == _ALL:
        return True
    ours, theirs = (_addresses(one) for one in (old.record, new.record))
    names = [[name_words(name) for name in names_of(one)] for one in (old.record, new.record)]
    words = [{word for name in known for word in name.split() if len(word) >= _SHORTEST} for known in names]
    if alike and not words[0].isdisjoint(words[1]):
        return True
    return not ours.isdisjoint(theirs) or any(
        has_part(one, other) or has_part(other, one) for one in names[0] for other in names[1]
    )


def names_instead(before: str, now: str, old: Version, new: Version) -> bool:
    """True where a text, as `fold` has it, named the one record before, and names the other one now."""
    return _names(before, old) and not _names(before, new) and _names(now, new) and not _names(now, old)


def _names(text: str, version: Version) -> bool:
    names = {fold(name) for name in (stem_of(version.path), version.record.name if version.record else "")}
    return any(name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in names if name)


def _addresses(record: AnyRecord) -> set[str]:
    """What belongs to one person alone: the uid, the e-mail addresses and the telephone numbers."""
    reached = (one.text for slot in ("emails", "phones") for one in getattr(record, slot, ()))
    return {plainly(text) for text in (*reached, getattr(record, "uid", None)) if text}


def _beside(old: Version, new: Version) -> bool:
    """True for two of one folder and kind."""
    if old.record is None or new.record is None or old.record.kind != new.record.kind:
        return False
    return old.path.rpartition("/")[0] == new.path.rpartition("/")[0]


def _is_subject(subject: str, old: Version, new: Version) -> bool:
    """True where the notebook's own commit says so: `Rename Ada Byron to Ada Lovelace`."""
    if old.record is None or new.record is None or old.record.kind != new.record.kind:
        return False
    spelled = [(old.record.name, new.record.name), (stem_of(old.path), stem_of(new.path))]
    return subject in [f"Rename {one} to {other}" for one, other in spelled]


def _alone(pairs: Sequence[tuple[Version, Version]], snapshot: Snapshot) -> Iterator[tuple[Version, Version]]:
    """Those who agree, and of whom neither could be another one's."""
    groups: dict[tuple[str, str], list[tuple[Version, Version]]] = defaultdict(list)
    for old, new in pairs:
        if _beside(old, new) and new.record:
            groups[new.path.rpartition("/")[0], new.record.kind].append((old, new))
    for group in groups.values():
        if len({old.path for old, _ in group}) == len({new.path for _, new in group}) == 1:
            yield from (pair for pair in group[:1] if _agree(*pair, snapshot))
            continue
        equal = [pair for pair in group if _are_equal(*pair, snapshot)] if len(group) <= _MANY else []
        for old, new in equal:
            if sum(one is old or other is new for one, other in equal) == 1:
                yield old, new


def _agree(old: Version, new: Version, snapshot: Snapshot) -> bool:
    """True where all is equal, or half of what the two say together with no more than a few changes."""
    said, changed = _said(old) | _said(new), _changed(old, new, snapshot)
    return not changed or (len(changed) <= _FEW and 2 * len(said - changed) >= len(said))


def _are_equal(old: Version, new: Version, snapshot: Snapshot) -> bool:
    return len(_said(new)) >= _TELLING and not _changed(old, new, snapshot)


def _is_free_of_contradiction(old: Version, new: Version, snapshot: Snapshot) -> bool:
    """True where at least half of what both say something of is the same."""
    both = _said(old) & _said(new)
    return 2 * len(both - _changed(old, new, snapshot)) >= len(both)


def _said(version: Version) -> set[str]:
    """The fields that say something, the text and the promises each as one."""
    record = version.record
    if record is None:
        return set()
    said = (
        {table.name for table in FIELDS[record.kind] if getattr(record, table.slot, None)} - _OF_THE_NAME - {"status"}
    )
    parts = (("text", version.prose), ("promise", record.tasks))
    return said | {key for key, value in record.extra.items() if value} | {part for part, has in parts if has}


def _changed(old: Version, new: Version, snapshot: Snapshot) -> set[str]:
    changes = field_changes(old, new, snapshot, {stem_of(old.path): stem_of(new.path)})
    return {
        "promise" if one.what == "promise" else one.field
        for one in changes
        if one.field not in _OF_THE_NAME and not _has_grown(one, old)
    }


def _has_grown(change: FieldChange, old: Version) -> bool:
    """True for a list of which most is there still, and for a text."""
    size = len(old.prose) if change.what == "text" else len(change.old) if isinstance(change.old, tuple) else 0
    return size > 0 and 2 * len(change.removed) < size
