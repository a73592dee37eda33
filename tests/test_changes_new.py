"""A new record is a change set: one file with the name and what was said, free of problems, or a refusal that helps."""

from __future__ import annotations

from datetime import date
from typing import Any

import frontmatter
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notebook.changes import ChangeSet
from notebook.changes.new_record import new_record
from notebook.crosscheck import all_problems
from notebook.errors import NoSuchRecord, NotebookError, Refused, UsageFault
from notebook.records import AnyRecord, Contact, Kind
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot
from notebook.text.document import read_document
from notebook.text.frontmatter import read_front_matter
from notebook.text.nodes import plain_value

TODAY = date(2026, 11, 21)  # a Saturday


def record(path: str, kind: Kind, front: str) -> AnyRecord:
    found, problems = read_file(f"---\n{front}\n---\n".encode(), path, kind)
    assert found is not None
    assert problems == ()
    return found


VAULT = Snapshot(
    (
        record("contacts/ada-lovelace.md", "contact", "name: Ada Lovelace\naliases: [Countess]"),
        record("contacts/sam-haddad.md", "contact", "name: Sam Haddad"),
        record("contacts/sam-okafor.md", "contact", "name: Sam Okafor"),
        record("events/2026-10-19-pycon-pt.md", "event", "name: PyCon PT\nstart: 2026-10-19"),
        record("organizations/acm.md", "organization", "name: ACM\naliases: [Computing Machinery]"),
        record("organizations/sovela.md", "organization", "name: Sovela"),
    ),
    notes=frozenset({"unread"}),
)


def new(kind: Kind, name: str, *said: str, record_id: str | None = None) -> ChangeSet:
    pairs = [(key, value) for key, _, value in (one.partition("=") for one in said)]
    return new_record(kind, name, pairs, snapshot=VAULT, folder=f"{kind}s", today=TODAY, record_id=record_id)


def text(changes: ChangeSet) -> str:
    (change,) = changes.changes
    assert change.before is None
    assert change.after is not None
    return change.after.decode()


def fields(kind: Kind, name: str, *said: str) -> list[str]:
    """The lines of the front matter after the name."""
    return text(new(kind, name, *said)).splitlines()[2:-1]


def path(changes: ChangeSet) -> str:
    return changes.changes[0].path


def test_a_name_is_enough() -> None:
    changes = new("contact", "Grace Hopper")
    assert path(changes) == "contacts/grace-hopper.md"
    assert text(changes) == "---\nname: Grace Hopper\n---\n"
    assert changes.summary == "New contact: Grace Hopper"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("José  Álvares", "jose-alvares"),
        ("Łucja Øster", "lucja-oster"),
        ("Miles O'Brien", "miles-obrien"),
        ("林小兰", "林小兰"),
        ("Con", "con-contact"),
        ("COM1", "com1-contact"),
    ],
)
def test_the_file_is_named_after_the_name(name: str, stem: str) -> None:
    assert path(new("contact", name)) == f"contacts/{stem}.md"


def test_a_long_name_fits_a_file_name() -> None:
    assert len(path(new("contact", "あ" * 300)).encode()) < 200


