"""What the shell offers when the tab key is pressed: names, query keys and their values, formats.

Nothing here may fail or speak: the user is in the middle of a line.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..records import AnyRecord
    from ..snapshot import Snapshot
    from .session import Session

Offer = TypeVar("Offer", "list[str]", "list[CompletionItem]")
Completer = Callable[[click.Context, click.Parameter, str], Offer]


def silent(complete: Completer[Offer]) -> Completer[Offer]:
    """The same function, which offers nothing where it fails."""

    @functools.wraps(complete)
    def completer(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offer:
        try:
            return complete(ctx, param, incomplete)
        except Exception:  # noqa: BLE001 - a message here would land in the line that is being typed
            return []

    return completer


def session_of(ctx: click.Context) -> Session:
    """The session the command will have; the group has not run yet, but its options are read."""
    from .session import Session

    given = ctx.find_root().params
    return Session(
        given.get("vault"), given.get("today"), quiet=True, verbose=False, mends=False, as_of=given.get("as_of")
    )


@silent
def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The names of the formats."""
    from ..render.formats import FORMATS

    return starting(FORMATS, incomplete)


@silent
def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The kinds of record."""
    from ..records import KINDS

    return starting(KINDS, incomplete)


@silent
def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The codes of problems."""
    from ..schema import CODES

    return starting(CODES, incomplete)


