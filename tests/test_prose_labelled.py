"""Hundreds of labelled lines: the labels make sense, and the reader of prose does not fall below its floors."""

from __future__ import annotations

from functools import cache

import pytest
from prose.labels import ANYTHING, FILES, KEYS, Labelled, compare, labelled_lines
from prose.measure import Result, measure
from prose.vault import prose_vault

from notebook.schema.fields import CHANNELS
from notebook.text.dates import read_partial_date

LINES = [line for name in FILES for line in labelled_lines(name)]

# Precision and recall over all lines, a bit below what `python tests/prose/measure.py` prints: to be raised with it.
FLOORS = {
    "with": (0.99, 0.91),
    "unclear": (0.93, 0.95),
    "new": (0.95, 0.86),
    "date": (0.96, 0.89),
    "channel": (0.98, 0.98),
    "initiated": (0.97, 0.92),
    "place": (0.97, 0.57),
    "event": (0.94, 0.85),
    "project": (0.94, 0.9),
    "topics": (0.95, 0.1),
    "gave": (0.77, 0.73),
    "received": (0.88, 0.66),
    "introduced": (0.95, 0.88),
    "promise": (0.84, 0.78),
    "ask": (0.95, 0.95),
}
KINDS = {"with": "contact", "introduced": "contact", "event": "event", "project": "project"}


@cache
def measured() -> Result:
    return measure(LINES)


def values(line: Labelled, key: str) -> list[str]:
    """Every spelling under a key, expected or not."""
    labels = (*line.wants(key), *line.maybe.get(key, ()))
    return [spelling for label in labels if label != ANYTHING for spelling in label]


def test_there_are_hundreds_of_lines_and_no_two_alike() -> None:
    assert len(LINES) >= 300
    texts = [" ".join(line.text.casefold().split()) for line in LINES]
    assert sorted(texts) == sorted(set(texts))


def test_the_halves_are_of_one_size() -> None:
    sizes = [len(labelled_lines(name)) for name in FILES]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("key", KINDS)
def test_every_labelled_id_is_in_the_vault(key: str) -> None:
    records = prose_vault().by_id
    wrong = [(line.place, one) for line in LINES for one in values(line, key) if one not in records]
    assert wrong == []
    assert all(records[one].kind == KINDS[key] for line in LINES for one in values(line, key))


def test_the_owner_is_in_no_label() -> None:
    owner = prose_vault().owner
    assert owner is not None
    assert [line.place for line in LINES if owner.id in values(line, "with")] == []


def test_every_name_that_is_called_unclear_fits_two_people() -> None:
    people = prose_vault().by_part
    labels = [(line.place, label) for line in LINES for label in line.wants("unclear")]
    wrong = [(place, label) for place, label in labels if all(len(people(name, "contact")) < 2 for name in label)]
    assert wrong == []


def test_every_labelled_date_is_one() -> None:
    wrong = [(line.place, day) for line in LINES for day in values(line, "date") if read_partial_date(day) is None]
    assert wrong == []


def test_every_labelled_channel_is_known() -> None:
    known = {word for words in CHANNELS.values() for word in words}
    assert {(line.place, word) for line in LINES for word in values(line, "channel") if word not in known} == set()
    assert {word for line in LINES for word in values(line, "initiated")} <= {"me", "them", "both"}


@pytest.mark.parametrize("key", KEYS)
def test_a_field_is_understood_as_well_as_it_was(key: str) -> None:
    precision, recall = FLOORS[key]
    score = measured().scores[key]
    assert score.found, "what is never found is always right"
    assert score.precision >= precision
    assert score.recall >= recall


def test_of_a_hundred_people_found_ninety_nine_were_there() -> None:
    assert measured().scores["with"].precision >= 0.99


def test_a_person_in_place_of_an_unclear_name_is_wrong() -> None:
    label = frozenset({"sam"})
    assert compare(("sam-okafor",), (), ()).wrong == ("sam-okafor",)
    assert compare((), (label,), ()).missed == (label,)


def test_what_may_be_left_out_is_neither_missed_nor_wrong() -> None:
    maybe = (frozenset({"park", "the old park"}),)
    assert compare((), (), maybe) == compare(("park",), (), maybe)
    assert compare(("pub",), (), maybe).wrong == ("pub",)
