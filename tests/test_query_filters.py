"""Every filter over the example vault, held against a plain reading of its files with PyYAML and loops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_vault import note as file_of
from small_vault import vault_of

from notebook.query import parse, select
from notebook.records import Contact
from notebook.snapshot import Snapshot
from notebook.vault.reading.load import load

VAULT = Path(__file__).parent.parent / "example-vault"
TODAY = date(2026, 11, 21)
OWNER = "clara-vilarmouro"
SYNONYMS = {
    "organization": "organization org company",
    "role": "role title job_title position",
    "emails": "emails email mail",
    "phones": "phones phone mobile tel",
    "birthday": "birthday bday birth_date dob",
    "aliases": "aliases nickname nicknames also_known_as",
    "location": "location city based_in",
    "tags": "tags groups category categories",
    "with": "with people attendees participants",
    "cadence": "cadence frequency contact_frequency keep_in_touch",
    "last_contact": "last_contact contacted",
}


@dataclass(frozen=True, eq=False)
class Note:
    """A file as any YAML reader sees it."""

    path: str
    kind: str
    id: str
    front: dict[str, Any]
    body: str

    def all(self, key: str) -> list[str]:
        """Every scalar under a key or its synonyms."""
        return [text for name in SYNONYMS.get(key, key).split() for text in scalars(self.front.get(name))]

    def one(self, key: str) -> str:
        return " ".join(self.all(key))

    @property
    def name(self) -> str:
        heading = re.search(r"^# (.+)$", self.body, re.MULTILINE)
        return self.one("name") or (heading[1] if heading else self.id.replace("-", " "))


@dataclass(frozen=True)
class Standing:
    """A made-up standing: what is tested is how it is asked for."""

    last_contact: date | None
    cadence_days: int | None
    due: date | None


def scalars(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, dict):
        for child in value.values():
            yield from scalars(child)
    elif isinstance(value, list):
        for child in value:
            yield from scalars(child)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


def words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", plain(text))) + " "


def said(texts: list[str], wanted: str) -> bool:
    return any(words(wanted) in words(text) for text in texts)


@cache
def notes() -> tuple[Note, ...]:
    found = []
    for file in sorted(VAULT.glob("*/**/*.md")):
        fence, front, body = file.read_text("utf-8").split("---\n", 2)
        assert fence == ""
        path = file.relative_to(VAULT).as_posix()
        kind = path.partition("/")[0].removesuffix("s")
        found.append(Note(path, kind, file.stem, yaml.load(front, yaml.BaseLoader) or {}, body))
    return tuple(found)


@cache
def contacts() -> dict[str, str]:
    """Contact ids by every plain name that is one person's alone."""
    named: dict[str, set[str]] = {}
    for note in notes():
        if note.kind == "contact":
            for name in (note.id, note.name, *note.all("aliases")):
                named.setdefault(plain(name), set()).add(note.id)
    return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}


@cache
def people(note: Note) -> frozenset[str]:
    """Who a note is with: known ids by id, name or alias."""
    written: list[str] = []
    for value in (note.front.get(name) for name in SYNONYMS["with"].split()):
        for child in value if isinstance(value, list) else [value]:
            written.append(child.get("who", "") if isinstance(child, dict) else "".join(scalars(child)))
    bare = [plain(re.sub(r"\[\[([^\]|]+).*\]\]", r"\1", name)) for name in written]
    return frozenset(contacts()[name] for name in bare if name in contacts())


def day(text: str) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", text)
    return date.fromisoformat(found[0]) if found else None


def start(note: Note) -> date | None:
    written = note.one("date") or note.one("start") or note.id
    return day(written) if note.kind in ("interaction", "event") else None


def end(note: Note) -> date | None:
    return day(note.one("end")) or start(note)


@cache
def talks() -> dict[str, list[Note]]:
    """Interactions that were held by today, by person, oldest first."""
    held: dict[str, list[Note]] = {}
    for note in sorted(notes(), key=lambda note: (note.one("date"), note.path)):
        when = start(note)
        if note.kind == "interaction" and when and when <= TODAY and note.one("status") != "cancelled":
            for person in people(note):
                held.setdefault(person, []).append(note)
    return held