@silent
def channels(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The channels the notebook knows."""
    from ..schema import CHANNELS

    return starting([word for words in CHANNELS.values() for word in words], incomplete)


@silent
def templates(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The templates of the vault and the built-in ones."""
    from ..render.environment import BUILT_IN

    folders = (session_of(ctx).root / "templates", BUILT_IN)
    found = {file.name.removesuffix(".j2") for folder in folders for file in folder.glob("*.j2")}
    return starting(sorted(found), incomplete)


@silent
def log_templates(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The templates for `log`, those of the vault and the built-in ones."""
    from ..render.log_page import log_templates as known

    return starting(known(session_of(ctx).root / "templates"), incomplete)


@silent
def letter_kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The kinds of letter, those of the vault's own templates among them."""
    from ..render.letters import letter_kinds as known

    return starting([kind.name for kind in known(session_of(ctx).root / "templates")], incomplete)


@silent
def sort_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The keys of the JSON."""
    from ..records import KINDS
    from ..schema import FIELDS

    derived = ("id", "kind", "path", "next_due", "cadence_days", "last_channel")
    return starting(dict.fromkeys([*derived, *(field.name for kind in KINDS for field in FIELDS[kind])]), incomplete)


@silent
def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids; where capitals, accents or another script are typed, first names and aliases that fit one person."""
    return _names(session_of(ctx).snapshot, incomplete)


@silent
def events(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The ids of events, the latest first."""
    found = sorted(session_of(ctx).snapshot.events, key=lambda event: str(event.start or ""), reverse=True)
    return starting((event.id for event in found), incomplete)


@silent
def places(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The places on cards."""
    return starting(values(session_of(ctx), "in"), incomplete)


@silent
def query_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Keys of the query language with their colon, and after the colon the values there are in the vault."""
    session = session_of(ctx)
    found = keyed(ctx, param, incomplete, ":", _keys(), lambda key: values(session, key.lstrip("(")))
    if incomplete.startswith("@") and not found:
        return [f"@{name}" for name in starting(session.settings.queries, incomplete[1:])]
    return found


def keyed(
    ctx: click.Context,
    param: click.Parameter,
    incomplete: str,
    sign: str,
    keys: Iterable[str],
    values_of: Callable[[str], Iterable[str]],
    *,
    bare: bool = False,
) -> list[str]:
    """Keys with a sign after them, or `bare`; after the sign the values of the key."""
    before = [word.lstrip("\0") for word in ctx.params.get(param.name or "") or ()]
    key, there, value = incomplete.rpartition(sign)
    shown = f"{key}{sign}"
    if _in_bash() and before and sign in (_bash_word(), before[-1]):
        # To bash the sign is a word of its own, and what is offered stands after it.
        key, there, shown = before[-2 if before[-1] == sign else -1], sign, ""
        value = incomplete.removeprefix(sign)
    if there:
        return [shown + found for found in starting(values_of(key), value)]
    fitting = starting(keys, incomplete)
    if bare:
        return fitting
    if len(fitting) == 1:  # one offer alone would be closed by a space, and the value would start a new word
        return [f"{fitting[0]}{sign}{value}" for value in values_of(fitting[0])] or [f"{fitting[0]}{sign}"]
    return [f"{key}{sign}" for key in fitting]


def _in_bash() -> bool:
    return os.environ.get("_NOTEBOOK_COMPLETE", "").startswith("bash")


def _bash_word() -> str:
    """The word under the cursor as bash has it; click takes a lone `=` away."""
    words, at = os.environ.get("COMP_WORDS", "").split(), os.environ.get("COMP_CWORD", "")
    return words[int(at)] if at.isdecimal() and int(at) < len(words) else ""


def starting(candidates: Iterable[str], incomplete: str) -> list[str]:
    """The candidates that start like that, without case and accents."""
    from ..text.folding import fold

    typed = fold(incomplete)
    return [candidate for candidate in candidates if fold(candidate).startswith(typed)]


def _keys() -> list[str]:
    from ..query.filters import FILTERS
    from ..records import KINDS
    from ..schema import FIELDS

    return sorted({*FILTERS, "status", *(field.name for kind in KINDS for field in FIELDS[kind])})


def _names(snapshot: Snapshot, incomplete: str) -> list[str]:
    from ..text.folding import fold

    records = [record for record in snapshot.records if record.kind != "interaction" or incomplete[:1].isdigit()]
    if incomplete != fold(incomplete) or not incomplete.isascii():
        known = {word for record in records for word in _single_words(record)}
        fitting = [word for word in known if word.casefold().startswith(incomplete.casefold())]
        unique = sorted(word for word in fitting if _means_one(snapshot, word))
        if unique:
            return unique
    return starting((record.id for record in records), incomplete)


def _single_words(record: AnyRecord) -> list[str]:
    """The first name, and those aliases that the shell takes as one word."""
    aliases = getattr(record, "aliases", ())
    first = record.name.split()[:1] if record.kind == "contact" else []
    return first + [alias for alias in aliases if " " not in alias]


def _means_one(snapshot: Snapshot, name: str) -> bool:
    from ..errors import NoSuchRecord

    try:
        snapshot.find(name)
    except NoSuchRecord:
        return False
    return True


def values(session: Session, key: str) -> list[str]:
    """What can stand after a key of the query language; values with spaces are left out, since they need quotes."""
    from ..records import KINDS
    from ..schema import CHANNELS, find_field, key_form
    from ..schema.values import texts

    form = key_form(key)
    snapshot = session.snapshot
    referring = {"with": "contact", "org": "organization", "organization": "organization"}
    referring |= {"event": "event", "project": "project"}
    if form in referring:
        return sorted(record.id for record in snapshot.records if record.kind == referring[form])
    fixed: dict[str, list[str]] = {
        "kind": list(KINDS),
        "channel": [word for words in CHANNELS.values() for word in words],
        "has": ["promise", "thread"],
        "last": ["never"],
        "due": ["overdue", "never"],
        "cadence": ["none"],
    }
    if form in fixed:
        return fixed[form]
    field_key = {"in": "location", "tag": "tags"}.get(form, form)
    fields = [field for kind in KINDS if (field := find_field(kind, field_key))]
    choices = {choice for field in fields for choice in field.choices}
    held = {text for record in snapshot.records for text in texts(record, field_key)}
    return sorted(text for text in choices | held if text and " " not in text)
