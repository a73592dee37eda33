"""A logged interaction is a change set: one new file with who, when and how, and the text as it was typed."""

from __future__ import annotations

from datetime import date

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.changes import ChangeSet
from notebook.changes.log_interaction import log_interaction
from notebook.errors import NoSuchRecord, UsageFault
from notebook.records import AnyRecord, Kind, PartialDate
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot
from notebook.text.dates import read_date

TODAY = date(2026, 11, 21)


def record(path: str, kind: Kind, front: str) -> AnyRecord:
    found, _ = read_file(f"---\n{front}\n---\n".encode(), path, kind)
    assert found is not None
    return found


VAULT = Snapshot(
    (
        record("contacts/ada-lovelace.md", "contact", "name: Ada Lovelace\naliases: [Countess]"),
        record("contacts/clara.md", "contact", "name: Clara"),
        record("contacts/sam-haddad.md", "contact", "name: Sam Haddad"),
        record("contacts/sam-okafor.md", "contact", "name: Sam Okafor"),
        record("events/2026-10-19-pycon-pt.md", "event", "name: PyCon PT\nstart: 2026-10-19"),
        record("interactions/2026/2026-11-20-coffee-ada-lovelace.md", "interaction", "with: ada-lovelace"),
        record("projects/open-atlas.md", "project", "name: Open Atlas"),
    ),
    me="clara",
    notes=frozenset({"letters"}),
)


def log(text: str, *people: str, day: str = "2026-11-18", taken: set[str] | None = None, **values: object) -> ChangeSet:
    when = read_date(day, TODAY, "past")
    return log_interaction(
        text, people, when, values, snapshot=VAULT, folder="interactions", today=TODAY, also_taken=taken or frozenset()
    )


def file(changes: ChangeSet) -> str:
    (change,) = changes.changes
    assert change.before is None
    assert change.after is not None
    return change.after.decode()


def path(changes: ChangeSet) -> str:
    return changes.changes[0].path


def with_(changes: ChangeSet) -> list[str]:
    people: list[str] = frontmatter.loads(file(changes))["with"]
    return people


def test_the_file_is_named_after_the_day_the_channel_and_the_first_person() -> None:
    changes = log("hello", "sam-okafor", "ada", channel="coffee")
    assert path(changes) == "interactions/2026/2026-11-18-coffee-sam-okafor.md"
    assert changes.summary == "Log coffee with Sam Okafor, Ada Lovelace"


def test_without_a_channel_it_is_a_talk() -> None:
    assert path(log("hello", "ada")) == "interactions/2026/2026-11-18-talk-ada-lovelace.md"


def test_a_long_channel_fits_a_file_name() -> None:
    assert len(path(log("hello", "ada", channel="あ" * 200)).rsplit("/", 1)[-1].encode()) < 200


def test_a_second_coffee_on_one_day_gets_a_number() -> None:
    second = log("again", "ada", day="2026-11-20", channel="coffee")
    assert path(second) == "interactions/2026/2026-11-20-coffee-ada-lovelace-2.md"
    taken = {"2026-11-20-coffee-ada-lovelace-2"}
    third = log("again", "ada", day="2026-11-20", channel="coffee", taken=taken)
    assert path(third) == "interactions/2026/2026-11-20-coffee-ada-lovelace-3.md"


def test_the_fields_stand_in_the_order_of_the_table() -> None:
    changes = log(
        "hello", "ada", received=("a book",), gave=("tea",), depth="deep", topics=("x", "y"), purpose="catch-up",
        project="Open Atlas", event="PyCon PT", place="London", initiated="me", channel="coffee",
    )  # fmt: skip
    assert file(changes) == (
        "---\ndate: 2026-11-18\nwith: [ada-lovelace]\nchannel: coffee\ninitiated: me\nplace: London\n"
        'event: "2026-10-19-pycon-pt"\nproject: open-atlas\npurpose: catch-up\ntopics: [x, "y"]\ndepth: deep\n'
        "gave: [tea]\nreceived: [a book]\n---\nhello\n"
    )


@pytest.mark.parametrize(
    ("day", "kept", "stem"),
    [
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("friday", "2026-11-20", "2026-11-20"),
        ("2026-11-18 14:30", "2026-11-18 14:30", "2026-11-18"),
        ("2026-10", "2026-10", "2026-10"),
        ("2026-W46", '"2026-11-09~"', "2026-11-09"),
    ],
)
def test_the_date_is_kept_as_precise_as_it_was_said(day: str, kept: str, stem: str) -> None:
    changes = log("hello", "ada", day=day)
    assert file(changes).splitlines()[1] == f"date: {kept}"
    assert path(changes) == f"interactions/2026/{stem}-talk-ada-lovelace.md"


def test_a_date_without_a_year_is_refused() -> None:
    with pytest.raises(UsageFault, match="no year"):
        log_interaction(
            "x", ["ada"], PartialDate(month=2, day=3), {}, snapshot=VAULT, folder="interactions", today=TODAY
        )


