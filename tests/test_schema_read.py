"""One file becomes one record: every field, every way to write it, and what is said where it cannot be read."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.records import (
    KINDS,
    AnyRecord,
    Cadence,
    Contact,
    Event,
    Kind,
    Labelled,
    Met,
    Milestone,
    PartialDate,
    Phrase,
    Problem,
    Reference,
    Tie,
)
from notebook.records.packing import pack, unpacker
from notebook.schema.fields import (
    CHANNEL_WORDS,
    CHANNELS,
    FIELDS,
    Field,
    channel_group,
    field_keys,
    known_channel,
)
from notebook.schema.problems import CODES
from notebook.schema.read import read_file

STEMS = {"interaction": "2026-11-18-tea", "event": "2026-10-19-conf"}


def read(kind: Kind | None, fields: str, body: str = "", path: str = "") -> tuple[Any, tuple[Problem, ...]]:
    path = path or f"{kind}s/{STEMS.get(kind or '', 'ada-lovelace')}.md"
    return read_file(f"---\n{fields}\n---\n{body}".encode(), path, kind)


def record(kind: Kind | None, fields: str, body: str = "", path: str = "") -> Any:
    found, problems = read(kind, fields, body, path)
    assert [problem for problem in problems if problem.code != "missing-people"] == []
    return found


def problems(kind: Kind | None, fields: str, body: str = "", path: str = "") -> list[tuple[str, int, int]]:
    found = read(kind, fields, body, path)[1]
    return [(one.code, one.line, one.column) for one in found if one.code != "missing-people"]


def texts(phrases: tuple[Any, ...]) -> list[str]:
    return [one.text for one in phrases]


# Whatever stands in a file


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)), st.sampled_from([None, *KINDS]))
def test_any_bytes_at_all_give_a_record_or_problems(raw: bytes, kind: Kind | None) -> None:
    check_reading(raw, kind)


field_names = st.sampled_from(sorted({key for kind in KINDS for key in field_keys(kind)} | {"kind", "own", "nmae"}))
scalars = st.sampled_from(
    ["", "Ada", "[[Ana]]", "2026-11-18", "2026-13-45", "--02-29", "6 weeks", "active", "me", "coffee", "~", '""',
    "no", "1:30",
     "[[Ana]], [[Bea]]", "contact", "person", "'[[People/Ana|A]]'", '"\\u0000"', '"a\\nb"', "🎉", "!x y", "&a x",
     "*a", "|\n  text\n  more"]
)  # fmt: skip
flows = st.recursive(
    scalars.filter(lambda text: "\n" not in text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda found: f"[{', '.join(found)}]"),
        st.dictionaries(st.sampled_from(["who", "as", "date", "what", "at", "through", "how", "work", "x"]),
        inner, max_size=3)
        .map(lambda found: "{" + ", ".join(f"{key}: {value}" for key, value in found.items()) + "}"),
    ),
    max_leaves=6,
)  # fmt: skip
blocks = st.lists(st.builds("{}: {}".format, field_names, st.one_of(scalars, flows)), max_size=6).map("\n".join)
bodies = st.lists(
    st.sampled_from(["# Title", "- [ ] a due:2026-11-20", "- [x] b done:soon", "- [?] c", "[[Ana]]", "> q", "text",
    "```", ""]),
    max_size=6,
).map("\n".join)  # fmt: skip


@given(blocks, bodies, st.sampled_from([None, *KINDS]))
def test_any_fields_and_body_give_a_record_or_problems(fields: str, body: str, kind: Kind | None) -> None:
    check_reading(f"---\n{fields}\n---\n{body}".encode(), kind)


@pytest.mark.slow
@given(st.binary(max_size=3000), st.sampled_from([None, *KINDS]))
def test_any_bytes_between_fences_give_a_record_or_problems(raw: bytes, kind: Kind | None) -> None:
    check_reading(b"---\n" + raw + b"\n---\n" + raw, kind)


def check_reading(raw: bytes, kind: Kind | None) -> None:
    found, reported = read_file(raw, "contacts/2026-11-18 x.md", kind)
    assert found is not None or reported or kind is None
    assert all(one.code in CODES and one.severity == CODES[one.code].severity for one in reported)
    assert all(one.line >= 1 and one.column >= 1 and one.message.endswith(".") for one in reported)
    if found is not None:
        assert found == unpacker(AnyRecord)(pack(found))
        assert found.name.strip()
        assert "\n" not in found.name
    if kind is None and found is None:
        assert reported == ()


# Which kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_folder_says_the_kind(kind: Kind) -> None:
    assert kind == read(kind, "name: x")[0].kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [("contact", "contact"), ("Contacts", "contact"), ("person", "contact"), ("people", "contact"), ("individual",
    "contact"),
     ("interaction", "interaction"), ("event", "event"), ("EVENT", "event"), ("org", "organization"),
     ("organisation", "organization"),
     ("organization", "organization"), ("project", "project")],
)  # fmt: skip
def test_the_kind_in_the_fields_overrides_the_folder(word: str, kind: str) -> None:
    assert [kind, kind] == [read(folder, f"kind: {word}\nname: x")[0].kind for folder in ("project", None)]


def test_a_kind_of_event_is_the_events_type() -> None:
    found = record("event", "kind: workshop")
    assert ("event", "workshop") == (found.kind, found.type)


def test_a_kind_of_event_outside_its_folder_is_no_record() -> None:
    assert (None, ()) == read(None, "kind: workshop")


@pytest.mark.parametrize("fields", ["name: x", "kind:", "kind: [contact]", "name: a: b", "kind: {a: b}"])
def test_a_file_in_no_folder_and_of_no_kind_is_left_alone(fields: str) -> None:
    assert (None, ()) == read(None, fields)


def test_the_words_that_say_the_kind_are_no_key_of_the_users() -> None:
    assert {} == record(None, "kind: contact").extra


# The name


@pytest.mark.parametrize(
    ("path", "fields", "body", "name"),
    [
        ("contacts/x.md", "name: Ada Lovelace", "# Title", "Ada Lovelace"),
        ("contacts/x.md", "full_name: Ada Lovelace", "# Title", "Ada Lovelace"),
        ("contacts/x.md", "FN: Ada", "", "Ada"),
        ("contacts/x.md", "name:", "# Ada *Lovelace*", "Ada Lovelace"),
        ("contacts/x.md", "name: ''", "# Ada", "Ada"),
        ("contacts/ada-lovelace.md", "", "", "Ada Lovelace"),
        ("contacts/ada_lovelace.md", "", "## Not this", "Ada Lovelace"),
        ("contacts/Ada Lovelace.md", "", "", "Ada Lovelace"),
        ("contacts/McAdam.md", "", "", "McAdam"),
        ("contacts/josé-vaz.md", "", "", "josé-vaz"),
        ("contacts/李伟.md", "", "", "李伟"),
        ("contacts/v1.2.md", "", "", "V1.2"),
        ("contacts/2026-11-18.md", "", "", "2026 11 18"),
        ("contacts/x.MD", "name: Ada", "", "Ada"),
        ("contacts/x.md", 'name: "Ada\\n  Lovelace"', "", "Ada Lovelace"),
        ("contacts/x.md", "name: [[Ada Lovelace]]", "", "Ada Lovelace"),
    ],
)
def test_a_contact_has_a_name(path: str, fields: str, body: str, name: str) -> None:
    assert name == record("contact", fields, body, path).name


@pytest.mark.parametrize(
    ("kind", "path", "name", "day"),
    [
        ("interaction", "interactions/2026/2026-11-18-coffee-ada.md", "Coffee ada", "2026-11-18"),
        ("interaction", "interactions/2026-11-18 Meeting with Steph.md", "Meeting with Steph", "2026-11-18"),
        ("interaction", "interactions/2026-11-18.md", "2026 11 18", "2026-11-18"),
        ("event", "events/2026-10-19-pycon-pt.md", "Pycon pt", "2026-10-19"),
        ("event", "events/2026-10-19_PyCon.md", "PyCon", "2026-10-19"),
    ],
)
def test_a_dated_file_has_its_day_and_name_from_the_file(kind: Kind, path: str, name: str, day: str) -> None:
    found = record(kind, "", "", path)
    assert (name, day) == (found.name, str(found.date if kind == "interaction" else found.start))


@pytest.mark.parametrize(
    ("fields", "day"), [("date: 2026-11-20", "2026-11-20"), ("date:", "2026-11-18"), ("", "2026-11-18")]
)
def test_a_date_in_the_fields_comes_before_that_of_the_file(fields: str, day: str) -> None:
    assert day == str(record("interaction", fields, "", "interactions/2026-11-18-tea.md").date)


def test_a_date_that_is_none_leaves_the_day_of_the_file() -> None:
    found, (_, bad) = read("interaction", "date: soon", "", "interactions/2026-11-18-tea.md")
    assert ("2026-11-18", "bad-date") == (str(found.date), bad.code)


def test_a_day_in_the_name_that_is_none_is_no_day() -> None:
    assert [("missing-date", 1, 1)] == problems("interaction", "", "", "interactions/2026-13-45-tea.md")


# Forms of a file


@pytest.mark.parametrize(
    "raw",
    [
        b"---\nname: Ada\n---\n- [ ] send it\n",
        b"---\r\nname: Ada\r\n---\r\n- [ ] send it\r\n",
        b"\xef\xbb\xbf---\nname: Ada\n---\n- [ ] send it\n",
        b"--- \nname: Ada\n----\n- [ ] send it",
        b'---\n{"name": "Ada"}\n---\n- [ ] send it',
    ],
)
def test_one_file_in_many_forms_is_one_record(raw: bytes) -> None:
    found, reported = read_file(raw, "contacts/a.md", "contact")
    assert found is not None
    assert ("Ada", [("send it", 4)], ()) == (found.name, [(one.text, one.line) for one in found.tasks], reported)


@pytest.mark.parametrize("text", ["", "Text.\n", "---\n---\n", "---\n\n---\nText.\n", "---\n# comment\n---\n"])
def test_a_file_without_fields_is_a_record_all_the_same(text: str) -> None:
    found, reported = read_file(text.encode(), "contacts/ada-lovelace.md", "contact")
    assert found is not None
    assert ("Ada Lovelace", ()) == (found.name, reported)


def test_a_body_alone_has_the_lines_of_the_file() -> None:
    found, _ = read_file(b"Text.\n\n- [ ] send it\n", "contacts/a.md", "contact")
    assert found is not None
    assert [3] == [one.line for one in found.tasks]


# Every field, under every key

EXAMPLES = [(kind, field) for kind in KINDS for field in FIELDS[kind]]


def told(kind: Kind, field: Field, key: str, value: str) -> Any:
    """The field's value, in the same place whatever the key."""
    return getattr(record(kind, f"{key}:\n  {value}"), field.slot)