@cache
def standings() -> dict[str, Standing]:
    found = {}
    for number, note in enumerate(note for note in notes() if note.kind == "contact"):
        last = start(talks()[note.id][-1]) if note.id in talks() else None
        days = (None, 7, 42, 30, 365)[number % 5]
        found[note.id] = Standing(last, days, last + timedelta(days=days) if last and days else None)
    return found


def marked(note: Note, mark: str) -> list[str]:
    return re.findall(rf"^\s*- \[{re.escape(mark)}\] (.+)$", note.body, re.MULTILINE)


def concerns(note: Note, mark: str) -> bool:
    """Whether a contact is named in an open line, or in the with of its note where it names nobody."""
    for other in notes():
        for line in marked(other, mark):
            written = re.findall(r"\[\[([^\]|]+)[^\]]*\]\]", line) + re.findall(r"^@([^\s:\[\]]+):", line)
            named = {contacts()[plain(name)] for name in written if plain(name) in contacts()}
            if note.id in (named or people(other)) and note.id != OWNER:
                return True
    return bool(marked(note, mark))


def is_contact(test: Callable[[Note], bool]) -> Callable[[Note], bool]:
    return lambda note: note.kind == "contact" and test(note)


def of_standing(test: Callable[[Standing], bool]) -> Callable[[Note], bool]:
    return is_contact(lambda note: note.id != OWNER and test(standings()[note.id]))


def ago(standing: Standing) -> int:
    return (TODAY - standing.last_contact).days if standing.last_contact else 10**6


def ahead(standing: Standing) -> int | None:
    return (standing.due - TODAY).days if standing.due else None


def between(first: str, last: str) -> Callable[[Note], bool]:
    """Whether some day of the note lies between two days."""
    low, high = date.fromisoformat(first), date.fromisoformat(last)

    def test(note: Note) -> bool:
        begins, ends = start(note), end(note)
        return (
            begins is not None
            and ends is not None
            and any(low <= begins + timedelta(days=n) <= high for n in range((ends - begins).days + 1))
        )

    return test


def born(test: Callable[[int | None, int | None, int | None], bool]) -> Callable[[Note], bool]:
    """A test of year, month and day of a birthday."""

    def of(note: Note) -> bool:
        found = re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?[~?]?", note.one("birthday"))
        if found is None:
            return False
        year, month, day = (int(part) if part and part != "-" else None for part in found.groups())
        return test(year, month, day)

    return is_contact(of)


def last_channel(note: Note) -> str:
    if note.kind == "contact":
        return talks()[note.id][-1].one("channel") if note.id in talks() else ""
    return note.one("channel") if note.kind == "interaction" else ""


def places(note: Note) -> list[str]:
    keys = {
        "contact": ["location", "addresses"],
        "interaction": ["place"],
        "event": ["place"],
        "organization": ["location"],
    }
    return [text for key in keys.get(note.kind, []) for text in note.all(key)]


def met_with(person: str) -> Callable[[Note], bool]:
    together = {
        other for note in notes() if note.kind == "interaction" and person in people(note) for other in people(note)
    } - {person, OWNER}
    return lambda note: note.id in together if note.kind == "contact" else person in people(note)


def part_of(key: str, record: str) -> Callable[[Note], bool]:
    """Interactions that name an event or project, and the people of both."""
    held = [note for note in notes() if note.kind == "interaction" and note.one(key) == record]
    there = {person for note in [*held, *(n for n in notes() if n.id == record)] for person in people(note)} - {OWNER}
    return lambda note: note.id in there if note.kind == "contact" else note in held


def of_org(test: Callable[[list[str]], bool]) -> Callable[[Note], bool]:
    return lambda note: note.kind in ("contact", "project") and test(note.all("organization"))


def fields(key: str, wanted: str) -> Callable[[Note], bool]:
    return lambda note: said(note.all(key), wanted)


IN_PERSON = {"coffee", "meal", "drink", "walk", "visit", "meeting", "event"}
DECEMBER = born(lambda year, month, day: month == 12)