def test_the_people_are_those_named_and_those_linked_each_once() -> None:
    assert with_(log("coffee with [[Ada Lovelace]] and [[sam-okafor|Sam]]")) == ["ada-lovelace", "sam-okafor"]
    assert with_(log("[[ada-lovelace]]", "Countess", "sam okafor")) == ["ada-lovelace", "sam-okafor"]
    assert with_(log("x", "ada, sam okafor")) == ["ada-lovelace", "sam-okafor"]


def test_who_is_linked_in_a_promise_or_in_code_was_not_there() -> None:
    assert with_(log("- [ ] introduce her to [[sam-okafor]]\n`[[sam-haddad]]`", "ada")) == ["ada-lovelace"]


def test_links_to_other_records_are_no_people() -> None:
    assert with_(log("about [[open-atlas]] at [[PyCon PT]]", "ada")) == ["ada-lovelace"]


def test_the_owner_is_not_among_the_people() -> None:
    assert with_(log("[[clara]] and [[ada-lovelace]]")) == ["ada-lovelace"]


@pytest.mark.parametrize(
    "text", ["hello", "[[clara]]", "[[letters]]", "[[nobody yet]]", "- [ ] write to [[sam-okafor]]"]
)
def test_an_interaction_with_nobody_is_refused(text: str) -> None:
    with pytest.raises(UsageFault, match="Nobody is named") as fault:
        log(text)
    assert "--with" in (fault.value.hint or "")


@pytest.mark.parametrize(
    ("text", "people"), [("x", ["Sam"]), ("[[sam haddad]] met [[Ada]]", ["Sam"]), ("- [ ] @Sam: write", ["ada"])]
)
def test_a_name_that_fits_two_is_refused_with_both(text: str, people: list[str]) -> None:
    with pytest.raises(NoSuchRecord, match=r"sam-haddad.*sam-okafor.*Nothing was written\."):
        log(text, *people)


def test_an_unknown_name_is_refused_with_the_way_to_add_it() -> None:
    with pytest.raises(NoSuchRecord, match='No contact is called "Charles"') as fault:
        log("x", "Charles")
    assert 'notebook new contact "Charles"' in (fault.value.hint or "")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"channel": "cofee"}, 'channel "cofee" looks like a slip.'),
        ({"initiated": "they"}, 'initiated "they" is none of me, them, both.'),
        ({"depth": "very"}, 'depth "very" is none of small-talk, personal, deep.'),
    ],
)
def test_a_word_the_field_does_not_know_is_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(UsageFault) as fault:
        log("x", "ada", **values)
    assert fault.value.message == message


def test_a_channel_of_ones_own_is_kept() -> None:
    assert "channel: sauna\n" in file(log("x", "ada", channel="sauna"))


def test_a_channel_of_ones_own_is_said_to_be_kept() -> None:
    assert log("x", "ada", channel="sauna").remarks == ('channel "sauna" is kept as your own word.',)
    assert log("x", "ada", channel="coffee").remarks == ()


def test_an_everyday_word_for_a_channel_is_written_as_the_known_one() -> None:
    changes = log("x", "ada", channel="Dinner")
    assert "channel: meal\n" in file(changes)
    assert path(changes) == "interactions/2026/2026-11-18-meal-ada-lovelace.md"
    assert changes.remarks == ()


def test_a_link_to_nothing_is_kept_and_said() -> None:
    changes = log("see [[notes on heat]] and [[letters]]", "ada")
    assert changes.remarks == ("[[notes on heat]] leads to no note yet.",)


def test_no_text_is_a_file_without_one() -> None:
    assert file(log("", "ada", channel="call")) == "---\ndate: 2026-11-18\nwith: [ada-lovelace]\nchannel: call\n---\n"


def test_lines_and_task_marks_are_kept_as_typed() -> None:
    typed = "Tea.\n\n> Bring the plates.\n\n- [ ] bring the plates due:2026-11-30\n- [?] the concert"
    changes = log(typed, "ada")
    assert file(changes).partition("---\n")[2].partition("---\n")[2] == f"{typed}\n"


def line(typed: str) -> str:
    """The last line of the text as it is written into the file."""
    return file(log(f"Tea.\n\n{typed}", "ada")).splitlines()[-1]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- [ ] @ada: write", "- [ ] @ada-lovelace: write"),
        ("- [ ] @Countess: write to ada", "- [ ] @ada-lovelace: write to ada"),
        ("  * [x] @ada: ada, ada", "  * [x] @ada-lovelace: ada, ada"),
        ("- [ ] @[[Ada Lovelace]]: write", "- [ ] @[[ada-lovelace]]: write"),
        ("- [ ] @[[ Ada|her ]]: write", "- [ ] @[[ ada-lovelace|her ]]: write"),
        ("- [?] @okafor: how was it", "- [?] @sam-okafor: how was it"),
        ("- [ ] @ada-lovelace: write", "- [ ] @ada-lovelace: write"),
        ("- [ ] write to @ada: soon", "- [ ] write to @ada: soon"),
        ("`@ada: write`", "`@ada: write`"),
    ],
)
def test_who_promised_is_written_by_the_id(typed: str, written: str) -> None:
    assert line(typed) == written


