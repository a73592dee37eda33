"""The front matter of three versions to one: keys that one side changed as they stand there, the others by value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...errors import Refused
from ...records import Kind
from ...schema.fields import Field, key_form
from ...text.edits.model import Model
from ..values import is_list
from .aligning import aligned, meaning_of_key
from .blocks import Block, Side, comment_words
from .remarks import with_comments_of
from .texts import all_apart, merge_remarks
from .values import MISSING, Pair, Value, canon, clashes, keeps_order, merge_value, with_commas
from .versions import Apart, Clash, Part
from .words import clash_of
from .writing import emptied, says, written


@dataclass(frozen=True, slots=True)
class Front:
    """The merged lines between the fences, and what each half must say: by key, as ours and as theirs would have it."""

    parts: list[Part]
    ours: dict[str, Model]
    theirs: dict[str, Model]
    clashes: list[Clash]


Three = tuple[Block | None, Block | None, Block | None]


def merge_front(sides: tuple[Side, Side, Side], kind: Kind | None) -> Front:
    """The merged front matter of versions that have blocks."""
    base, ours, theirs = sides
    names = aligned(kind, base.fields, ours.fields, theirs.fields)
    known = {key: key for key in base.fields}
    by_name = [_by_name(side, own) for side, own in zip(sides, (known, *names), strict=True)]
    front = Front([], {}, {}, [])
    for name in _order(*(list(side) for side in by_name)):
        _merge_key(front, (by_name[0].get(name), by_name[1].get(name), by_name[2].get(name)), kind)
    front.parts.append(merge_remarks(base.tail, ours.tail, theirs.tail))
    hidden = _hidden_clash(sides, front.ours, kind)
    if hidden is None:
        return front
    texts = [side.document.front or "" for side in sides]
    return Front(all_apart(texts[0], texts[1], texts[2]), ours.fields, theirs.fields, [hidden])


def _hidden_clash(sides: tuple[Side, Side, Side], merged: Mapping[str, Model], kind: Kind | None) -> Clash | None:
    """What both sides changed differently under two names of one field, of which only one is read."""
    fields = [field for key in merged if (field := meaning_of_key(kind, key)[0]) and not is_list(field)]
    counts = Counter(field.name for field in fields)
    for field in {field.name: field for field in fields if counts[field.name] > 1 and field.type != "met"}.values():
        three = [_read_of(side, field, kind) for side in sides]
        pair = merge_value(field, three[0], three[1], three[2])
        if clashes(pair):
            return clash_of(field.name, *pair)
    return None


def _read_of(side: Side, field: Field, kind: Kind | None) -> Value:
    """The value that is read as the field, which is that under its own name if there is one."""
    said = {key: value for key, value in side.fields.items() if meaning_of_key(kind, key)[0] is field and value}
    own = next((value for key, value in said.items() if key_form(key) == field.name), None)
    return own or next(iter(said.values()), MISSING)


def meant_fields(sides: tuple[Side, Side, Side], kind: Kind | None) -> dict[str, Model] | None:
    """What the merged front matter says, worked out without its lines; None where the sides clash."""
    base, ours, theirs = (side.fields for side in sides)
    mine, other = aligned(kind, base, ours, theirs)
    if any(key != name for names in (mine, other) for key, name in names.items()):
        return None  # two keys of one field, which the lines alone can settle
    found: dict[str, Model] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        three = (side.get(key, MISSING) for side in (base, ours, theirs))
        pair = merge_value(meaning_of_key(kind, key)[0], *three)
        if clashes(pair):
            return None
        if pair[0] is not MISSING:
            found[key] = pair[0]
    return found


def says_one_of(half: Mapping[str, Model], sides: tuple[Side, Side, Side], kind: Kind | None) -> bool:
    """True where a half says under each of its keys what a side says there, or what the two merge to."""
    for key, value in half.items():
        three = [side.fields.get(key, MISSING) for side in sides]
        merged = merge_value(meaning_of_key(kind, key)[0], three[0], three[1], three[2])
        if canon(value) not in {canon(one) for one in (*three[1:], *merged)}:
            return False
    return True


def _by_name(side: Side, names: dict[str, str]) -> dict[str, Block]:
    return {names[block.key]: block for block in side.blocks or ()}


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Our order, or theirs where they alone reordered; a key of the other side comes after the one before it there."""
    common = set(base).intersection(ours, theirs)
    kept = [[name for name in side if name in common] for side in (base, ours, theirs)]
    first, second = (theirs, ours) if kept[1] == kept[0] != kept[2] else (ours, theirs)
    there, known = set(first), set(base)
    below: dict[str | None, list[str]] = defaultdict(list)  # by the name of the first side that stands above
    above = None
    for name in second:
        if name in there:
            above = name
        else:
            below[above].append(name)
    order: list[str] = []
    waiting = list(below[None])
    for name in first:
        if name in known:  # what the first side added stays together
            order += waiting
            waiting = []
        order.append(name)
        waiting += below.get(name, ())
    return order + waiting


