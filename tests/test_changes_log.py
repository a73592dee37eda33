"""A logged interaction is a change set: a new file with who, when and how and the text, and one for each new person."""

from __future__ import annotations

from datetime import date
from typing import Any

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.changes import ChangeSet
from notebook.changes.log.log_interaction import Folders, log_interaction, namesake_remarks
from notebook.changes.log.prefill import NOTHING, BadTemplate, Prefill, read_prefill, template_model
from notebook.changes.log.promise_lines import as_kept
from notebook.changes.log.strangers import strangers
from notebook.changes.log.talk import Options, settle
from notebook.changes.log.unread_day import unread_day, unread_due
from notebook.changes.log.which_one import last_seen
from notebook.changes.prose import Stretch, Unclear, Understood
from notebook.errors import NoSuchRecord, Refused, UsageFault
from notebook.records import AnyRecord, Kind, PartialDate
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot
from notebook.text.body import read_body
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


FOLDERS = Folders("interactions", "contacts")


def log(
    text: str | Understood,
    *people: str,
    day: str | None = "2026-11-18",
    taken: set[str] | None = None,
    prefill: Prefill = NOTHING,
    **values: Any,
) -> ChangeSet:
    """The change set of a line, or of what was understood of one, with what options say."""
    when = None if day is None else read_date(day, TODAY, "past")
    understood = Understood(text) if isinstance(text, str) else text
    talk = settle(understood, Options(people, when, values), VAULT, TODAY)
    return log_interaction(talk, prefill, snapshot=VAULT, folders=FOLDERS, today=TODAY, also_taken=taken or frozenset())


def file(changes: ChangeSet) -> str:
    change = changes.changes[0]
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


@pytest.mark.parametrize(
    ("span", "kept"),
    [
        ("start: 2026-10-19", "2026-10-19"),
        ("start: 2026-10-19\nend: 2026-10-21", '"2026-10-19~"'),
        ("start: 2026-11-20\nend: 2026-11-22", "2026-11-21"),
        ("start: 2026-10", "2026-10"),
        ("start: 2026-11-28", "2026-11-21"),
        ("place: Porto", "2026-11-21"),
    ],
)
def test_a_talk_at_an_event_without_a_day_was_on_the_events(span: str, kept: str) -> None:
    vault = Snapshot((*VAULT.records, record("events/fair.md", "event", f"name: Fair\n{span}")))
    talk = settle(Understood("x", people=("ada-lovelace",), event="fair"), Options(), vault, TODAY)
    changes = log_interaction(talk, snapshot=vault, folders=FOLDERS, today=TODAY)
    assert file(changes).splitlines()[1] == f"date: {kept}"


def test_an_event_to_come_that_an_option_names_is_planned() -> None:
    vault = Snapshot((*VAULT.records, record("events/fair.md", "event", "name: Fair\nstart: 2026-11-28")))
    talk = settle(Understood("x", people=("ada-lovelace",)), Options(values={"event": "Fair"}), vault, TODAY)
    assert talk.day == PartialDate(2026, 11, 28)


def test_a_date_without_a_year_is_refused() -> None:
    with pytest.raises(UsageFault, match="no year"):
        settle(Understood("x"), Options(("ada",), PartialDate(month=2, day=3)), VAULT, TODAY)


def test_the_people_are_those_named_and_those_linked_each_once() -> None:
    assert with_(log("coffee with [[Ada Lovelace]] and [[sam-okafor|Sam]]")) == ["ada-lovelace", "sam-okafor"]
    assert with_(log("[[ada-lovelace]]", "Countess", "sam okafor")) == ["ada-lovelace", "sam-okafor"]
    assert with_(log("x", "ada, sam okafor")) == ["ada-lovelace", "sam-okafor"]


def test_who_is_linked_in_a_promise_or_in_code_was_not_there() -> None:
    assert with_(log("- [ ] introduce her to [[sam-okafor]]\n`[[sam-haddad]]`", "ada")) == ["ada-lovelace"]


