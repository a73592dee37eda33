"""The field table of each kind: the one place that says which fields there are, how they are written and read.

Reading, checking, "did you mean", completion, `notebook fields` and the documentation all come from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..records import Kind

FieldType = Literal["text", "words", "phrases", "labelled", "reference", "references", "ties", "date", "dates", "met",
                    "cadence", "choice"]  # fmt: skip

_LABEL = re.compile(r"^(.+?)\[([^\[\]]*)\]$")

CHANNELS = {
    "in person": ("coffee", "meal", "drink", "walk", "visit", "meeting", "event"),
    "remote": ("call", "video"),
    "written": ("message", "email", "letter", "social"),
}
# Everyday words, and the channel each stands for.
CHANNEL_WORDS = {
    **dict.fromkeys(("dinner", "lunch", "breakfast"), "meal"),
    **dict.fromkeys(("beer", "wine"), "drink"),
    **dict.fromkeys(("phone", "telephone", "phone-call"), "call"),
    **dict.fromkeys(("zoom", "meet", "teams", "skype", "video-call"), "video"),
    **dict.fromkeys(("whatsapp", "sms", "text", "signal", "telegram"), "message"),
    **dict.fromkeys(("mail", "e-mail"), "email"),
    **dict.fromkeys(("post", "card"), "letter"),
    **{f"{word}s": word for word in ("meal", "drink", "walk", "visit", "call", "message", "email", "letter")},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `synonyms` are other keys it is read from; `labels` are keys that are also the value's label.

    `to` are the kinds a reference may name; `must_exist` makes an unknown name a problem; `open_choice` lets a choice
    field hold words of the user's own.
    """

    name: str
    type: FieldType
    doc: str
    example: str
    synonyms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    open_choice: bool = False
    to: tuple[Kind, ...] = ()
    must_exist: bool = True
    attribute: str = ""

    @property
    def slot(self) -> str:
        """The record's attribute."""
        return self.attribute or self.name


_SOCIAL = ("linkedin", "github", "gitlab", "mastodon", "bluesky", "twitter", "instagram", "facebook", "youtube", "xing",
           "orcid", "telegram", "signal", "website", "blog", "homepage", "url")  # fmt: skip
_ALIASES = Field("aliases", "words", "Other names this is known by; they work wherever a name does.",
                 "[Ada, Countess of Lovelace]", ("alias", "nickname", "nicknames", "also_known_as"))  # fmt: skip
_TAGS = Field("tags", "words", "Your own groups; a leading # is ignored.", "[computing, close]",
              ("tag", "groups", "group", "category", "categories"))  # fmt: skip
_WHO_WITH = ("people", "attendees", "participants")
_ORG = ("org", "company", "organisation", "organizations", "employer")


def _name(doc: str, example: str) -> Field:
    return Field("name", "text", doc, example, ("fn", "full_name", "title_name"))


