"""Which of several contacts a name means.

In this order, and each only where exactly one contact is left or ahead:

1. the user's choice; then the one whose longer name stands in the line, and nobody whom another short name there means;
2. a whole name, alias of several words or id, before what somebody is called in short (a first name, a one-word alias),
   before any other part of a name;
3. those who are not archived, before those who are; somebody else before the vault's owner;
4. **ties**: what is written down ties one to the line, and none of the others: to somebody in it (one organization,
   `knows`), to an organization, event or project it names, or by location, role or relationship, said in its words;
5. **company**: one has been in talks with the others in the line, twice at least, and three times as often as
   anyone else of the name;
6. **recency**: one was seen within the last 60 days and twice within 180; the others not within 180 days, or never.

Otherwise it stays open, the likeliest first: most ties, most talks with the others, last seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ...overview import day_number
from ...records import AnyRecord, Contact
from ...snapshot import Snapshot
from ...text.folding import fold
from .marked import Person
from .matching import RANK
from .ties import TOLD, Line, Ties

RECENT = timedelta(days=60)
LONG_AGO = timedelta(days=180)
OFTEN = 2
TIMES_AS_OFTEN = 3
LEAST_TALKS = 2


class Settling:
    """Settles the people of one line."""

    def __init__(self, snapshot: Snapshot, today: date, chosen: Mapping[str, str]) -> None:
        self._snapshot = snapshot
        self._today = today
        self._chosen = {fold(name): one for name, one in chosen.items()}
        self._owner = snapshot.owner.id if snapshot.owner else None

    def settle(self, people: Sequence[Person], around: Iterable[AnyRecord], words: Iterable[str]) -> None:
        """Gives each person the contact it means, or the candidates where that is not clear.

        `around` are the other records that the line names, `words` its folded words that are no names, in their order.
        """
        said = list(words)
        here = said[: next((at for at, word in enumerate(said) if word in TOLD), len(said))]
        for person in people:
            if person.family:
                self._settle_family(person)
            elif person.fits:
                self._by_name(person)
        certain = [contact for person in people for contact in person.contacts if contact.id != self._owner]
        line = Line(tuple({one.id: one for one in certain}.values()), tuple(around), frozenset(said), frozenset(here))
        for person in people:
            if person.candidates:
                self._by_names(person, people)
            if person.candidates:
                self._by_ties(person, line)

    def _settle_family(self, person: Person) -> None:
        contacts = [fit.record for fit in person.fits if isinstance(fit.record, Contact)]
        person.contacts = tuple(one for one in contacts if one.status != "archived" and one.id != self._owner)
        person.why = "all of that name"

    def _by_name(self, person: Person) -> None:
        picked = self._chosen.get(fold(person.text.strip("[]@+")))
        chosen = self._snapshot.by_id.get(picked) if picked is not None else None
        if isinstance(chosen, Contact):
            person.contacts, person.why = (chosen,), "chosen by you"
            return
        best = min(RANK[fit.how] for fit in person.fits)
        for rank in range(best, 4):
            fits = [fit for fit in person.fits if RANK[fit.how] <= rank]
            contacts = [fit.record for fit in fits if isinstance(fit.record, Contact)]
            present = [one for one in contacts if one.status != "archived" and one.id != self._owner]
            if present:
                break
        else:
            present = [one for one in contacts if one.id != self._owner] or contacts
        if len(present) == 1:
            how = next(fit.how for fit in person.fits if fit.record.id == present[0].id)
            person.contacts, person.why = (present[0],), _why_by_name(how, present[0], len(person.fits))
        else:
            person.candidates = tuple(present)

    def _by_names(self, person: Person, people: Sequence[Person]) -> None:
        """Settles by the other names in the line: `Sam`, who is `Sam Okafor` there, and is not `Sami`."""
        others = [other for other in people if other is not person and other.contacts]
        fitting = [one for one in person.candidates if any(one in other.contacts for other in others)]
        same = [other for other in others if other.contacts[0] in fitting and _is_longer(other, person)]
        if len(same) == 1 and len(fitting) == 1:
            self._found(person, fitting[0], f"{fitting[0].name} is named in the same line")
            return
        left = tuple(one for one in person.candidates if one not in fitting)
        if len(left) == 1:
            self._found(person, left[0], f"the other {person.text} is named in the same line")
        elif left:
            person.candidates = left

    def _by_ties(self, person: Person, line: Line) -> None:
        ties = {one.id: Ties(one, line, self._snapshot) for one in person.candidates}
        seen = {one.id: self._snapshot.last_contact(one.id, self._today) for one in person.candidates}

        def order(one: Contact) -> tuple[int, int, int, str]:
            return -len(ties[one.id].firm), -ties[one.id].talks, -(seen[one.id] or date.min).toordinal(), one.id

        first, *others = ranked = sorted(person.candidates, key=order)
        if ties[first.id].firm and not any(ties[one.id].firm for one in others):
            self._found(person, first, ties[first.id].why)
            return
        firm = any(ties[one.id].firm for one in ranked)
        talks = ties[first.id].talks
        if not firm and talks >= LEAST_TALKS and all(ties[one.id].talks * TIMES_AS_OFTEN <= talks for one in others):
            self._found(person, first, ties[first.id].why)
        elif not firm and not talks and self._is_only_recent(first, others, seen):
            self._found(person, first, _why_by_day(person.text, [seen[one.id] for one in others]))
        else:
            person.candidates = tuple(ranked)

    def _found(self, person: Person, contact: Contact, why: str) -> None:
        person.contacts, person.candidates, person.why, person.likeliest = (contact,), (), why, True

    def _talks_lately(self, one: Contact) -> int:
        overview = self._snapshot.overview
        since, until = day_number(self._today - LONG_AGO), day_number(self._today)
        return sum(since <= overview.days[row] <= until for row in overview.talks.get(one.id, ()))

    def _is_only_recent(self, first: Contact, others: Sequence[Contact], seen: Mapping[str, date | None]) -> bool:
        day = seen[first.id]
        if day is None or self._today - day > RECENT or self._talks_lately(first) < OFTEN:
            return False
        days = [seen[one.id] for one in others]
        return all(other is None or self._today - other > LONG_AGO for other in days)


def _is_longer(other: Person, person: Person) -> bool:
    """True for `Sam Okafor` or `(Okafor)` beside `Sam`, but not for `Anna-Lena` beside `Anna`."""
    words = fold(other.text).split()
    alone = len(words) == 1 and any(fit.how == "last name" for fit in other.fits)
    return alone or (len(words) > 1 and fold(person.text) in words)


def _why_by_name(how: str, contact: Contact, fits: int) -> str:
    match how:
        case "alias" | "short alias":
            return f"alias of {contact.name}"
        case "id":
            return f"id of {contact.name}"
        case "name":
            return "the full name"
        case _:
            only = ", the only one left of the name" if fits > 1 else ""
            return f"{how} of {contact.name}{only}"


def _why_by_day(text: str, others: Sequence[date | None]) -> str:
    days = [day for day in others if day]
    return f"the only {text} seen since {max(days):%B %Y}" if days else f"the only {text} ever seen"
