"""Who knows whom, by the cards and by the talks: both ways, each with a line of the notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from ...records import Contact, Interaction
from ...snapshot import Snapshot, happened
from ..evidence import Evidence
from ..sharing import private_fields

_COMPANY = 8  # people at a talk; where there are more, one need not know another

Known = dict[str, Evidence]  # by the id of whom somebody knows: where that stands


class Acquaintance:
    """Gives whom one person after another knows; what the cards say is looked up once. The owner is left out.

    With `for_others`, what a card's `private:` names is left out.
    """

    def __init__(self, snapshot: Snapshot, today: date, *, for_others: bool = False) -> None:
        self._snapshot = snapshot
        self._today = today
        self._for_others = for_others
        self._mine = snapshot.owner.id if snapshot.owner else None

    @cached_property
    def by_cards(self) -> dict[str, Known]:
        """What `knows:` and `met: {through: …}` say, both ways, by the id of each."""
        found: dict[str, Known] = defaultdict(dict)
        for contact in self._snapshot.contacts:
            hidden = private_fields(contact) if self._for_others else frozenset()
            knows = () if "knows" in hidden else contact.knows
            ties = [(tie.who, "knows", f" ({tie.role})" if tie.role else "") for tie in knows]
            if contact.met and contact.met.through and "met" not in hidden:
                ties.append((contact.met.through, "met through", ""))
            for reference, how, role in ties:
                other = self._snapshot.contact_id(reference)
                if other is None or self._mine in (other, contact.id) or other == contact.id:
                    continue
                text = f"{how} {self._snapshot.by_id[other].name}{role}"
                found[contact.id].setdefault(other, Evidence(text, contact.path, reference.line))
                back = Evidence(f"{contact.name} {text}", contact.path, reference.line)
                found[other].setdefault(contact.id, back)
        return found

    def of(self, person: str, talks: Iterable[Interaction] | None = None) -> Known:
        """Whom the person knows; `talks` are looked through for it, theirs where none are given."""
        found = dict(self.by_cards.get(person, {}))
        for talk in self._snapshot.talks(person) if talks is None else talks:
            if talk.date is None or not happened(talk, self._today):
                continue
            introduced = introduced_in(self._snapshot, talk)
            if person in introduced:
                self._add(found, person, introduced, "introduced", talk)
            company = self._snapshot.people(talk)
            if person in company and len(company) <= _COMPANY:
                self._add(found, person, company, "together", talk)
        return found

    def _add(self, found: Known, person: str, others: Iterable[str], how: str, talk: Interaction) -> None:
        line = talk.introduced[0].line if how == "introduced" else talk.with_[0].line
        for other in others:
            if other not in (person, self._mine):
                found.setdefault(other, Evidence(f"{how} on {day_of(talk)}", talk.path, line))


def introduced_in(snapshot: Snapshot, talk: Interaction) -> tuple[str, ...]:
    """The ids of the contacts that were introduced to each other there."""
    found = (snapshot.contact_id(reference) for reference in talk.introduced)
    return tuple(dict.fromkeys(one for one in found if one))


def day_of(talk: Interaction) -> str:
    """The day of a talk in figures, without the time."""
    return str(talk.date or "").partition("T")[0]


def contact_of(snapshot: Snapshot, person: str) -> Contact | None:
    """The contact with this id; None where there is none."""
    found = snapshot.by_id.get(person)
    return found if isinstance(found, Contact) else None
