"""Who could help whom with what, as tables, as the page of one record, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ..practice.collaboration import Partner
from ..practice.evidence import Evidence
from ..practice.giving import Help
from ..practice.help_for import HelpFor
from ..practice.words import ago_words, days_between
from ..records import AnyRecord, Phrase
from ..snapshot import Snapshot
from .blocks import pointing
from .giving import gift_shape, gift_table
from .rows import date_words, name_of
from .stories import promise_rows, promise_shape
from .tables import Cell, Span, table
from .terminal import clean, paint, steady, wrap
from .wrapped import wrapped

HELP_KEYS = frozenset(("id", "kind", "path", "line", "name", "seek", "offerer", "offerer_name", "offer", "mine"))
_WORDS_NEED = 22  # columns for what is sought, and for what is offered; with less they have lines of their own
_PLACE_NEEDS = 80  # columns; with less than it is long, the place goes on a line of its own
_TEXT_NEEDS = 36
_GIFTS_SHOWN = 6  # talks
_HELPED_SHOWN = 12


def help_table(found: Iterable[Help], snapshot: Snapshot, width: int) -> list[str]:
    """One fit a row: who seeks what, and who offers what for it; the owner is not named as the one who seeks."""
    rows: list[list[str | Span]] = []
    for one in found:
        seeker = "" if snapshot.owner and one.seeker == snapshot.owner.id else name_of(snapshot, one.seeker)
        offerer = "you" if _is_mine(one, snapshot) else name_of(snapshot, one.offerer)
        rows.append([Span(seeker, "bold"), one.seek.text, f"{offerer}: {one.offer.text}"])
    return wrapped(rows, width, wraps=(1, 2), needs=_WORDS_NEED)


def help_page(record: AnyRecord, facts: HelpFor, snapshot: Snapshot, today: date, width: int, *, everything: bool
              ) -> Iterator[str]:  # fmt: skip
    """The page of one record: what it seeks first, then whatever there is under its title."""
    for line in wrap(clean(f"{record.name} {_sought(facts.seeks)}"), width):
        yield steady(line)
    mine = [one for one in facts.helps if _is_mine(one, snapshot)]
    others = [one for one in facts.helps if not _is_mine(one, snapshot)]
    if facts.collaboration:
        since = facts.collaboration.since
        title = "Who takes part" + (f", since {date_words(since, weekday=False)}" if since else "")
        yield from _block(title, partner_table(facts.collaboration.partners, snapshot, today, width))
    yield from _block("You could help", offers_table(mine, snapshot, width))
    yield from _block("Others could help", offers_table(others, snapshot, width))
    promised = promise_rows(facts.promises, snapshot, today, beside=record.id)
    yield from _block("You promised", table(promised, width, gives=0, needs=_TEXT_NEEDS))
    whom = "Whom you could help" if record is snapshot.owner else "Whom they could help"
    yield from _block(whom, _sought_from(facts.could_help[: None if everything else _HELPED_SHOWN], snapshot, width))
    if not everything and len(facts.could_help) > _HELPED_SHOWN:
        more = len(facts.could_help) - _HELPED_SHOWN
        yield paint(steady(clean(f"  {more} more: notebook help-for {record.id} --all")), "dim")
    shown = facts.gifts if everything else [gift for gift in facts.gifts if gift.path in _latest(facts)]
    yield from _block("Remembered", gift_table(shown, today, width))
    if len(shown) < len(facts.gifts):
        yield from pointing("what is older", f"notebook help-for {record.id} --all", width)


def partner_table(found: Sequence[Partner], snapshot: Snapshot, today: date, width: int) -> list[str]:
    """A project's people a row each: the role, and the last contact, red where it was long ago."""
    rows: list[list[str | Span]] = []
    for one in found:
        last = "never" if one.last_contact is None and one.id else ""
        if one.last_contact:
            last = (
                f"not for {days_between(one.last_contact, today)}" if one.quiet else ago_words(one.last_contact, today)
            )
        name = name_of(snapshot, one.id) if one.id else one.written
        rows.append([Span(name, "bold"), one.role or "", Span(last, "red" if one.quiet else "dim")])
    return wrapped(rows, width, wraps=(1,), needs=_WORDS_NEED)