def test_who_is_linked_only_to_speak_of_was_not_there() -> None:
    line = "coffee with Ada about [[sam-okafor]]"
    link = Stretch(line.index("[["), len(line), "mentioned", "sam-okafor", "id of Sam Okafor")
    assert with_(log(Understood(line, people=("ada-lovelace",), stretches=(link,)))) == ["ada-lovelace"]
    assert with_(log(Understood(line, stretches=(link,)))) == ["sam-okafor"]


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


@pytest.mark.parametrize("name", ["bruce", "[[bruce]]"])
def test_an_id_of_two_words_is_written_as_a_link_that_is_read_back(name: str) -> None:
    card, _ = read_file(b"---\nname: Bruce Wayne\n---\n", "contacts/Bruce Wayne.md", "contact")
    assert card is not None
    snapshot = Snapshot((card,))
    (task,) = read_body(f"- [ ] @{name}: write", 1).tasks
    written = as_kept(f"- [ ] @{name}: write", [task], snapshot, TODAY)
    assert written == "- [ ] @[[Bruce Wayne]]: write"
    (again,) = read_body(written, 1).tasks
    assert again.owner is not None
    assert again.owner.text == "Bruce Wayne"


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by 10 october", "2026-10-10"),
        ("by 5 january", "2027-01-05"),
        ("by friday", "2026-11-27"),
        ("tomorrow", "2026-11-22"),
        ("by 10 october 2028", "2028-10-10"),
    ],
)
def test_a_day_without_its_year_is_the_first_after_the_talk(said: str, due: str) -> None:
    text = f"- [ ] write {said}"
    kept = as_kept(text, read_body(text, 1).tasks, Snapshot(()), TODAY, date(2026, 10, 3))
    assert kept == f"- [ ] write due:{due}"


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
    talk = settle(Understood("x"), Options(("ada",)), VAULT, TODAY)
    changes = log_interaction(talk, snapshot=VAULT, folders=Folders("", ""), today=TODAY)
    assert path(changes) == "2026/2026-11-21-talk-ada-lovelace.md"


@given(st.lists(st.sampled_from(["---", "...", "- a", "", "# x", "text", "key: value", "```", "> x", "  y", "--- "])))
def test_any_text_comes_back_from_plain_front_matter(lines: list[str]) -> None:
    typed = "\n".join(lines)
    read = frontmatter.loads(file(log(typed, "ada")))
    assert read.content == typed.strip()
    assert read["with"] == ["ada-lovelace"]


# What the line says


def test_what_the_line_says_is_in_the_fields() -> None:
    understood = Understood(
        "coffee with Ada", (), ("ada-lovelace",), day=PartialDate(2026, 11, 20), channel="coffee", initiated="me",
        place="London", event="2026-10-19-pycon-pt", project="open-atlas", topics=("funding",), gave=("tea",),
        received=("a book",), introduced=("ada-lovelace", "sam-okafor"),
    )  # fmt: skip
    assert file(log(understood, day=None)) == (
        "---\ndate: 2026-11-20\nwith: [ada-lovelace]\nchannel: coffee\ninitiated: me\nplace: London\n"
        'event: "2026-10-19-pycon-pt"\nproject: open-atlas\ntopics: [funding]\ngave: [tea]\nreceived: [a book]\n'
        "introduced: [ada-lovelace, sam-okafor]\n---\ncoffee with Ada\n"
    )


def test_a_line_that_says_no_day_is_about_today() -> None:
    assert path(log(Understood("x", people=("ada-lovelace",)), day=None)).endswith("/2026-11-21-talk-ada-lovelace.md")