# A query, and which notes it is to find.
CASES: list[tuple[str, Callable[[Note], bool]]] = [
    ("", lambda note: True),
    ("kind:contact", lambda note: note.kind == "contact"),
    ("kind:events", lambda note: note.kind == "event"),
    ("kind:org", lambda note: note.kind == "organization"),
    ("kind:conference", lambda note: note.kind == "event" and note.one("kind") == "conference"),
    ("tag:close", lambda note: "close" in note.all("tags")),
    ("tag:#Atlas", lambda note: "atlas" in note.all("tags")),
    ("tag:at*", lambda note: any(tag.startswith("at") for tag in note.all("tags"))),
    ("tag:*", lambda note: bool(note.all("tags"))),
    ("with:will-thackwray", met_with("will-thackwray")),
    ('with:"will thackwray"', met_with("will-thackwray")),
    ("with:graca-penedal", met_with("graca-penedal")),
    ("kind:contact with:Graça", is_contact(met_with("graca-penedal"))),
    ("org:estudio-meridiano", of_org(lambda names: "estudio-meridiano" in names)),
    ('company:"estúdio meridiano"', of_org(lambda names: "estudio-meridiano" in names)),
    ("org:mole", of_org(lambda names: said(names, "môle"))),
    ("org:*", of_org(bool)),
    ("in:lisbon", lambda note: said(places(note), "Lisbon")),
    ("in:Setubal", lambda note: said(places(note), "Setúbal")),
    ("kind:interaction in:*", lambda note: note.kind == "interaction" and bool(note.one("place"))),
    ("channel:coffee", lambda note: last_channel(note) == "coffee"),
    ("channel:in-person", lambda note: last_channel(note) in IN_PERSON),
    ("kind:contact channel:remote", is_contact(lambda note: last_channel(note) in ("call", "video"))),
    ("channel:written", lambda note: last_channel(note) in ("message", "email", "letter", "social")),
    ("event:2026-11-12-atlantic-map-days", part_of("event", "2026-11-12-atlantic-map-days")),
    ("project:tide-atlas", part_of("project", "tide-atlas")),
    ("last:>60d", of_standing(lambda s: ago(s) > 60)),
    ("last:>=2w", of_standing(lambda s: ago(s) >= 14)),
    ("last:<2w", of_standing(lambda s: ago(s) < 14)),
    ("last:30d..60d", of_standing(lambda s: 30 <= ago(s) <= 60)),
    ("last:2026-10", of_standing(lambda s: str(s.last_contact)[:7] == "2026-10")),
    ("last:<2026-06", of_standing(lambda s: not s.last_contact or str(s.last_contact) < "2026-06")),
    ("last:>=2026-11-14", of_standing(lambda s: ago(s) <= 7)),
    ("last:never", of_standing(lambda s: s.last_contact is None)),
    ("last:*", of_standing(lambda s: s.last_contact is not None)),
    ("due:overdue", of_standing(lambda s: (ahead(s) or 0) < 0)),
    ("due:<7d", of_standing(lambda s: s.due is not None and (ahead(s) or 0) < 7)),
    ("due:>2w", of_standing(lambda s: (ahead(s) or 0) > 14)),
    ("due:2026-W48", of_standing(lambda s: s.due is not None and f"{s.due:%G-W%V}" == "2026-W48")),
    ("due:<=today", of_standing(lambda s: s.due is not None and s.due <= TODAY)),
    ("due:never", of_standing(lambda s: s.due is None)),
    ("due:*", of_standing(lambda s: s.due is not None)),
    ("cadence:none", of_standing(lambda s: s.cadence_days is None)),
    ("cadence:*", of_standing(lambda s: s.cadence_days is not None)),
    ("cadence:6w", of_standing(lambda s: s.cadence_days == 42)),
    ("cadence:<30d", of_standing(lambda s: s.cadence_days == 7)),
    ("keep_in_touch:monthly..yearly", of_standing(lambda s: s.cadence_days in (42, 30, 365))),
    ("date:2026-11", between("2026-11-01", "2026-11-30")),
    ("date:2026-01..2026-03", between("2026-01-01", "2026-03-31")),
    ("date:>2026-10-01", between("2026-10-02", "2100-01-01")),
    ('date:"last week"', between("2026-11-09", "2026-11-15")),
    ("date:..2025", between("2000-01-01", "2025-12-31")),
    ("since:2026-11-01 until:yesterday", between("2026-11-01", "2026-11-20")),
    ("since:2w", between("2026-11-07", "2100-01-01")),
    ("birthday:december", DECEMBER),
    ('birthday:"next month"', DECEMBER),
    ("bday:*", born(lambda year, month, day: True)),
    ("birthday:12-14", born(lambda year, month, day: (month, day) == (12, 14))),
    ("birthday:12-01..01-31", born(lambda year, month, day: day is not None and month in (12, 1))),
    ("birthday:1970..1979", born(lambda year, month, day: year is not None and 1970 <= year <= 1979)),
    ("birthday:>=1990", born(lambda year, month, day: year is not None and year >= 1990)),
    ("birthday:<40d", born(lambda year, month, day: day is not None and "11-21" <= f"{month:02}-{day:02}" <= "12-30")),
    ("has:promise", lambda note: concerns(note, " ") if note.kind == "contact" else bool(marked(note, " "))),
    ("has:threads", lambda note: concerns(note, "?") if note.kind == "contact" else bool(marked(note, "?"))),
    ("has:email", lambda note: bool(note.all("emails"))),
    ("id:Will-Thackwray", lambda note: note.id == "will-thackwray"),
    ("id:sam-*", lambda note: note.id.startswith("sam-")),
    ("path:interactions/2025/", lambda note: note.path.startswith("interactions/2025/")),
    ("kind:contact name:sam", is_contact(lambda note: said([note.name, *note.all("aliases")], "Sam"))),
    ("role:archive", fields("role", "archive")),
    ("title:lect*", lambda note: any(" lect" in words(text) for text in note.all("role"))),
    ("interests:maps", fields("interests", "maps")),
    ("email:example", fields("emails", "example")),
    ("depth:deep", fields("depth", "deep")),
    ("status:archived", fields("status", "archived")),
    ("topics:*", lambda note: bool(note.all("topics"))),
    ("uid:*", lambda note: bool(note.all("uid"))),
    ("coffee_order:*", lambda note: "coffee_order" in note.front),
    ("member_since:<2025", lambda note: "" < note.one("member_since")[:4] < "2025"),
    ('renews:"next month"', lambda note: note.one("renews").startswith("2026-12")),
    ("tag:close OR tag:mentor", lambda note: bool({"close", "mentor"} & set(note.all("tags")))),
    ("kind:contact -in:Porto -role:*", is_contact(lambda note: not (said(places(note), "Porto") or note.all("role")))),
    ("NOT (kind:contact OR kind:interaction)", lambda note: note.kind not in ("contact", "interaction")),
]  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load(VAULT, cache=None, now_ns=0, say=print).snapshot