def help_shape(one: Help, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of a fit; `id`, `path` and `line` are those of the one who seeks, and of where that stands."""
    return {
        "id": one.seeker,
        "kind": snapshot.by_id[one.seeker].kind,
        "path": one.seek.path,
        "line": one.seek.line,
        "name": name_of(snapshot, one.seeker),
        "seek": one.seek.text,
        "offerer": one.offerer,
        "offerer_name": name_of(snapshot, one.offerer),
        "offer": {"text": one.offer.text, "path": one.offer.path, "line": one.offer.line},
        "mine": _is_mine(one, snapshot),
    }


def help_for_shape(record: AnyRecord, facts: HelpFor, snapshot: Snapshot) -> dict[str, Any]:
    """The JSON object of a record's page."""
    joined = facts.collaboration
    return {
        "id": record.id,
        "kind": record.kind,
        "path": record.path,
        "name": record.name,
        "seeks": [{"text": one.text, "path": record.path, "line": one.line} for one in facts.seeks],
        "helps": [help_shape(one, snapshot) for one in facts.helps],
        "promises": [promise_shape(one) for one in facts.promises],
        "could_help": [help_shape(one, snapshot) for one in facts.could_help],
        "gave": [gift_shape(one, snapshot) for one in facts.gifts if one.given],
        "received": [gift_shape(one, snapshot) for one in facts.gifts if not one.given],
        "partners": [_partner_shape(one, snapshot) for one in joined.partners] if joined else [],
    }


def _partner_shape(one: Partner, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": name_of(snapshot, one.id) if one.id else one.written,
        "role": one.role,
        "last_contact": str(one.last_contact) if one.last_contact else None,
        "quiet": one.quiet,
        "path": one.path,
        "line": one.line,
    }


def offers_table(found: Iterable[Help], snapshot: Snapshot, width: int) -> list[str]:
    """For each thing that is sought, the offers under it, each with where it stands."""
    lines: list[str] = []
    for _, group in groupby(found, key=lambda one: (one.seek.line, one.seek.text)):
        together = list(group)
        lines += [f"  {steady(line)}" for line in wrap(clean(f"{together[0].seek.text}:"), width - 2)]
        rows: list[list[Cell]] = []
        for one in together:
            who = "" if _is_mine(one, snapshot) else name_of(snapshot, one.offerer)
            rows.append([Span(who, "bold"), one.offer.text, _place(one.offer)])
        lines += [f"  {line}" for line in table(rows, width - 2, needs=_PLACE_NEEDS, keeps=(1,))]
    return lines


def _sought_from(found: Iterable[Help], snapshot: Snapshot, width: int) -> list[str]:
    """Who seeks what the record offers, and where that stands."""
    rows: list[list[Cell]] = [
        [Span(name_of(snapshot, one.seeker), "bold"), f"seeks {one.seek.text}", _place(one.seek)] for one in found
    ]
    return table(rows, width, needs=_PLACE_NEEDS, keeps=(1,))


def _sought(seeks: Sequence[Phrase]) -> str:
    texts = [phrase.text for phrase in seeks]
    if not texts:
        return "seeks nothing that is noted."
    listed = " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    return f"seeks {listed}."


def _latest(facts: HelpFor) -> set[str]:
    """The notes of the last few talks in which something passed."""
    return set(list(dict.fromkeys(gift.path for gift in facts.gifts))[:_GIFTS_SHOWN])


def _is_mine(one: Help, snapshot: Snapshot) -> bool:
    return snapshot.owner is not None and one.offerer == snapshot.owner.id


def _place(evidence: Evidence) -> Span:
    return Span(f"{evidence.path}:{evidence.line}", "dim")


def _block(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield paint(title, "bold")
        yield from lines
