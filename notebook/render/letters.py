"""Letters as text: which kinds there are, what a template makes of the facts, and a `mailto:` address for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import UsageFault
from ..practice.drafting.calling_cards import Card, Said
from ..practice.drafting.letters import Letter
from ..practice.evidence import Evidence
from ..records import Contact
from ..schema.suggest import nearest
from .environment import (
    BUILT_IN,
    OwnTemplates,
    has_template,
    is_file,
    page_environment,
    render_page,
    template_folders,
    template_text,
)
from .terminal import clean, clean_lines

BIO = "bio"
TWO_NAMES = ("introduce", "ask-introduction")
_FOLDER = "letters"
_SUFFIX = ".md.j2"
_FOR = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_SUBJECT = re.compile(r"subject:", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_NAME = re.compile(r"[^\W_][\w-]*")
_BLANK_LINES = re.compile(r"\n{3,}")
_HIDDEN = ("care", "id", "evidence")  # what a template has no use for, or may not see


@dataclass(frozen=True, slots=True)
class Message:
    """A message in plain text; `evidence` are the user's own lines that stand in it."""

    subject: str
    body: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter: its name, what it is for, how many names it takes, and the template's path."""

    name: str
    what: str
    names: int
    template: str


class _Told(str):
    """Words with the line they come from, which is noted when they are written into a page."""

    _evidence: Evidence
    _told: dict[Evidence, None]

    def __html__(self) -> str:
        """What Jinja writes for it."""
        return clean(self.__str__())

    def __str__(self) -> str:
        """The words, when a filter or a page takes them."""
        self._told[self._evidence] = None
        return str.__str__(self)


def letter_kinds(own: OwnTemplates | None) -> list[LetterKind]:
    """Every kind there is a template for, the vault's own among them; not that of `bio`."""
    names = {file.name.removesuffix(_SUFFIX).partition(".")[0]: file.name for file in _files(own)}
    return [
        LetterKind(name, _what_for(file, own), 2 if name in TWO_NAMES else 1, f"templates/{_FOLDER}/{file}")
        for name, file in sorted(names.items())
        if name != BIO and _NAME.fullmatch(name)
    ]


def check_kind(name: str, own: OwnTemplates | None) -> LetterKind:
    """The kind of that name; raises UsageFault where there is none."""
    kinds = {kind.name: kind for kind in letter_kinds(own)}
    if name in kinds:
        return kinds[name]
    if own is not None and not isinstance(own, Path) and _NAME.fullmatch(name) and name != BIO:
        file = f"{name}{_SUFFIX}"
        if has_template(f"{_FOLDER}/{file}", own):  # the vault of a commit, whose folders cannot be listed
            return LetterKind(name, _what_for(file, own), 1, f"templates/{_FOLDER}/{file}")
    close = nearest(name, list(kinds))
    listed = f"There are {', '.join(kinds)}; notebook draft says what each is for."
    hint = "notebook bio says who you are." if name == BIO else f"Did you mean {close}? {listed}" if close else listed
    raise UsageFault(f'There is no kind of letter called "{name}".', hint)


def letter_text(kind: str, letter: Letter, own: OwnTemplates | None, language: str | None = None) -> Message:
    """The message a template makes of the facts, in the language where there is a template for it.

    The first line of the page may be `Subject: …`; raises TemplateFault where the template is wrong.
    """
    told: dict[Evidence, None] = {}
    return _message(_template_name(kind, language, own), own, _model(letter, told), told)


def bio_text(me: Card, guest: str | None, shared: Sequence[Said], own: OwnTemplates | None) -> Message:
    """Who the owner is, by the template `bio`; `guest` is whom it is for, `shared` what the two have in common."""
    told: dict[Evidence, None] = {}
    model = {"me": _plain(me, told), "guest": guest, "shared": [_plain(one, told) for one in shared]}
    return _message(_template_name(BIO, None, own), own, model, told)