@pytest.mark.parametrize(("kind", "field"), EXAMPLES, ids=[f"{kind}-{field.name}" for kind, field in EXAMPLES])
def test_the_example_of_a_field_is_read(kind: Kind, field: Field) -> None:
    assert told(kind, field, field.name, field.example) not in (None, ())


KEYS = [
    (kind, field, key, label)
    for kind in KINDS
    for key, (field, label) in field_keys(kind).items()
    if key not in ("met_through", "met_at")
]


@pytest.mark.parametrize(("kind", "field", "key", "label"), KEYS, ids=[f"{one[0]}-{one[2]}" for one in KEYS])
def test_a_synonym_is_read_as_its_field(kind: Kind, field: Field, key: str, label: str | None) -> None:
    value = told(kind, field, key, "x" if label else field.example)
    assert value == ((Labelled("x", label),) if label else told(kind, field, field.name, field.example))


@pytest.mark.parametrize("key", ["Birth-Date", "BIRTH_DATE", "birth date", "Birth_date", '" birth date "'])
def test_case_and_dashes_of_a_key_do_not_count(key: str) -> None:
    assert PartialDate(1990, 12, 10) == record("contact", f"{key}: 1990-12-10").birthday


def test_a_fields_own_name_comes_before_its_synonyms() -> None:
    found = record("contact", "city: Porto\nlocation: London")
    assert ("London", {"city": "Porto"}) == (found.location, found.extra)


