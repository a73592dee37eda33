"""What a brief takes from the other techniques: what is shared, sought and offered, to thank for, to report, to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from ...records import AnyRecord, Contact
from ...snapshot import Snapshot
from ..common_ground import Ground, common_ground
from ..giving import THANKS_DAYS, Help, gifts, helps, unthanked
from ..introducing.introductions import introductions
from ..mentoring import Mentoring, mentoring_with
from ..questions import next_question
from ..words import ago_words
from .matters import Matters
from .page import Line, Section, section

_HELPS = 3  # lines of each
_NAMED = 4  # people; of more, the others are a number
# How what is shared is said, where it is no interest and no topic.
_BOTH = {"person": "both know {}", "event": "both at {}", "organization": "both with {}", "place": "both in {}"}
_BOTH_ALL = {"person": "knowing {}"}


def common_lines(matters: Matters, contact: Contact) -> Iterator[Line]:
    """What you and they share, what the fewest people have first; the people both know in one line."""
    found = _grounds(matters, (matters.mine, contact.id)) if matters.mine else []
    people = [ground for ground in found if ground.kind == "person"]
    for ground in _by_kind(found):
        text = ground.text
        if ground.kind == "person":
            if ground is not people[0]:
                continue
            text = _few([one.text for one in people])
        place = dict(ground.lines).get(contact.id, ground.lines[0][1])
        yield Line(_BOTH.get(ground.kind, "{}").format(text), place.path, place.line)


def common_of_company(matters: Matters, people: Sequence[Contact], apart_from: Collection[str]) -> Iterator[Line]:
    """What several of you share, what the fewest people have first; not the records that are why you meet."""
    known = matters.snapshot.by_id
    ids = [one for one in (matters.mine, *(contact.id for contact in people)) if one]
    for ground in _by_kind(_grounds(matters, ids)):
        if ground.id in apart_from or all(who == matters.mine for who, _ in ground.lines[1:]):
            continue
        names = [matters.you if who == matters.mine else known[who].name for who, _ in ground.lines]
        place = ground.lines[-1][1]
        shared = _BOTH_ALL.get(ground.kind, "{}").format(ground.text)
        yield Line(f"{shared}: {_few(names)}", place.path, place.line)


def _grounds(matters: Matters, ids: Sequence[str]) -> list[Ground]:
    """What these people share; who knows whom is not for others to read."""
    found = common_ground(matters.snapshot, ids, matters.today, for_others=matters.shared)
    return [ground for ground in found if not (matters.shared and ground.kind == "person")]


def _few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[:_NAMED]) + (f" +{len(names) - _NAMED}" if len(names) > _NAMED else "")


def _by_kind(found: Iterable[Ground]) -> list[Ground]:
    """The rarest of each kind first, then the next of each; of them a topic of talks after what is on both cards."""
    seen: Counter[str] = Counter()

    def key(ground: Ground) -> tuple[int, bool]:
        seen[ground.kind] += 1
        return seen[ground.kind], ground.kind == "topic"

    return sorted(found, key=key)


def introduction_lines(matters: Matters, people: Sequence[Contact]) -> Iterator[Line]:
    """Who of them should meet whom, and why."""
    known = matters.snapshot.by_id
    ids = {contact.id for contact in people}
    if len(ids) < 2:
        return
    for one in introductions(_without_others_talks(matters.snapshot, ids), matters.today, people=ids):
        if one.one in ids and one.other in ids and one.why:
            why = "; ".join(evidence.text for evidence in one.why[:2])
            names = f"{known[one.one].name} and {known[one.other].name}"
            yield Line(f"{names}: {why}", one.why[0].path, one.why[0].line, person=one.one)


def _without_others_talks(snapshot: Snapshot, people: Collection[str]) -> Snapshot:
    """The vault with no talks but those of these people and those with anything open.

    The talks say who knows whom, and those of all others are most of a vault.
    """
    lasting: tuple[AnyRecord, ...] = (*snapshot.contacts, *snapshot.events, *snapshot.organizations, *snapshot.projects)
    talks = (talk for person in people for talk in snapshot.talks(person))
    found = {record.path: record for record in (*lasting, *snapshot.open_notes, *talks)}
    records = tuple(found[path] for path in sorted(found))
    return Snapshot(records, (), snapshot.me, snapshot.notes, line_of=snapshot.line_of)


def help_sections(matters: Matters, contact: Contact, group: int) -> Iterator[Section]:
    """What they seek that you, or somebody you know, can offer; and what you seek that they do."""
    mine = matters.mine
    found = helps(matters.snapshot, [one for one in (contact.id, mine) if one])
    theirs: dict[str, list[Help]] = {}
    for one in found:
        if one.seeker == contact.id:
            theirs.setdefault(one.seek.text, []).append(one)
    lines = (_offered(matters, found) for found in theirs.values())
    yield section("help", "They seek", lines, group, _HELPS, f"notebook help-for {contact.id}")
    sought = (one for one in found if one.seeker == mine and one.offerer == contact.id)
    could = (Line(f"{one.seek.text}: they offer {one.offer.text}", one.offer.path, one.offer.line) for one in sought)
    yield section("helped", "You seek", could, group, _HELPS, f"notebook help-for {mine}")


def _offered(matters: Matters, found: list[Help]) -> Line:
    """One thing that is sought, and the first who offer it: `a press: you offer …`."""
    first = found[0]
    known = matters.snapshot.by_id
    who = "you offer" if first.offerer == matters.mine else f"{known[first.offerer].name} offers"
    more = f" (+{len(found) - 1} more)" if len(found) > 1 else ""
    return Line(f"{first.seek.text}: {who} {first.offer.text}{more}", first.offer.path, first.offer.line,
                person=None if first.offerer == matters.mine else first.offerer)  # fmt: skip


def giving_lines(matters: Matters, contact: Contact) -> Iterator[Line]:
    """What they gave you lately and were not thanked for."""
    since = matters.today - timedelta(days=THANKS_DAYS)
    found = [gift for gift in gifts(matters.snapshot, contact.id, matters.today) if not gift.given]
    for gift in unthanked(matters.snapshot, [gift for gift in found if gift.date >= since], matters.today):
        yield Line(gift.what, gift.path, gift.line, when=ago_words(gift.date, matters.today), date=gift.date)


def mentoring_of(matters: Matters, contact: Contact) -> Mentoring:
    """The advice they gave you, and what they have not heard back about."""
    (found,) = mentoring_with(matters.snapshot, (contact,), matters.today, text_of=matters.text_of)
    return found


def report_lines(mentoring: Mentoring) -> Iterator[Line]:
    """What somebody who advised you has not heard back about."""
    return (Line(one.text, one.path, one.line, when=one.why, date=one.since) for one in mentoring.report)


def question_lines(matters: Matters, contact: Contact) -> Iterator[Line]:
    """One question to ask next, beside the threads, which are on the page already."""
    snapshot, today = matters.snapshot, matters.today
    found = next_question(snapshot, contact, today, matters.bank, text_of=matters.text_of, asked=())
    if found:
        yield Line(found.text, found.path, found.line, when=found.why)
