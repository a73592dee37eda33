"""Threads that may be answered: a later talk with one of those to ask says their words again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from ..records import Interaction
from ..snapshot import Snapshot, happened
from .evidence import Evidence
from .said import TextOf, answering, name_words, telling_words
from .threads import Thread

_TALKS = 8  # the newest with a person; each is a file to read


def maybe_answered(
    snapshot: Snapshot, threads: Iterable[Thread], text_of: TextOf | None, today: date
) -> dict[str, Evidence]:
    """For the ids of threads, the sentence of a later talk that seems to answer them.

    `text_of` gives the body of an interaction's file, with its lines numbered as in the file; without it, what the
    record itself holds has to do. Of the later talks with each person the newest eight are read. A thread of a note
    without a day, as of a contact's card, is left out, for nothing is known to be later.
    """
    found: dict[str, Evidence] = {}
    for thread in threads:
        evidence = _answer(snapshot, thread, text_of, today)
        if evidence:
            found[thread.id] = evidence
    return found


def _answer(snapshot: Snapshot, thread: Thread, text_of: TextOf | None, today: date) -> Evidence | None:
    """The sentence of the newest later talk that says enough of the thread's words, their names left out."""
    words = telling_words(thread.text, name_words(snapshot, thread.with_))
    if not words or thread.since is None:
        return None
    found = (talk for person in thread.with_ for talk in later_talks(snapshot, person, thread, today))
    talks = {talk.path: talk for talk in found}
    for talk in sorted(talks.values(), key=lambda talk: (str(talk.date), talk.path), reverse=True):
        evidence = answering(snapshot, talk, words, text_of)
        if evidence:
            return evidence
    return None


def later_talks(snapshot: Snapshot, person: str, thread: Thread, today: date) -> list[Interaction]:
    """The newest talks with a person that were held after the one of the thread, newest first.

    One of the same day is later where both notes say at what time they were.
    """
    return list(islice(_later(snapshot, person, thread, today), _TALKS))


def _later(snapshot: Snapshot, person: str, thread: Thread, today: date) -> Iterator[Interaction]:
    same_day: list[Interaction] = []
    for talk in snapshot.talks(person):
        day = talk.date.earliest if talk.date else None
        if day is None or thread.since is None or day < thread.since:
            return  # the others are older, and those without a day come last
        if day == thread.since:
            if talk.path == thread.path:
                time = talk.date.time if talk.date else None
                yield from (one for one in same_day if time and one.date and (one.date.time or "") > time)
                return
            same_day += [talk] if happened(talk, today) else []
        elif happened(talk, today):
            yield talk