@pytest.mark.parametrize(
    ("option", "kept"),
    [
        ({"channel": "walk"}, "channel: walk"),
        ({"place": "the park"}, "place: the park"),
        ({"topics": ("maps",)}, "topics: [maps]"),
        ({"initiated": "them"}, "initiated: them"),
    ],
)
def test_an_option_counts_more_than_the_words(option: dict[str, Any], kept: str) -> None:
    said = Understood(
        "x", people=("ada-lovelace",), channel="call", place="London", topics=("funding",), initiated="me"
    )
    (name,) = option
    lines = file(log(said, **option)).splitlines()
    assert [line for line in lines if line.startswith(f"{name}:")] == [kept]
    assert len(lines) == len(file(log(said)).splitlines())


def test_an_option_that_says_nothing_leaves_the_field_out() -> None:
    said = Understood("x", people=("ada-lovelace",), channel="call", place="London")
    assert file(log(said, place="", channel="")) == "---\ndate: 2026-11-18\nwith: [ada-lovelace]\n---\nx\n"


def test_an_options_day_counts_more_than_the_lines() -> None:
    said = Understood("x", people=("ada-lovelace",), day=PartialDate(2026, 11, 20))
    assert "date: 2026-11-18\n" in file(log(said, day="2026-11-18"))


def test_people_of_options_stand_before_those_of_the_line() -> None:
    said = Understood("[[sam-haddad]] too", people=("ada-lovelace", "clara"))
    assert with_(log(said, "okafor", "ada")) == ["sam-okafor", "ada-lovelace", "sam-haddad"]


def test_promises_follow_the_sentence_with_days_and_ids() -> None:
    tasks = ("- [ ] send her the list by friday", "- [ ] @ada: the draft", "- [?] the exam")
    body = (
        file(log(Understood("coffee with Ada", tasks, ("ada-lovelace",)))).partition("---\n")[2].partition("---\n")[2]
    )
    assert body == (
        "coffee with Ada\n\n- [ ] send her the list due:2026-11-27\n- [ ] @ada-lovelace: the draft\n- [?] the exam\n"
    )


def test_a_name_in_a_promise_means_the_one_who_took_part() -> None:
    said = Understood("call with Sam Okafor", ("- [ ] @Sam: the tiles",), ("sam-okafor",))
    assert "- [ ] @sam-okafor: the tiles\n" in file(log(said))
    with pytest.raises(NoSuchRecord, match="sam-haddad"):
        log(Understood("x", ("- [ ] @Sam: the tiles",), ("sam-okafor", "sam-haddad")))


# People who are new


def test_somebody_new_gets_a_card() -> None:
    changes = log(Understood("lunch with +Maria Silva", new_people=("Maria Silva",)))
    assert with_(changes) == ["maria-silva"]
    assert [(one.path, one.before, one.after) for one in changes.changes[1:]] == [
        ("contacts/maria-silva.md", None, b"---\nname: Maria Silva\n---\n")
    ]
    assert changes.summary == "Log talk with Maria Silva"
    assert changes.remarks == ()


def test_an_option_may_name_somebody_new() -> None:
    changes = log("lunch", "+Maria Silva, ada", "+maria  silva")
    assert with_(changes) == ["maria-silva", "ada-lovelace"]
    assert changes.paths[1:] == ("contacts/maria-silva.md",)


def test_a_plus_before_a_known_name_makes_no_second_card() -> None:
    changes = log("lunch", "+Ada Lovelace")
    assert (with_(changes), len(changes.paths)) == (["ada-lovelace"], 1)


def test_somebody_new_may_promise() -> None:
    said = Understood("lunch with +Maria Silva", ("- [ ] @Maria: a proof",), new_people=("Maria Silva",))
    assert "- [ ] @maria-silva: a proof\n" in file(log(said))


@pytest.mark.parametrize(("name", "taken"), [("PyCon-PT", "PyCon PT"), ("Letters", "letters.md")])
def test_a_new_name_whose_id_is_taken_is_refused(name: str, taken: str) -> None:
    vault = Snapshot(
        (record("projects/pycon-pt.md", "project", "name: PyCon PT"),), me=None, notes=frozenset({"letters"})
    )
    talk = settle(Understood("x", new_people=(name,)), Options(), vault, TODAY)
    with pytest.raises(Refused, match=rf"{taken}.*Nothing was written\.") as fault:
        log_interaction(talk, snapshot=vault, folders=FOLDERS, today=TODAY)
    assert f'notebook new contact "{name}" --id' in (fault.value.hint or "")