def test_who_promised_is_somebody() -> None:
    with pytest.raises(NoSuchRecord, match=r'No contact is called "charles"\. Nothing was written\.'):
        log("- [ ] @charles: write", "ada")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("due:friday", "due:2026-11-27"),
        ("due: Friday, or so", "due: 2026-11-27, or so"),
        ("due:tomorrow to her", "due:2026-11-22 to her"),
        ('due:"next friday" to her', "due:2026-11-27 to her"),
        ("due:next friday.", "due:2026-11-27."),
        ("due:27 Nov", "due:2026-11-27"),
        ("due:may 5", "due:2027-05-05"),
        ("due:in 2 weeks", "due:2026-12-05"),
        ("due:11-27", "due:2026-11-27"),
        ("due:2026-W48", "due:2026-11-29"),
        ("due:next month", "due:2026-12-31"),
        ("📅 friday", "📅 2026-11-27"),
        ("by friday", "due:2026-11-27"),
        ("(by friday).", "due:2026-11-27"),
        ("by tomorrow", "due:2026-11-22"),
        ("by 27 Nov", "due:2026-11-27"),
        ("by Nov 27th!", "due:2026-11-27"),
        ("by the sea by next friday", "by the sea due:2026-11-27"),
        ("due:2026-11-27 by friday", "due:2026-11-27 by friday"),
        ("due:friday by monday", "due:2026-11-27 by monday"),
        ("by friday to her", "by friday to her"),
        ("by the sea", "by the sea"),
        ("by 2026-11-27", "by 2026-11-27"),
        ("(by 2026-11)", "(by 2026-11)"),
        ("due:2026-12", "due:2026-12"),
        ("due:2027", "due:2027"),
        ("due:2026-11-27 5 copies", "due:2026-11-27 5 copies"),
        ("standby friday", "standby friday"),
        ("due:", "due:"),
    ],
)
def test_words_for_the_day_of_a_promise_are_written_as_the_day(typed: str, written: str) -> None:
    assert line(f"- [ ] send it {typed}") == f"- [ ] send it {written}"


@pytest.mark.parametrize(
    "typed", ["- [ ] by friday", "- [?] is it there by friday", "- [x] sent by friday", "by friday"]
)
def test_words_that_say_no_day_of_an_open_promise_stay(typed: str) -> None:
    assert line(typed) == typed


def test_the_day_it_was_done_may_be_said_in_words() -> None:
    assert line("- [x] sent done:yesterday") == "- [x] sent done:2026-11-20"
    assert line("- [x] sent due:friday done:friday") == "- [x] sent due:2026-11-27 done:2026-11-20"


@pytest.mark.parametrize(
    ("typed", "said", "hint"),
    [
        ("due:soon", "soon", "Write due:tomorrow, due:friday or due:YYYY-MM-DD."),
        ('due:"some friday"', "some friday", "Write due:tomorrow, due:friday or due:YYYY-MM-DD."),
        ("due:2026-11-31", "2026-11-31", "Write due:tomorrow, due:friday or due:YYYY-MM-DD."),
        ("due:next friday to her", "next", 'Write due:2026-11-27, or due:"next friday".'),
        ("due:may 5 copies", "may", 'Write due:2027-05-05, or due:"may 5".'),
        ("done:soon", "soon", "Write done:yesterday or done:YYYY-MM-DD."),
        ("📅 never", "never", "Write due:tomorrow, due:friday or due:YYYY-MM-DD."),
    ],
)
def test_a_due_date_that_is_none_is_refused(typed: str, said: str, hint: str) -> None:
    with pytest.raises(UsageFault) as fault:
        log(f"- [ ] send it {typed}", "ada")
    assert (f'"{said}" is not a date.', hint) == (fault.value.message, fault.value.hint)


def test_a_control_character_is_refused() -> None:
    with pytest.raises(UsageFault, match=r"U\+001B"):
        log("\x1b[31mred", "ada")


def test_text_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(UsageFault, match="not UTF-8"):
        log("caf\udce9", "ada")


def test_text_over_the_size_of_a_note_is_refused() -> None:
    with pytest.raises(UsageFault, match="1 MiB"):
        log("long " * 300_000, "ada")


def test_without_a_folder_of_its_own_the_years_lie_in_the_vault() -> None:
    changes = log_interaction("x", ["ada"], PartialDate(2026, 11, 18), {}, snapshot=VAULT, folder="", today=TODAY)
    assert path(changes) == "2026/2026-11-18-talk-ada-lovelace.md"


@given(st.lists(st.sampled_from(["---", "...", "- a", "", "# x", "text", "key: value", "```", "> x", "  y", "--- "])))
def test_any_text_comes_back_from_plain_front_matter(lines: list[str]) -> None:
    typed = "\n".join(lines)
    read = frontmatter.loads(file(log(typed, "ada")))
    assert read.content == typed.strip()
    assert read["with"] == ["ada-lovelace"]