def _merge_key(front: Front, three: Three, kind: Kind | None) -> None:
    """Adds one key to the merged front matter."""
    base, ours, theirs = three
    lead = merge_remarks(*(block.lead if block else "" for block in three))
    cores = [block.core if block else "" for block in three]
    key = next(block.key for block in (ours, theirs, base) if block)
    field, _ = meaning_of_key(kind, key)
    pair = merge_value(field, *(block.value if block else MISSING for block in three))
    one_sided = cores[1] == cores[2] or cores[0] in (cores[1], cores[2])
    if one_sided:
        chosen = _changed_block(three)
        core: Part = chosen.core if chosen else ""
        keys = (chosen.key, chosen.key) if chosen else (key, key)
    else:
        core, pair, keys = _by_value(three, pair, field, key)
    for half, name, value in zip((front.ours, front.theirs), keys, pair, strict=True):
        if value is not MISSING:
            half[name] = value
    if isinstance(core, Apart):
        front.clashes.append(clash_of(key, *pair))
    front.parts.extend([lead + _remarks(three, core, lead, one_sided), core])


def _changed_block(three: Three) -> Block | None:
    """The block of the side that changed its lines; ours where both did alike."""
    base, ours, theirs = three
    same = (ours.core if ours else "") == (base.core if base else "")
    return theirs if same else ours


def _by_value(three: Three, pair: Pair, field: Field | None, key: str) -> tuple[Part, Pair, tuple[str, str]]:
    """The lines of a key that both sides changed, the values they say, and the keys they stand under."""
    base, ours, theirs = three
    mine = [block for block in (_commented(three, ours, theirs), _commented(three, theirs, ours)) if block]
    there = [block for block in (ours, theirs) if block]
    other = mine[::-1]
    pair = _in_one_text(three, field, pair)
    try:
        if not clashes(pair):
            wanted = [(block, _in_order_of(own, three, field)) for block, own in zip(mine, there, strict=True)]
            wanted.sort(key=lambda one: not keeps_order(one[0].value, one[1]))  # the side that reordered alone
            core, key, value = _written(wanted[::-1] if _names_it(three, field.name if field else key) else wanted)
            return core, (value, value), (key, key)
        first, second = (
            _written([(block, half) for block in sides]) for sides, half in ((mine, pair[0]), (other, pair[1]))
        )
        return Apart(base.core if base else "", first[0], second[0]), pair, (first[1], second[1])
    except Refused:
        texts = [block.core if block else "" for block in three]
        values = [block.value if block else MISSING for block in (ours, theirs)]
        keys = [(block or mine[0]).key for block in (ours, theirs)]
        return Apart(*texts), (values[0], values[1]), (keys[0], keys[1])


def _names_it(three: Three, named: str) -> bool:
    """True where the key has its name from theirs: they alone renamed it, or both added it and theirs is its own."""
    base, ours, theirs = three
    if ours is None or theirs is None or ours.key == theirs.key:
        return False
    return theirs.key == named if base is None else ours.key == base.key


def _commented(three: Three, block: Block | None, other: Block | None) -> Block | None:
    """The block with the comments that the other side alone changed as they are there."""
    if block is None or other is None or three[0] is None:
        return block
    core = with_comments_of(three[0].core, block.core, other.core)
    return replace(block, core=core) if core == block.core or says(core, block.key, block.value) else block


def _in_order_of(block: Block, three: Three, field: Field | None) -> Value:
    """What both sides agree on, a list in the order that it has when this one of them is ours."""
    base, mine, other = three if block is three[1] else (three[0], three[2], three[1])
    pair = merge_value(field, *(side.value if side else MISSING for side in (base, mine, other)))
    return _in_one_text(three, field, pair)[0]


def _in_one_text(three: Three, field: Field | None, pair: Pair) -> Pair:
    """The merged values as both sides write them: several in one text with commas, where both have a text."""
    _, ours, theirs = three
    if not (ours and theirs and isinstance(ours.value, str) and isinstance(theirs.value, str)):
        return pair
    first, second = (with_commas(field, value) for value in pair)
    return first, second


def _written(wanted: Sequence[tuple[Block, Value]]) -> tuple[str, str, Value]:
    """The lines of the first side that can take its value, their key and the value; raises Refused where none can."""
    refused: Refused | None = None
    for block, value in wanted:
        if value is MISSING:
            return "", block.key, value
        try:
            return written(block.core, block.key, value), block.key, value
        except Refused as fault:
            refused = fault
    block, value = wanted[0]
    if value == []:  # what the comments were about is gone; they come to stand above the key
        return emptied(block.core, block.key), block.key, value
    assert refused is not None  # a value has a side it comes from
    raise refused


def _remarks(three: Three, core: Part, lead: str, one_sided: bool) -> str:
    """Comment lines for what a side says in the lines of its value and the merged lines do not.

    Where both changed the key, a comment that neither took away stays.
    """
    base, ours, theirs = three
    texts = [core] if isinstance(core, str) else [core.ours, core.theirs]
    said = {comment for text in (lead, *texts) for comment in comment_words(text)}
    missing: dict[str, None] = {}
    known = comment_words(base.core) if base else Counter()
    if not one_sided and ours and theirs:
        known -= comment_words(ours.core) & comment_words(theirs.core)
    for block in (ours, theirs):
        if block:
            missing |= {one: None for one in comment_words(block.core) if one not in known and one not in said}
    shown = next((block for block in (ours, theirs) if block), None)
    indent = "" if shown is None else shown.core[: len(shown.core) - len(shown.core.lstrip(" "))]
    return "".join(f"{indent}# {one}\n" for one in missing)