_CONTACT = (
    _name("The name, as the person writes it. Without it, the first heading or the file's name.", "Ada Lovelace"),
    _ALIASES,
    Field("pronouns", "text", "How to speak of them.", "she/her"),
    Field("relationship", "words", "What they are to you: mentor, mentee, role-model, peer, friend, family, client…",
          "mentor", ("relation",)),
    Field("organization", "references", "Where they work or belong: an organization's id or any name.",
          "analytical-society", _ORG, to=("organization",), must_exist=False),
    Field("role", "text", "What they do there.", "Mathematician", ("title", "job_title", "position", "job")),
    Field("emails", "labelled", "E-mail addresses, with a label where you like.",
          "[ada@example.org, {work: ada@society.example}]", ("email", "mail", "e_mail")),
    Field("phones", "labelled", "Phone numbers; put them in quotes.", '[{mobile: "+44 20 7946 0000"}]',
          ("phone", "tel", "telephone", "phone_number"), labels=("mobile", "cell")),
    Field("links", "labelled", "Where they are on the web, by platform.",
          "{linkedin: ada-l, website: https://ada.example}", ("social", "socials", "socialprofile", "urls"),
          labels=_SOCIAL),
    Field("addresses", "labelled", "Postal addresses.", "[12 Example Square]", ("address", "adr")),
    Field("location", "text", "The place they live in.", "London", ("city", "place", "based_in", "lives_in")),
    Field("timezone", "text", "Their time zone, by its IANA name.", "Europe/London", ("tz", "time_zone")),
    Field("languages", "words", "Languages you can speak with them.", "[en, fr]", ("language",)),
    Field("birthday", "date", "The birthday; parts may be missing (--12-10, 1990, 1990~).", "1990-12-10",
          ("bday", "birth_date", "birthdate", "dob", "born")),
    Field("dates", "dates", "Other dates of their life; those without a year come back every year.",
          "[{date: --05-08, what: wedding anniversary}]", ("milestones",)),
    _TAGS,
    Field("interests", "phrases", "What they care about: the stuff of common ground.", "[chess, music]",
          ("interest", "hobbies")),
    Field("offers", "phrases", "What they can give or do.", "[proof reading]", ("offer", "skills")),
    Field("seeks", "phrases", "What they are looking for.", "[a publisher]", ("seek", "looking_for", "needs")),
    Field("care", "phrases", "What weighs on them; shown gently before you meet.", "[mother ill since 2026-09]"),
    Field("knows", "ties", "Whom they know, and as what.", "[{who: charles-babbage, as: colleague}]", to=("contact",)),
    Field("met", "met", "How you met: date, at (an event), through (a contact), how; or a plain sentence.",
          "{date: 2026-06-05, through: mary-somerville}", ("how_we_met", "met_through", "met_at"),
          to=("event", "organization", "contact"), must_exist=False),
    Field("last_contact", "date", "The last contact before there were notes: a floor for the derived one.",
          "2026-03-01", ("contacted", "last_contacted")),
    Field("cadence", "cadence", "How often to be in touch: 6 weeks, 45 days, monthly, quarterly, yearly, none.",
          "6 weeks", ("frequency", "contact_frequency", "keep_in_touch")),
    Field("snooze", "date", "Not due before this date.", "2026-12-01", ("snoozed", "snooze_until")),
    Field("status", "choice", "active; dormant: never due; archived: out of the lists as well.", "active",
          choices=("active", "dormant", "archived")),
    Field("private", "words", "Fields that are left out of anything shared; true leaves out all.", "[care, addresses]"),
    Field("uid", "text", "An identifier written on import and export, stable for vCard.", "5e0e5c0c-0000"),
)  # fmt: skip

_INTERACTION = (
    _name("A title, where the file's name is not enough.", "Coffee at the museum"),
    Field("date", "date", "When; a time may follow. Without it, the date at the start of the file's name.",
          "2026-11-18 14:30", ("day", "when")),
    Field("with", "references", "The people, by id, name or alias.", "[ada-lovelace, charles-babbage]", _WHO_WITH,
          to=("contact",), attribute="with_"),
    Field("channel", "choice", "How: in person, remote or written.", "coffee", ("medium",),
          choices=tuple(word for words in CHANNELS.values() for word in words), open_choice=True),
    Field("initiated", "choice", "Who took the first step.", "me", choices=("me", "them", "both")),
    Field("place", "text", "Where.", "London", ("location", "where")),
    Field("event", "reference", "The event it happened at.", "2026-10-19-pycon", to=("event",)),
    Field("project", "reference", "The project it was about.", "open-atlas", to=("project",)),
    Field("purpose", "text", "What for: catch-up, mentoring, informational-interview, introduction, thanks…",
          "catch-up"),
    Field("topics", "phrases", "What you talked about.", "[compilers, funding]", ("topic",)),
    Field("depth", "choice", "How far the talk went.", "personal", choices=("small-talk", "personal", "deep")),
    Field("gave", "phrases", "What you gave: help, a hint, a book.", "[comments on her draft]", ("given",)),
    Field("received", "phrases", "What you were given.", "[intro to the printer]", ("got",)),
    Field("introduced", "references", "Whom you brought together.", "[ada-lovelace, mary-somerville]",
          to=("contact",)),
    Field("status", "choice", "planned, happened or cancelled; a planned or cancelled one is no contact.", "cancelled",
          choices=("planned", "happened", "cancelled")),
    _TAGS,
)  # fmt: skip

_EVENT = (
    _name("The event's name.", "PyCon"),
    _ALIASES,
    Field("start", "date", "The day, or the first of them.", "2026-10-19", ("date", "starts", "start_date")),
    Field("end", "date", "The last day.", "2026-10-21", ("ends", "end_date")),
    Field("kind", "choice", "conference, workshop, webinar, mixer, meetup, talk, dinner…", "conference", ("type",),
          choices=("conference", "workshop", "webinar", "mixer", "meetup", "talk", "dinner"), open_choice=True,
          attribute="type"),
    Field("place", "text", "Where.", "Lisbon", ("location", "venue", "city")),
    Field("url", "text", "Its page.", "https://pycon.example", ("website", "link")),
    Field("organizer", "reference", "Who runs it: an organization, a contact or any name.", "analytical-society",
          ("organiser", "host"), to=("organization", "contact"), must_exist=False),
    Field("status", "choice", "Your part in it; cancelled where nobody came together.", "going",
          choices=("considering", "going", "went", "skipped", "cancelled")),
    Field("with", "references", "People you expect or met there.", "[ada-lovelace]", _WHO_WITH, to=("contact",),
          attribute="with_"),
    Field("goals", "phrases", "What you want from it.", "[find a reviewer]", ("goal",)),
    Field("learned", "phrases", "What you took home.", "[ask for the slides first]", ("takeaways",)),
    _TAGS,
)  # fmt: skip