def standing(contact: Contact) -> Standing:
    return standings()[contact.id]


def no_text(node: object, limit: int | None) -> dict[str, float]:
    raise AssertionError("a query without text asks the index for nothing")


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[query or "(empty)" for query, _ in CASES])
def test_a_query_finds_what_the_files_say(snapshot: Snapshot, query: str, expected: Callable[[Note], bool]) -> None:
    found = [match.record.path for match in select(parse(query), snapshot, TODAY, standing=standing, find_text=no_text)]
    assert found == [note.path for note in notes() if expected(note)]
    assert found, "nothing in the example vault answers this query, so it shows nothing"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("channel:in-person", {"dinner", "coffee"}),
        ("channel:meal", {"dinner"}),
        ("channel:dinner", {"dinner"}),
        ("channel:written", {"mail"}),
        ("channel:gym", {"gym"}),
        ("channel:*", {"dinner", "coffee", "mail", "gym"}),
    ],
)
def test_everyday_words_for_a_channel_count_in_its_group(query: str, found: set[str]) -> None:
    files = {f"interactions/{word}": file_of(channel=word) for word in ("dinner", "coffee", "mail", "gym")}
    snapshot = vault_of({**files, "interactions/none": file_of()})
    matches = select(parse(query), snapshot, TODAY, standing=standing, find_text=no_text)
    assert found == {match.record.id for match in matches}