@pytest.mark.parametrize("fields", ["location: London\ncity:", "city:\nlocation: London", "city: ''\nlocation: London"])
def test_an_empty_synonym_takes_nothing_away(fields: str) -> None:
    assert "London" == record("contact", fields).location


def test_lists_under_several_keys_are_one_list() -> None:
    found = record("contact", "email: a@x.example\nemails: [b@x.example, a@x.example]\nmail: c@x.example")
    assert ["b@x.example", "a@x.example", "c@x.example"] == texts(found.emails)


def test_what_is_said_of_the_meeting_under_several_keys_is_one() -> None:
    found = record("contact", "how_we_met: at school\nmet_through: Ana\nmet_at: [[PyCon]]")
    assert Met(None, Reference("PyCon", 4, 11), Reference("Ana", 3, 14), "at school") == found.met


# Lists and words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a", ["a"]),
        ("[a, b]", ["a", "b"]),
        ("\n  - a\n  - b", ["a", "b"]),
        ("\n- a\n-\n- ''\n- ~\n- b", ["a", "b"]),
        ("[[Ana]]", ["Ana"]),
        ('"[[Ana]]"', ["Ana"]),
        ("[[[Ana]], [[Bea]]]", ["Ana", "Bea"]),
        ("\n  - [[Ana]]\n  - '[[People/Bea|B]]'", ["Ana", "Bea"]),
        ("[]", []),
        ("[[]]", []),
        ("", []),
        ("[no, 012, 1:30]", ["no", "012", "1:30"]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
    ],
)
def test_words_are_a_list_or_one_word(written: str, expected: list[str]) -> None:
    assert expected == list(record("contact", f"aliases: {written}").aliases)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("a, b", ["a", "b"]), ("['#a', b/c, '# d']", ["a", "b/c", "d"]), ("[a, a]", ["a"]), ('"[[People]]"', ["People"])],
)
def test_tags_may_have_commas_and_hashes(written: str, expected: list[str]) -> None:
    assert expected == list(record("contact", f"tags: {written}").tags)


