"""What weighs on people, to be kept in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...practice.care import Care, care_of, days_in
from ...practice.words import day_words
from ...records import Contact, PartialDate
from ...text.dates import read_partial_date
from ...text.folding import fold
from ..context import Context, Found
from ..model import CareLine

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]* (\d{{4}})\b|(?<![\w-])(\d{{4}})-(\d{{2}})(?![\w-])")


def care_section(context: Context) -> Found:
    """Hard days that are near, by day; then what weighs on whom you write to or see soon. One person's are together."""
    # A day that is near stands with those to write to; in a card's list, several lines can be one.
    said = {one.contact.id for one in context.due}
    people = []
    for contact in _people(context):
        found = [care for care in _found(context, contact) if not (care.day and contact.id in said)]
        if found:
            people.append((contact, found))
    people.sort(key=lambda pair: pair[1][0].day or date.max)
    lines = tuple(_line(context, contact, care) for contact, found in people for care in found)
    return Found(lines, "notebook list 'care:*'")


def _people(context: Context) -> Iterator[Contact]:
    yield from (contact for one in context.near if (contact := context.contact(one)))
    yield from (one for one in context.snapshot.contacts if one.status != "archived" and one.id not in context.near)


def _found(context: Context, contact: Contact) -> list[Care]:
    """Those of somebody that the page has, near days first."""
    if not contact.care and not contact.dates:
        return []
    found = care_of(contact, context.day)
    return [one for one in found if one.day or (contact.id in context.near and not _is_later(context, one.text))]


def _is_later(context: Context, text: str) -> bool:
    """True on a page of the past for what speaks of a day, or a month, that has come since: nobody knew of it."""
    now = context.spec.now
    if now is None:
        return False
    days = (day.earliest for day in (*days_in(text), *_months_in(text)) if day.year is not None)
    return any(context.day < day <= now for day in days if day)


def _months_in(text: str) -> Iterator[PartialDate]:
    """The months a line names: `July 2026`, `2026-07`."""
    for found in _MONTH.finditer(fold(text)):
        name, year, iso_year, iso_month = found.groups()
        month = f"{_MONTHS.index(name) + 1:02d}" if name else iso_month
        day = read_partial_date(f"{year or iso_year}-{month}")
        if day:
            yield day


def _line(context: Context, contact: Contact, care: Care) -> CareLine:
    when = day_words(care.day, context.day) if care.day else ""
    return CareLine(contact.id, contact.name, care.text, care.path, care.line, (context.person(contact.id),), when)
