"""A record that comes to be known by other names: what a name meant and will mean, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ...records import AnyRecord
from ...schema.values import names_of
from ...snapshot import Snapshot
from ...text.body import reference_name
from ...text.folding import fold
from ...text.links import LINK, link_of, target_name

_ONE_WORD = re.compile(r"[^\s:\[\]]+")  # an owner that can stand in `@owner:` without brackets


@dataclass(frozen=True)
class Move:
    """The vault before and after; what meant `old` in the one means `new` in the other.

    `new` is the same record under other names or, with `names_stay`, another that takes it in and takes its names.
    """

    old: AnyRecord
    new: AnyRecord
    before: Snapshot
    after: Snapshot
    names_stay: bool = False

    def is_old(self, text: str, kinds: tuple[str, ...]) -> bool:
        """True where the name, read as these kinds, meant the old record and no other."""
        found = self.before.resolve(text, *kinds)
        return len(found) == 1 and found[0].path == self.old.path

    def was_new(self, text: str, kinds: tuple[str, ...]) -> bool:
        """True where the name, read as these kinds, meant the record that stays, before it took the old one in."""
        found = self.before.resolve(text, *kinds)
        return len(found) == 1 and found[0].path == self.new.path

    def is_new(self, text: str, kinds: tuple[str, ...]) -> bool:
        """True where the name now means the new record and no other."""
        found = self.after.resolve(text, *kinds)
        return len(found) == 1 and found[0].path == self.new.path

    @cached_property
    def names(self) -> frozenset[str]:
        """Every folded name that the record has, before or after."""
        return frozenset(fold(name) for record in (self.old, self.new) for name in names_of(record))

    def spelled(self, name: str, kinds: tuple[str, ...]) -> str:
        """The name to be written in the place of one that meant the old record: in the form in which it was said."""
        sign = "@" if name.startswith("@") else ""
        return sign + self._spelled(name.removeprefix(sign), kinds)

    def _spelled(self, name: str, kinds: tuple[str, ...]) -> str:
        old, new = self.old, self.new
        if name == old.id:
            return new.id
        by_name = fold(name) == fold(old.name)
        if by_name and not self.names_stay:
            if name != old.name and fold(name) == fold(new.name) and self.is_new(name, kinds):
                return name
            return new.name if _is_plain(new.name) and self.is_new(new.name, kinds) else new.id
        stays = (by_name or fold(name) != fold(old.id)) and self.is_new(name, kinds)
        return name if stays else new.id

    def owner(self, name: str) -> str:
        """The same for who promised, in `@name:`."""
        found = self.spelled(name, ("contact",))
        for one in (found, self.new.id):
            if _ONE_WORD.fullmatch(one):
                return one
        return f"[[{self.new.id}]]"

    def target(self, target: str, kinds: tuple[str, ...]) -> str:
        """The same for what a link leads to; one with a folder or `.md` leads to a file, which only the id names."""
        folder, slash, file = target.rpartition("/")
        name = target_name(target)
        suffix = file[len(name) :]
        if not slash and not suffix:
            return self.spelled(name, kinds)
        old, new = (path.rpartition("/")[0] for path in (self.old.path, self.new.path))
        if slash and old != new:
            folder = new
        return f"{folder}/{self.new.id}{suffix}" if folder else f"{self.new.id}{suffix}"

    def in_field(self, text: str, kinds: tuple[str, ...]) -> str:
        """The text of a front matter value with each name in it that meant the old record written anew."""
        links = list(LINK.finditer(text))
        if len(links) < 2 and not LINK.fullmatch(text.strip()):
            name = " ".join(text.split())
            return self.spelled(name, kinds) if self.is_old(name, kinds) else text
        for match in reversed(links):
            link = link_of(match)
            if self.is_old(link.name, kinds):
                target = self.target(text[link.target_start : link.target_end], kinds)
                text = text[: link.target_start] + target + text[link.target_end :]
        return text


def _is_plain(name: str) -> bool:
    """True for a name that means itself with `[[ ]]` around it and without."""
    return reference_name(name) == reference_name(f"[[{name}]]") == name and not name.startswith("@")


def with_records(snapshot: Snapshot, instead: Mapping[str, AnyRecord | None]) -> Snapshot:
    """The snapshot with other records in the place of those at these paths; None takes one away."""
    records = (instead.get(record.path, record) for record in snapshot.records)
    return replace(
        snapshot, records=tuple(record for record in records if record is not None), known=None, between=None
    )