def test_phrases_know_their_lines() -> None:
    found = record("contact", "care:\n  - mother ill\n  - |\n    two\n    lines")
    assert (Phrase("mother ill", 3), Phrase("two lines", 4)) == found.care


# Names of others


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ada", [("ada", 2, 7)]),
        ("[[ada]]", [("ada", 2, 9)]),
        ('"[[ada]]"', [("ada", 2, 7)]),
        ('"[[People/Ada.md#Work|Countess]]"', [("Ada", 2, 7)]),
        ("[ada, bob]", [("ada", 2, 8), ("bob", 2, 13)]),
        ('"[[Ada]], [[Bob]]"', [("Ada", 2, 7), ("Bob", 2, 7)]),
        ("Lovelace, Ada", [("Lovelace, Ada", 2, 7)]),
        ("\n  - ada\n  - Bob B.", [("ada", 3, 5), ("Bob B.", 4, 5)]),
        ("", []),
        ("[]", []),
    ],
)
def test_people_are_named_in_many_ways(written: str, expected: list[tuple[str, int, int]]) -> None:
    assert [Reference(*one) for one in expected] == list(record("interaction", f"with: {written}").with_)


def test_one_name_is_wanted_and_two_are_a_problem() -> None:
    assert [("wrong-type", 2, 8)] == problems("interaction", "event: [a, b]")