def test_fields_stand_in_the_order_of_the_table_and_own_keys_after_them() -> None:
    lines = fields("contact", "Grace", "shoe_size=38", "tags=navy", "role=Admiral", "pronouns=she/her")
    assert [line.partition(":")[0] for line in lines] == ["pronouns", "role", "tags", "shoe_size"]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (["tags=a, b"], "tags: [a, b]"),
        (["tags=a", "tag=b", "tags=a"], "tags: [a, b]"),
        (["interests=chess,analytical engines"], "interests: [chess, analytical engines]"),
        (['interests=["chess, at night", music]'], 'interests: ["chess, at night", music]'),
        (["email=g@example.org"], 'emails: ["g@example.org"]'),
        (["emails={work: g@example.org}"], 'emails: [{work: "g@example.org"}]'),
        (["mobile=+44 20 7946 0000"], 'phones: [{mobile: "+44 20 7946 0000"}]'),
        (["github=grace", "website=https://g.example"], 'links: {github: grace, website: "https://g.example"}'),
        (["github=grace", "github=hopper"], "links: [{github: grace}, {github: hopper}]"),
        (["addresses=12 Example Square, London"], 'addresses: ["12 Example Square, London"]'),
        (["birthday=--12-09"], "birthday: --12-09"),
        (["snooze=friday"], "snooze: 2026-11-27"),
        (["last_contact=friday"], "last_contact: 2026-11-20"),
        (["last_contact=3d ago"], "last_contact: 2026-11-18"),
        (["knows=Countess, sam okafor"], "knows: [ada-lovelace, sam-okafor]"),
        (["knows=[{who: Countess, as: friend}]"], "knows: [{who: ada-lovelace, as: friend}]"),
        (["knows=[[Ada Lovelace]]"], "knows: [ada-lovelace]"),
        (["org=Computing Machinery"], "organization: acm"),
        (["organization=Nobody Knows Ltd"], "organization: Nobody Knows Ltd"),
        (["met_through=Countess", "met_at=PyCon PT"], 'met: {through: ada-lovelace, at: "2026-10-19-pycon-pt"}'),
        (["met=at the fair"], "met: at the fair"),
        (["met={date: 2026-01-05, through: Countess}"], "met: {date: 2026-01-05, through: ada-lovelace}"),
        (["dates=[{date: --05-08, what: wedding}]"], "dates: [{date: --05-08, what: wedding}]"),
        (["cadence=monthly"], "cadence: monthly"),
        (["Role=Admiral"], "role: Admiral"),
        (["role="], "role:"),
        (["interests="], "interests: []"),
        (["own=[a, b]"], "own: [a, b]"),
    ],
)
def test_a_value_is_written_as_the_field_is_read(said: list[str], line: str) -> None:
    assert fields("contact", "Grace", *said) == [line]


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("birthday=1815-13-10", 'birthday "1815-13-10" is not a date.', "1815-10-13"),
        ("birthday=soon", 'birthday "soon" is not a date.', "Write 2026-11-18"),
        ("cadence=often", 'cadence "often" is not a length of time.', "Write 6 weeks"),
        ("status=retired", 'status "retired" is none of active, dormant, archived.', ""),
        ("brithday=1990", '"brithday" is no field of a contact.', "Did you mean birthday?"),
        ("tagz=x", '"tagz" is no field of a contact.', "Did you mean tags?"),
        ("kind=event", "With these values the file would be no contact.", "Leave out kind=event."),
        ("name=Grace", "The name stands before the options.", ""),
        ("content=x", '"content" cannot be a key in a file.', ""),
        ("emails={work: ", "{work: cannot be read.", ""),
        ("dates=2026-01-01", "dates wants a date and what it is.", "For example"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_a_hint(said: str, message: str, hint: str) -> None:
    with pytest.raises(UsageFault) as fault:
        new("contact", "Grace", said)
    assert fault.value.message.startswith(message)
    assert hint in (fault.value.hint or "")


@pytest.mark.parametrize("key", ["stage", "likes", "religion", "next_contact", "shoe size", "kids"])
def test_a_key_of_ones_own_is_kept_and_said(key: str) -> None:
    changes = new("contact", "Grace", f"{key}=x")
    assert changes.remarks == (f'"{key}" is no field of the notebook; it is kept as your own key.',)


def test_a_field_of_one_value_is_not_given_twice() -> None:
    with pytest.raises(UsageFault, match="role is given twice"):
        new("contact", "Grace", "role=Admiral", "title=Doctor")


def test_a_name_of_nobody_is_refused() -> None:
    with pytest.raises(NoSuchRecord, match='No contact is called "Charles"'):
        new("contact", "Grace", "knows=Charles")


def test_a_name_that_fits_two_is_refused_with_both() -> None:
    with pytest.raises(NoSuchRecord, match=r"sam-haddad.*sam-okafor"):
        new("contact", "Grace", "knows=Sam")


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada lovelace", "ÁDA LOVELACE", "Countess"])
def test_a_name_that_somebody_has_is_refused_with_the_file(name: str) -> None:
    with pytest.raises(Refused, match=r"contacts/ada-lovelace\.md") as fault:
        new("contact", name)
    assert "--id " in (fault.value.hint or "")


def test_an_alias_that_somebody_has_is_refused() -> None:
    with pytest.raises(Refused, match='known as "Countess"'):
        new("contact", "Marie", "aliases=Countess")


def test_an_id_that_another_kind_has_is_refused() -> None:
    with pytest.raises(Refused, match=r"organizations/sovela\.md") as fault:
        new("contact", "Sovela")
    assert fault.value.hint == "To make another file beside it: --id sovela-2."
    assert path(new("contact", "Sovela", record_id="sovela-2")) == "contacts/sovela-2.md"


def test_the_id_of_a_file_that_is_no_record_is_taken_too() -> None:
    with pytest.raises(Refused, match=r"unread\.md"):
        new("contact", "Unread")


def test_an_id_of_ones_own_choice_lets_two_share_a_name_and_says_so() -> None:
    changes = new("contact", "Ada Lovelace", record_id="ada-2")
    assert path(changes) == "contacts/ada-2.md"
    assert changes.remarks == ("2 are now called Ada Lovelace; links say which by the id.",)


@pytest.mark.parametrize("chosen", ["", " ", "../x", "a/b", ".hidden", "-x", "a|b", "a]]b", "x" * 200, "a\nb"])
def test_an_id_that_cannot_be_a_file_is_refused(chosen: str) -> None:
    with pytest.raises(UsageFault):
        new("contact", "Grace", record_id=chosen or " ")


def test_a_name_without_letters_needs_an_id() -> None:
    with pytest.raises(UsageFault, match="no letters"):
        new("contact", "???")
    assert path(new("contact", "???", record_id="questions")) == "contacts/questions.md"


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(UsageFault, match="empty"):
        new("contact", "  ")


@pytest.mark.parametrize(
    ("said", "stem", "start"),
    [
        ([], "2026-11-21-engine-builders", "2026-11-21"),
        (["start=28 Nov"], "2026-11-28-engine-builders", "2026-11-28"),
        (["date=friday"], "2026-11-27-engine-builders", "2026-11-27"),
        (["start=2027-02"], "2027-02-engine-builders", "2027-02"),
        (["start=2026-11-28 19:00"], "2026-11-28-engine-builders", "2026-11-28 19:00"),
    ],
)
def test_an_event_is_filed_by_its_first_day(said: list[str], stem: str, start: str) -> None:
    changes = new("event", "Engine Builders", *said)
    assert path(changes) == f"events/{stem}.md"
    assert f"start: {start}\n" in text(changes)


def test_an_event_may_have_the_name_of_last_years() -> None:
    assert path(new("event", "PyCon PT", "start=2027-10-18")) == "events/2027-10-18-pycon-pt.md"
    with pytest.raises(Refused, match=r"events/2026-10-19-pycon-pt\.md"):
        new("event", "PyCon PT", "start=2026-10-19")


def test_an_event_without_a_year_is_refused() -> None:
    with pytest.raises(UsageFault, match="no date"):
        new("event", "Engine Builders", "start=--11-28")


def test_the_kind_of_an_event_is_a_field() -> None:
    assert "kind: workshop" in fields("event", "Bookbinding", "kind=workshop")
    with pytest.raises(UsageFault, match="would be no event"):
        new("event", "Bookbinding", "kind=organization")


def test_the_people_of_a_project_have_roles() -> None:
    assert fields("project", "Atlas", "with=[{who: Countess, as: editor}]") == [
        "with: [{who: ada-lovelace, as: editor}]"
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
TRICKY = st.sampled_from(
    ["no", "NULL", "~", "012", "1:30", "1e3", "0x1F", "@x", "`x`", "%x", "Re: x", "# x", "- x", "a: b", "x #y",
     "[[Ana]]", "{", "}", "!!int 3", "&a", "*a", "'", '"', "\\", "---", "...", "? x", "a\tb", "é\u2028", "=", "<<"]
)  # fmt: skip


@given(st.one_of(WORDS, TRICKY), st.lists(st.one_of(WORDS, TRICKY), max_size=3), st.one_of(WORDS, TRICKY))
def test_every_file_loads_with_plain_front_matter_and_has_no_problems(name: str, tags: list[str], own: str) -> None:
    said = [("role", name), ("shoe_size", own), *(("interests", tag) for tag in tags)]
    try:
        changes = new_record("contact", name, said, snapshot=VAULT, folder="contacts", today=TODAY, record_id="new-one")
    except NotebookError:
        assume(False)
    raw = changes.changes[0].after
    assert raw is not None
    found, problems = read_file(raw, path(changes), "contact")
    assert problems == ()
    assert isinstance(found, Contact)
    assert found.name == " ".join(name.split())
    whole = Snapshot((*VAULT.records, found))
    assert [problem for problem in all_problems(whole) if problem.path == found.path] == []
    assert as_text(frontmatter.loads(raw.decode()).metadata) == as_we_read(raw)


def as_we_read(raw: bytes) -> Any:
    document, _ = read_document(raw, "x.md")
    assert document is not None
    root, _ = read_front_matter(document.front or "", "x.md", 2)
    assert root is not None
    return as_text(plain_value(root))


def as_text(value: Any) -> Any:
    """The value with every scalar as its text, so that a date and its text are one and `no` and False are not."""
    if isinstance(value, dict):
        return {str(key): as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_text(child) for child in value]
    return None if value is None else str(value)