_ORGANIZATION = (
    _name("The organization's name.", "Analytical Society"),
    _ALIASES,
    Field("kind", "choice", "company, association, community, school, team…", "association", ("type",),
          choices=("company", "association", "community", "school", "team"), open_choice=True, attribute="type"),
    Field("url", "text", "Its page.", "https://society.example", ("website", "homepage", "link")),
    Field("location", "text", "Where it is.", "London", ("city", "place", "based_in")),
    Field("role", "text", "Your own role there.", "treasurer", ("my_role",)),
    Field("member_since", "date", "Since when you are a member.", "2019-04", ("joined",)),
    Field("renews", "date", "When your membership renews.", "2026-12-01", ("renewal", "renewal_date")),
    _TAGS,
    Field("seeks", "phrases", "What it is looking for.", "[speakers]", ("seek", "looking_for")),
    Field("offers", "phrases", "What it can give.", "[a reading room]", ("offer",)),
)  # fmt: skip

_PROJECT = (
    _name("The project's name.", "Open Atlas"),
    _ALIASES,
    Field("status", "choice", "How it stands.", "active", choices=("idea", "active", "paused", "done")),
    Field("with", "ties", "Who takes part, and as what.", "[{who: ada-lovelace, as: editor}]", _WHO_WITH,
          to=("contact",), attribute="with_"),
    Field("started", "date", "Since when.", "2025-02", ("start", "since")),
    Field("ended", "date", "Until when.", "2026-06", ("end", "finished")),
    Field("organization", "references", "Where it belongs.", "analytical-society", _ORG, to=("organization",),
          must_exist=False),
    Field("seeks", "phrases", "What it needs.", "[a type-setter]", ("seek", "looking_for", "needs")),
    _TAGS,
    Field("url", "text", "Its page.", "https://atlas.example", ("website", "link", "repository")),
)  # fmt: skip

FIELDS: dict[Kind, tuple[Field, ...]] = {
    "contact": _CONTACT,
    "interaction": _INTERACTION,
    "event": _EVENT,
    "organization": _ORGANIZATION,
    "project": _PROJECT,
}


def word_form(word: str) -> str:
    """A word of a few as it is compared: `Small talk` and `small-talk` are one."""
    return word.strip().casefold().replace(" ", "-").replace("_", "-")


def known_channel(word: str) -> str | None:
    """The channel that a word is or stands for; None for a word of the user's own."""
    form = CHANNEL_WORDS.get(word_form(word), word_form(word))
    return form if any(form in words for words in CHANNELS.values()) else None


def channel_group(word: str | None) -> str | None:
    """The group of a channel: `in person`, `remote` or `written`; None for a word of the user's own."""
    known = known_channel(word) if word else None
    return next((group for group, words in CHANNELS.items() if known in words), None)


def key_form(key: str) -> str:
    """A key as it is compared: `E-mail` and `e_mail` are one."""
    return key.strip().casefold().replace("-", "_").replace(" ", "_")


@cache
def field_keys(kind: Kind) -> dict[str, tuple[Field, str | None]]:
    """Every key that is read as a field of this kind: its field, and the label it implies. Own names win."""
    keys: dict[str, tuple[Field, str | None]] = {}
    for field in FIELDS[kind]:
        keys[field.name] = (field, None)
    for field in FIELDS[kind]:
        for synonym in field.synonyms:
            keys.setdefault(synonym, (field, None))
        for label in field.labels:
            keys.setdefault(label, (field, label))
    return keys


def find_field(kind: Kind, key: str) -> Field | None:
    """The field a key or synonym names in records of this kind."""
    found = field_keys(kind).get(key_form(key))
    return found[0] if found else None


def look_up(key: str, form: str, known: dict[str, tuple[Field, str | None]]) -> tuple[Field | None, str | None]:
    """The field of a key, also in the form `EMAIL[HOME]`, and the label the key implies."""
    if form in known:
        return known[form]
    labelled = _LABEL.match(key)
    if labelled:
        found = known.get(key_form(labelled[1]))
        if found and found[0].type in ("labelled", "text"):
            return found[0], labelled[2].strip().lower() or None
    return None, None