def mailto(address: str | None, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068): a mail program opens a new message with it."""
    lines = body.rstrip("\n").replace("\n", "\r\n")
    return f"mailto:{quote(address or '', safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def listed(texts: Iterable[Any]) -> str:
    """`maps`, `maps and music`, `maps, music and chess`; with semicolons where a text has a comma of its own."""
    found = [clean(str(text)) for text in texts]
    if any("," in text or ";" in text for text in found):
        return "; ".join(found)
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def _message(name: str, own: OwnTemplates | None, model: Mapping[str, Any], told: Mapping[Evidence, None]) -> Message:
    environment = page_environment("text", own)
    environment.filters["listed"] = listed
    page = clean_lines(render_page(environment, name, model)).lstrip("\n")  # no styles in a message either
    first, _, rest = page.partition("\n")
    subject, body = "", page
    if _SUBJECT.match(first):
        subject, body = clean(first.partition(":")[2]).strip(), rest
    lines = [line.rstrip() for line in body.replace("\t", " ").split("\n")]
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    return Message(subject, f"{text}\n" if text else "", tuple(told))


def _model(letter: Letter, told: dict[Evidence, None]) -> dict[str, Any]:
    """The letter as docs/templates.md describes it: dicts, lists and texts."""
    model = _plain(letter, told)
    assert isinstance(model, dict)
    return model


def _plain(value: Any, told: dict[Evidence, None]) -> Any:
    if isinstance(value, Said):
        text = _Told(value.text)
        text._evidence, text._told = value.evidence, told
        return text
    if is_dataclass(value):
        evidence = getattr(value, "evidence", None)
        found = {
            field.name: _plain(getattr(value, field.name), told) for field in fields(value) if field.name not in _HIDDEN
        }
        if evidence is not None and isinstance(found.get("what"), str):
            found["what"] = _plain(Said(found["what"], evidence), told)
        return found
    return [_plain(child, told) for child in value] if isinstance(value, tuple) else value


def _template_name(kind: str, language: str | None, own: OwnTemplates | None) -> str:
    """The template of the kind in that language, else in the language without its region, else the plain one."""
    said = (language or "").strip().lower().replace("_", "-")
    if _LANGUAGE.fullmatch(said):
        for tried in dict.fromkeys((said, said.partition("-")[0])):
            name = f"{_FOLDER}/{kind}.{tried}{_SUFFIX}"
            if has_template(name, own):
                return name
    return f"{_FOLDER}/{kind}{_SUFFIX}"


def _files(own: OwnTemplates | None) -> list[Path]:
    """The letters' templates, built-in ones before the vault's own; one in a language before the plain one."""
    folders = template_folders(own if isinstance(own, Path) else None)
    found = [
        file
        for folder in (root / _FOLDER for root in reversed(folders))
        if folder.is_dir() and not folder.is_symlink()
        for file in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True)
        if is_file(file) and file.resolve().is_relative_to(folder.parent.resolve())  # as it is read
    ]
    return sorted(found, key=lambda file: (file.name.count("."), file.parent != BUILT_IN / _FOLDER), reverse=True)


def _what_for(file: str, own: OwnTemplates | None) -> str:
    """What a template is for: the comment it begins with."""
    try:
        found = _FOR.match(template_text(f"{_FOLDER}/{file}", own) or "")
    except (OSError, UnicodeDecodeError):
        found = None
    return clean(" ".join(found[1].split())) if found else ""


def letter_shape(kind: str, to: Sequence[tuple[Contact, str | None]], message: Message) -> dict[str, Any]:
    """A drafted letter as JSON has it: to whom, with the e-mail address of each where there is one."""
    address = to[0][1] if len(to) == 1 else None  # of two, neither is told the other's
    return {
        "kind": kind,
        "to": [{"id": one.id, "name": one.name, "email": email} for one, email in to],
        "subject": message.subject,
        "body": message.body,
        "mailto": mailto(address, message.subject, message.body),
        "evidence": _evidence_shape(message),
    }


def bio_shape(message: Message) -> dict[str, Any]:
    """The owner's bio as JSON has it."""
    return {"body": message.body, "evidence": _evidence_shape(message)}


def _evidence_shape(message: Message) -> list[dict[str, Any]]:
    return [{"text": one.text, "path": one.path, "line": one.line} for one in message.evidence]
