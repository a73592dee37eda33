"""What weighs on people, to be kept in mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...practice.care import Care, care_of
from ...practice.words import day_words
from ...records import Contact
from ..context import Context, Found
from ..model import CareLine


def care_section(context: Context) -> Found:
    """Hard days that are near, by day; then what weighs on whom you write to or see soon."""
    found = sorted(_found(context), key=lambda pair: pair[1].day or date.max)
    lines = tuple(_line(context, contact, care) for contact, care in found)
    return Found(lines, "notebook list 'care:*'")


def _found(context: Context) -> Iterator[tuple[Contact, Care]]:
    near = [contact for one in context.near if (contact := context.contact(one))]
    others = [one for one in context.snapshot.contacts if one.status != "archived" and one.id not in context.near]
    for contact in (*near, *others):
        if contact.care or contact.dates:
            for care in care_of(contact, context.day):
                if care.day or contact.id in context.near:
                    yield contact, care


def _line(context: Context, contact: Contact, care: Care) -> CareLine:
    when = day_words(care.day, context.day) if care.day else ""
    return CareLine(contact.id, contact.name, care.text, care.path, care.line, (context.person(contact.id),), when)