@pytest.mark.parametrize(
    "written",
    ["{who: ada, as: editor}", "[{who: ada, as: editor}]", "{ada: editor}", "[ada: editor]",
    "{name: ada, role: editor}",
     "[{who: [[ada]], as: editor}]"],
)  # fmt: skip
def test_a_tie_has_a_name_and_a_role(written: str) -> None:
    (tie,) = record("project", f"with: {written}").with_
    assert ("ada", "editor") == (tie.who.text, tie.role)


def test_a_tie_may_be_a_name_alone() -> None:
    found = record("contact", "knows: [ada, {who: bob}]").knows
    assert (Tie(Reference("ada", 2, 9)), Tie(Reference("bob", 2, 20))) == found


# Values with labels


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("emails: a@x", [("a@x", None)]),
        ("emails: [a@x, {work: b@x}]", [("a@x", None), ("b@x", "work")]),
        ("emails: {home: a@x, work: [b@x, c@x]}", [("a@x", "home"), ("b@x", "work"), ("c@x", "work")]),
        ("emails:\n  - a@x\n  - work: b@x", [("a@x", None), ("b@x", "work")]),
        ("EMAIL[HOME]: a@x\nEMAIL[WORK]: b@x", [("a@x", "home"), ("b@x", "work")]),
        ("EMAIL[]: a@x", [("a@x", None)]),
        ("emails: [a@x, {work: }]", [("a@x", None)]),
        ("emails:", []),
    ],
)
def test_a_value_may_have_a_label(fields: str, expected: list[tuple[str, str | None]]) -> None:
    assert [Labelled(*one) for one in expected] == list(record("contact", fields).emails)


@pytest.mark.parametrize("number", ["+351912345678", "00441234567", "0123", "1:30", "1_000"])
def test_a_number_is_text(number: str) -> None:
    assert (Labelled(number),) == record("contact", f"phones: {number}").phones


# Dates


@pytest.mark.parametrize(
    "written", ["1990-12-10", "1990-12", "1990", "--12-10", "1990~", "[[1990-12-10]]", "'1990-12-10'"]
)
def test_a_birthday_may_lack_parts(written: str) -> None:
    assert written.strip("'[]") == str(record("contact", f"birthday: {written}").birthday)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026-13-05", "Write 2026-05-13, if the month and the day are swapped."),
        ("2026-02-30", "Write 2026-02 if the day is unknown."),
        ("2026-13-45", "Write 2026 if only the year is known."),
        ("2026-1-5", "Write 2026-01-05."),
        ("2026/11/18", "Write 2026-11-18."),
        ("2026.11.18", "Write 2026-11-18."),
        ("2026-11-18T25:00", "Write 2026-11-18 14:30 if a time follows."),
        ("18.11.2026", "Write the year first: 2026-11-18."),
        ("5/6/2026", "Write the year first: 2026-05-06 or 2026-06-05."),
        ("7/7/2026", "Write the year first: 2026-07-07."),
        ("5 Jan 2026", "Write 2026-01-05."),
        ("January 2026", "Write 2026-01."),
        ("some day", "Write 2026-11-18, 2026-11, 2026, or --11-18 without a year."),
    ],
)
def test_a_date_that_is_none_is_a_problem_with_what_was_meant(written: str, hint: str) -> None:
    found, (problem,) = read("contact", f"birthday: {written}")
    assert (None, ("bad-date", 2, 11), hint) == (
        found.birthday,
        (problem.code, problem.line, problem.column),
        problem.hint,
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[{date: --05-08, what: wedding}]", [("--05-08", "wedding")]),
        ("{wedding: --05-08, new job: 2026-03-01}", [("--05-08", "wedding"), ("2026-03-01", "new job")]),
        ("{date: 2026-03-01}", [("2026-03-01", "a date")]),
        ("\n  - wedding: 2020-05-08", [("2020-05-08", "wedding")]),
        ("[]", []),
        ("", []),
    ],
)
def test_a_milestone_has_a_date_and_what_it_is(written: str, expected: list[tuple[str, str]]) -> None:
    assert expected == [(str(one.date), one.what) for one in record("contact", f"dates: {written}").dates]