def test_two_new_names_of_one_id_are_refused() -> None:
    with pytest.raises(Refused, match="Jo Li and Jo-Li would be one file"):
        log(Understood("x", new_people=("Jo Li", "Jo-Li")))


@pytest.mark.parametrize("name", ["+", "+ "])
def test_a_plus_alone_is_nobody(name: str) -> None:
    with pytest.raises(UsageFault, match="no name"):
        log("x", name)


def test_a_new_name_that_others_go_by_in_part_is_remarked_on() -> None:
    said = settle(Understood("x", new_people=("Ada",)), Options(), VAULT, TODAY)
    (remark,) = namesake_remarks(said, VAULT)
    assert "beside Ada Lovelace" in remark


# Days that were not read


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("18/11", "2026-11-18"), ("10/11", "2026-11-10"), ("15.11.", "2026-11-15"), ("12/11/2026", "2026-11-12"),
        ("gestern", "2026-11-20"), ("a few weeks back", "YYYY-MM-DD"), ("5/12", "2026-12-05"),
    ],
)  # fmt: skip
def test_a_day_that_was_not_read_is_said(words: str, day: str) -> None:
    line = f"coffee with Ada {words}"
    said = unread_day(line, Understood(line), TODAY)
    assert said == f'"{words}" was not read as a day; this is noted for today. To say the day: --date {day}.'


@pytest.mark.parametrize(
    "line",
    ["coffee with Ada, 24/7 at work", "coffee, about the plans for next year", "ate 1/2 a cake with Ada",
     "met Ada on the 5th floor", "version 3.11 with Ada",
     "call with Ada, moved to the 3rd", "we may meet in June, Ada says",
     "talked about what he did years ago"],
)  # fmt: skip
def test_what_is_no_day_is_not_said_to_be_one(line: str) -> None:
    assert unread_day(line, Understood(line), TODAY) is None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("slides by the 30th", "by the 30th", "2026-11-30"),
        ("slides by 1/12", "by 1/12", "2026-12-01"),
        ("slides within 3 days", "within 3 days", "2026-11-24"),
        ("slides by eow", "by eow", "YYYY-MM-DD"),
    ],
)
def test_a_due_day_that_was_not_read_is_said(text: str, words: str, day: str) -> None:
    assert unread_due(text, TODAY) == f'no day was read in "{words}"; write due:{day}.'


@pytest.mark.parametrize("text", ["finish it by hand", "call before the concert", "the book by Ada"])
def test_other_words_after_by_are_no_due_day(text: str) -> None:
    assert unread_due(text, TODAY) is None


# Names that are not clear


SEEN = Snapshot(
    (
        *VAULT.records,
        record("contacts/samira.md", "contact", "name: Samira Aziz\naliases: [Sam]\nlast_contact: 2025-05-02"),
        record("interactions/a.md", "interaction", "date: 2026-11-03\nwith: sam-okafor\nchannel: walk"),
        record("interactions/b.md", "interaction", "date: 2026-11-12\nwith: sam-haddad\nchannel: call"),
        record("interactions/c.md", "interaction", "date: 2026-11-30\nwith: sam-haddad\nchannel: walk"),
    ),
    me="clara",
)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("sam-okafor", "met 3 Nov"),
        ("sam-haddad", "call 12 Nov"),
        ("samira", "last contact 2 May 2025"),
        ("clara", "no talk yet"),
    ],
)
def test_when_somebody_was_seen_last(who: str, words: str) -> None:
    assert last_seen(who, SEEN, TODAY) == words


def unclear(typed: str, *candidates: str, vault: Snapshot = SEEN) -> NoSuchRecord:
    with pytest.raises(NoSuchRecord) as fault:
        settle(Understood("x", unclear=(Unclear(typed, 0, candidates),)), Options(), vault, TODAY)
    assert fault.value.candidates == candidates
    return fault.value


