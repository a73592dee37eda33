"""Where values stand in front matter by PyYAML's own nodes: what edits are held against, apart from our layout."""

from __future__ import annotations

import re
from typing import Any

import yaml

_RARE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]|[&*!]\w|^ *\? ", re.MULTILINE)


class Composed:
    """Front matter by PyYAML; `root` is None for characters, anchors and keys that it takes in its own way."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = None if _RARE.search(source) else yaml.compose(source, Loader=yaml.CBaseLoader)

    def at(self, address: Any) -> Any:
        """The node at an address."""
        node = self.root
        for step in address:
            if isinstance(node, yaml.MappingNode):
                node = next(value for key, value in node.value if key.value == step)
            else:
                node = node.value[step]
        return node

    def around(self, address: Any) -> tuple[str, str]:
        """What stands before and after a value, without the blanks that belong to neither."""
        node = self.at(address)
        before = self.source[: node.start_mark.index]
        behind = self.source[self.end_of(node) :]
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            behind = "".join(behind.partition("\n")[1:])  # what is added to a block comes after its last line
        return re.sub(r"[\s-]+\Z", "", before), behind

    def end_of(self, node: Any) -> int:
        """Where a node ends; of a block, where its last value does."""
        if node.value and isinstance(node.value, list) and not node.flow_style:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        return int(node.end_mark.index)

    def without(self, address: Any, places: set[int]) -> set[str] | None:
        """The source without the lines of some members of a block; which blank lines go is left open.

        None where the members do not have lines of their own.
        """
        holder = self.at(address)
        if holder.flow_style or self.source.split("\n")[holder.start_mark.line][: holder.start_mark.column].strip():
            return None
        lines = self.source.split("\n")
        found = [lines]
        for place in sorted(places, reverse=True):
            member = holder.value[place]
            first, node = member if isinstance(member, tuple) else (member, member)
            start = first.start_mark.line
            if isinstance(holder, yaml.SequenceNode):
                while not lines[start].startswith(" " * holder.start_mark.column + "-"):
                    start -= 1
            end = self.source[: self.end_of(node)].count("\n")
            if lines[end][: self.end_of(node) - sum(len(line) + 1 for line in lines[:end])].strip():
                end += 1  # not where a block of text ends, which is at the start of a line
            ends = {end}
            while end > start + 1 and not lines[end - 1].strip():
                end -= 1
                ends.add(end)
            found = [one[:start] + one[last:] for one in found for last in ends]
        return {"\n".join(one) for one in found}