def test_a_milestone_knows_its_line() -> None:
    found = record("contact", "dates:\n  - date: 2020-05-08\n    what: moved")
    assert (Milestone(PartialDate(2020, 5, 8), "moved", 3),) == found.dates


# How they met


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("at the lake", Met(how="at the lake")),
        ("{date: 2020-05, how: by chance}", Met(date=PartialDate(2020, 5), how="by chance")),
        ("{at: [[PyCon]], through: ada}", Met(at=Reference("PyCon", 2, 13), through=Reference("ada", 2, 32))),
        ("{}", None),
        ("", None),
    ],
)
def test_how_they_met(written: str, expected: Met | None) -> None:
    found = record("contact", f"met: {written}").met
    if expected and expected.at:
        assert ("PyCon", "ada") == (found.at.text, found.through.text)
    else:
        assert expected == found


def test_a_part_of_the_meeting_that_is_none_is_a_problem() -> None:
    assert [("wrong-type", 2, 7)] == problems("contact", "met: {where: Porto}")


# Cadence and choices


@pytest.mark.parametrize(
    ("written", "days"),
    [("6 weeks", 42), ("6w", 42), ("45 days", 45), ("monthly", 30), ("quarterly", 91), ("yearly", 365),
    ("every 2 months", 60),
     ("Weekly", 7), ("none", None), ("never", None), ("no", None), ("off", None)],
)  # fmt: skip
def test_a_cadence_is_a_length_of_time_or_none(written: str, days: int | None) -> None:
    assert Cadence(days, written) == record("contact", f"cadence: {written}").cadence


@pytest.mark.parametrize(
    ("written", "hint"), [("30", "Write 30 days, if days are meant."), ("often", "Write 6 weeks, 45")]
)
def test_a_cadence_that_is_none_is_a_problem(written: str, hint: str) -> None:
    found, (problem,) = read("contact", f"cadence: {written}")
    assert (None, "bad-cadence", True) == (found.cadence, problem.code, problem.hint.startswith(hint))


@pytest.mark.parametrize(
    ("written", "word"), [("active", "active"), ("Dormant", "dormant"), ("[[Archived]]", "archived"), ("", "active")]
)
def test_a_status_is_one_of_a_few_words(written: str, word: str) -> None:
    assert word == record("contact", f"status: {written}").status


@pytest.mark.parametrize("written", ["Small-Talk", "small talk", "small_talk"])
def test_a_choice_of_two_words_is_written_in_many_ways(written: str) -> None:
    assert "small-talk" == record("interaction", f"depth: {written}").depth


def test_a_word_that_is_no_choice_is_not_used() -> None:
    found, (problem,) = read("contact", "status: activ")
    assert ("active", "unknown-choice", "Did you mean active?") == (found.status, problem.code, problem.hint)


def test_an_open_choice_takes_a_word_of_ones_own() -> None:
    assert "pigeon" == record("interaction", "channel: pigeon").channel


def test_an_open_choice_that_looks_like_a_slip_is_kept_and_noted() -> None:
    found, (_, problem) = read("interaction", "channel: coffe")
    assert ("coffe", "Did you mean coffee?") == (found.channel, problem.hint)


@pytest.mark.parametrize("word", ["dinner", "mail", "Phone", "WhatsApp", "drinks", "video call"])
def test_an_everyday_word_for_a_channel_is_kept_as_it_is(word: str) -> None:
    assert word == record("interaction", f"channel: {word}").channel


@pytest.mark.parametrize(
    ("word", "channel", "group"),
    [
        ("coffee", "coffee", "in person"),
        ("Lunch", "meal", "in person"),
        ("wine", "drink", "in person"),
        ("phone call", "call", "remote"),
        ("zoom", "video", "remote"),
        ("WhatsApp", "message", "written"),
        ("E-mail", "email", "written"),
        ("card", "letter", "written"),
        ("letters", "letter", "written"),
        ("gym", None, None),
        ("", None, None),
    ],
)
def test_a_word_for_a_channel_stands_for_a_known_one(word: str, channel: str | None, group: str | None) -> None:
    assert (channel, group) == (known_channel(word), channel_group(word))