def test_a_name_of_several_is_refused_with_when_each_was_seen() -> None:
    fault = unclear("Sam", "sam-okafor", "sam-haddad", "samira")
    assert fault.message == (
        '"Sam" could be Sam Okafor (met 3 Nov), Sam Haddad (call 12 Nov) or Samira Aziz (last contact 2 May 2025). '
        "Nothing was written."
    )
    assert fault.hint == 'Say "Sam O", an alias or @sam-okafor.'


def test_of_many_five_are_named() -> None:
    many = Snapshot(tuple(record(f"contacts/sam-{at}.md", "contact", f"name: Sam {at}") for at in range(8)))
    fault = unclear("Sam", *(f"sam-{at}" for at in range(8)), vault=many)
    assert fault.message.startswith('"Sam" could be Sam 0 (no talk yet), Sam 1 (no talk yet), Sam 2')
    assert "Sam 4 (no talk yet) or 3 more." in fault.message


@pytest.mark.parametrize(
    ("names", "typed", "hint"),
    [
        (["Sam Okafor", "Sam Obi"], "Sam", 'Say "Sam Okafor", an alias or @p0.'),
        (["Sam Okafor", "Sam Okafor"], "Sam", "Say an alias or @p0."),
        (["Ana Sousa\naliases: [Aninha]", "Rui Sousa"], "Sousa", 'Say "Ana Sousa", "Aninha" or @p0.'),
    ],
)
def test_the_hint_says_what_would_be_clear(names: list[str], typed: str, hint: str) -> None:
    people = tuple(record(f"contacts/p{at}.md", "contact", f"name: {name}") for at, name in enumerate(names))
    assert unclear(typed, "p0", "p1", vault=Snapshot(people)).hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("dinner with Okafro", "Did you mean Okafor? For somebody new: +Okafro."),
        ("dinner with Sam Okafro", "Did you mean Sam Okafor? For somebody new: +Sam Okafro."),
        ("dinner with Grace Hopper", "Grace Hopper is no contact of yours. For somebody new: +Grace Hopper."),
        ("Long evening in Lisbon", 'Say who: "coffee with Ada", --with ada-lovelace, [[ada-lovelace]]'),
    ],
)
def test_where_nobody_is_named_the_hint_says_how(text: str, hint: str) -> None:
    with pytest.raises(UsageFault) as fault:
        log(text)
    assert (fault.value.hint or "").startswith(hint)


def test_where_somebody_is_only_mentioned_the_hint_names_them() -> None:
    said = Understood("thought of Ada", stretches=(Stretch(11, 14, "mentioned", "ada-lovelace", "after of"),))
    with pytest.raises(UsageFault) as fault:
        log(said)
    assert fault.value.hint == "Ada Lovelace is only mentioned. If that is who it was: --with ada-lovelace."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("coffee with Ada and Okafro", ["Okafro"]),
        ("coffee with Grace Hopper & Ada", ["Grace Hopper"]),
        ("coffee with Ada and April was fine", []),
        ("coffee with Ada and cake", []),
        ("coffee with Ada and PyCon PT", []),
        ("coffee with Ada, Porto", []),
    ],
)
def test_a_name_of_nobody_beside_one_who_took_part_is_remarked_on(line: str, names: list[str]) -> None:
    at = line.index("Ada")
    said = Understood(line, stretches=(Stretch(at, at + 3, "with", "ada-lovelace", ""),))
    assert [sentence.partition(" is no contact")[0] for sentence in strangers(line, said, VAULT)] == names


# Templates