def test_every_word_for_a_channel_stands_for_a_known_one() -> None:
    assert all(known_channel(word) for word in CHANNEL_WORDS)
    assert not CHANNEL_WORDS.keys() & {word for words in CHANNELS.values() for word in words}


@pytest.mark.parametrize(
    ("written", "emails"),
    [
        ("a@x.example, b@x.example", ["a@x.example", "b@x.example"]),
        ("[a@x.example, 'b@x.example,c@x.example']", ["a@x.example", "b@x.example", "c@x.example"]),
        ('"Lovelace, Ada <a@x.example>"', ["Lovelace, Ada <a@x.example>"]),
        ("a@x.example,", ["a@x.example"]),
        ('","', [","]),
    ],
)
def test_email_addresses_may_stand_in_one_value_with_commas(written: str, emails: list[str]) -> None:
    assert emails == texts(record("contact", f"email: {written}").emails)


def test_the_label_of_email_addresses_is_that_of_each() -> None:
    found = record("contact", "emails: {work: 'a@x.example, b@x.example'}").emails
    assert (Labelled("a@x.example", "work"), Labelled("b@x.example", "work")) == found


def test_a_comma_in_a_phone_number_is_a_part_of_it() -> None:
    assert ["+44 1, ext. 2"] == texts(record("contact", "phone: '+44 1, ext. 2'").phones)


@pytest.mark.parametrize("mark", ["due", "done"])
@pytest.mark.parametrize("said", ["friday", '"next friday"'])
def test_words_for_a_day_in_a_promise_are_a_problem_in_a_file(mark: str, said: str) -> None:
    _, (problem,) = read("contact", "name: Ada", f"- [x] send it {mark}:{said}")
    day = said.strip('"')
    assert (f'"{day}" is not a date.', f"Write the day: {mark}:YYYY-MM-DD.") == (problem.message, problem.hint)


# Keys of one's own


def test_unknown_keys_are_kept_as_they_are() -> None:
    found = record("contact", "shoe size: 38\nfavourites: {colour: red, songs: [a, no]}\nempty:")
    assert {"shoe size": "38", "favourites": {"colour": "red", "songs": ["a", "no"]}, "empty": None} == found.extra


@pytest.mark.parametrize(("key", "near"), [("intrests", "interests"), ("brithday", "birthday"), ("nmae", "name"),
("emial", "email"),
                                           ("aliasses", "aliases"), ("Organisaton", "organisation")])  # fmt: skip
def test_a_key_one_slip_away_from_a_field_is_noted(key: str, near: str) -> None:
    found, (problem,) = read("contact", f"{key}: x")
    assert ("unknown-key", f"Did you mean {near}?", {key: "x"}) == (problem.code, problem.hint, found.extra)


@pytest.mark.parametrize(
    "key", ["cost", "game", "year", "rate", "created", "loc", "N.FN", "VERSION", "cover", "type", "author", "image"]
)
def test_a_key_that_only_looks_a_little_like_a_field_is_left_in_peace(key: str) -> None:
    assert [] == problems("event", f"{key}: x") + problems("contact", f"{key}: x")


# What is wrong


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        ("contact", "role: {a: b}", (2, 7)),
        ("contact", "aliases: {a: b}", (2, 10)),
        ("contact", "aliases: [a, {b: c}]", (2, 14)),
        ("contact", "birthday: [1990, 1991]", (2, 11)),
        ("contact", "birthday: {a: b}", (2, 11)),
        ("contact", "dates: 2020-05-08", (2, 8)),
        ("interaction", "with: {who: ada}", (2, 7)),
        ("interaction", "with: [[Lovelace, Ada]]", (2, 8)),
        ("contact", "cadence: {a: b}", (2, 10)),
        ("contact", "status: {a: b}", (2, 9)),
    ],
)
def test_a_value_of_the_wrong_shape_is_a_problem_at_its_place(kind: Kind, fields: str, place: tuple[int, int]) -> None:
    assert [("wrong-type", *place)] == problems(kind, fields)


def test_a_value_of_the_wrong_shape_leaves_the_rest_to_be_read() -> None:
    found, _ = read("contact", "role: {a: b}\nlocation: Porto")
    assert (None, "Porto") == (found.role, found.location)


@pytest.mark.parametrize(("fields", "text"), [("location: [Porto, Lisbon]", "Porto, Lisbon"),
("location: ['[[Porto]]', '[[Lisbon]]']", "Porto, Lisbon"),
                                              ("location: [Porto]", "Porto"), ("location: []", None)])  # fmt: skip
def test_a_list_where_one_text_is_wanted_is_a_text(fields: str, text: str | None) -> None:
    assert text == record("contact", fields).location


@pytest.mark.parametrize("fields", ["", "date:", "date: --11-18"])
def test_an_interaction_without_a_day_is_a_problem(fields: str) -> None:
    assert [("missing-date", 1, 1)] == problems("interaction", fields, "", "interactions/tea.md")


def test_a_date_that_is_none_is_one_problem_and_not_two() -> None:
    assert [("bad-date", 2, 7)] == problems("interaction", "date: soon", "", "interactions/tea.md")


def test_an_interaction_with_nobody_is_noted() -> None:
    assert ["missing-people"] == [one.code for one in read("interaction", "")[1]]


@pytest.mark.parametrize(
    ("kind", "fields", "line"),
    [("event", "start: 2026-10-21\nend: 2026-10-19", 3), ("event", "ends: 2026-09\ndate: 2026-10-19", 2),
     ("project", "started: 2026\nended: 2025", 3)],
)  # fmt: skip
def test_an_end_before_the_start_is_a_problem_at_the_end(kind: Kind, fields: str, line: int) -> None:
    assert [("end-before-start", line, 1)] == problems(kind, fields)


@pytest.mark.parametrize(
    "fields", ["start: 2026-10-19\nend: 2026-10-19", "start: 2026-10-19\nend: 2026", "end: 2026-10-19"]
)
def test_an_end_that_may_be_after_the_start_is_none(fields: str) -> None:
    assert [] == problems("event", fields, "", "events/2026-10-19-x.md")


def test_problems_stand_in_the_order_of_their_places() -> None:
    found = problems("contact", "cadence: often\nbirthday: soon", "- [ ] send it due:soon\n")
    assert [("bad-cadence", 2, 10), ("bad-date", 3, 11), ("bad-date", 5, 19)] == found


@pytest.mark.parametrize("code", ["bad-yaml", "conflict-markers", "unclosed-fence", "not-utf8"])
def test_a_broken_file_in_no_folder_of_a_kind_is_nobodys_problem(code: str) -> None:
    raw = {"bad-yaml": b"---\na: b: c\n---\n", "conflict-markers": b"---\n<<<<<<< x\n---\n",
    "unclosed-fence": b"---\na: b\n",
           "not-utf8": b"\xff"}[code]  # fmt: skip
    assert (None, code, (None, ())) == (
        read_file(raw, "a.md", "contact")[0], read_file(raw, "a.md", "contact")[1][0].code, read_file(raw, "a.md", None)
    )  # fmt: skip


def test_a_record_is_packed_and_unpacked_as_it_was() -> None:
    fields = "\n".join(f"{field.name}: {field.example}" for field in FIELDS["contact"])
    found = record("contact", fields, "# T\n- [ ] @bob: send it to [[ada]] due:2026-11-20\n> quote\nText.\n")
    assert isinstance(found, Contact)
    assert found == unpacker(AnyRecord)(pack(found))


def test_what_is_no_pack_raises_what_the_catalog_expects() -> None:
    with pytest.raises(msgspec.MsgspecError):
        unpacker(AnyRecord)(pack(Event(id="x", path="y", name="z"))[:-3])