def test_a_template_fills_what_is_not_said() -> None:
    page = "---\npurpose: mentoring\nchannel: call\nplace: here\nmood: fine\n---\n\n## Agenda\n"
    prefill = read_prefill(page, "templates/log/x.md.j2", VAULT)
    assert file(
        log(Understood("walk with Ada", people=("ada-lovelace",), channel="walk"), place="", prefill=prefill)
    ) == (
        "---\ndate: 2026-11-18\nwith: [ada-lovelace]\nchannel: walk\npurpose: mentoring\nmood: fine\n---\n"
        "walk with Ada\n\n## Agenda\n"
    )


def test_a_template_may_be_a_text_alone_and_follow_no_sentence() -> None:
    prefill = read_prefill("## Agenda\n", "x", VAULT)
    assert file(log("", "ada", prefill=prefill)).endswith("with: [ada-lovelace]\n---\n## Agenda\n")


@pytest.mark.parametrize(("day", "due"), [("2026-11-18", "2026-11-22"), ("2026-12-01", "2026-12-02")])
def test_a_templates_promise_counts_from_the_talk_but_never_from_the_past(day: str, due: str) -> None:
    prefill = Prefill({}, "- [ ] thank her by tomorrow", "x")
    assert f"- [ ] thank her due:{due}\n" in file(log("x", "ada", day=day, prefill=prefill))


def test_names_in_a_templates_fields_become_ids() -> None:
    page = "---\nevent: PyCon PT\nintroduced: [Ada, Sam Okafor]\n---\n"
    fields = {"event": "2026-10-19-pycon-pt", "introduced": ["ada-lovelace", "sam-okafor"]}
    assert read_prefill(page, "x", VAULT).fields == fields


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("---\ndepth: very\n---\n", 'depth "very" is none of'),
        ("---\ndate: 2026-11-18\n---\n", "a template is told date"),
        ("---\npeople: ada\n---\n", "a template is told with"),
        ("---\ntopics: [\n---\n", "A value is missing here"),
        ("---\ntopics: x\n", "no closing ---"),
        ("---\nevent: Fair\n---\n", 'No event is called "Fair"'),
        ("a\x00b", "control character"),
    ],
)
def test_a_template_that_makes_no_note_is_named(page: str, message: str) -> None:
    with pytest.raises(BadTemplate, match=message) as fault:
        read_prefill(page, "templates/log/x.md.j2", VAULT)
    assert fault.value.message.startswith("templates/log/x.md.j2: ")
    assert fault.value.exit_code == 1


def test_a_templates_promise_without_a_day_is_named() -> None:
    with pytest.raises(BadTemplate, match=r'templates/log/x\.md\.j2: "soon" is not a date'):
        log("x", "ada", prefill=Prefill({}, "- [ ] thank her due:soon", "templates/log/x.md.j2"))


def test_a_template_sees_who_and_when() -> None:
    said = Understood("x", people=("ada-lovelace",), new_people=("Maria Silva",), event="2026-10-19-pycon-pt")
    talk = settle(said, Options(day=PartialDate(2026, 11, 18), values={"topics": ("a", "b")}), VAULT, TODAY)
    assert template_model(talk, {"ada-lovelace": "Countess"}, VAULT, TODAY) == {
        "people": [
            {"id": "ada-lovelace", "name": "Ada Lovelace", "first": "Countess", "relationship": []},
            {"id": "maria-silva", "name": "Maria Silva", "first": "Maria", "relationship": []},
        ],
        "first_names": "Countess and Maria",
        "date": "2026-11-18",
        "today": "2026-11-21",
        "channel": None,
        "place": None,
        "purpose": None,
        "depth": None,
        "event": {"id": "2026-10-19-pycon-pt", "name": "PyCon PT"},
        "project": None,
        "topics": ["a", "b"],
    }


@pytest.mark.parametrize("called", ["", "Ada", "ada lovelace", "ada-lovelace"])
def test_a_first_name_is_the_first_word_unless_the_line_has_a_nickname(called: str) -> None:
    talk = settle(Understood("x", people=("ada-lovelace",)), Options(), VAULT, TODAY)
    assert template_model(talk, {"ada-lovelace": called}, VAULT, TODAY)["first_names"] == "Ada"
