"""The whole vault as one value: who is meant by a name, what passed with whom, who links to whom, what does not fit."""

from __future__ import annotations

from datetime import date

import pytest
from small_vault import TODAY, note, vault_of

from notebook.crosscheck import all_problems
from notebook.errors import NoSuchRecord
from notebook.records import Reference
from notebook.snapshot import Snapshot, happened

NAMES = vault_of(
    {
        "contacts/ada-lovelace": note(name="Ada Lovelace", aliases="[Countess, Ada L.]"),
        "contacts/ada-byron": note(name="Ada Byron"),
        "contacts/sam-haddad": note(name="Sam Haddad"),
        "contacts/sam-okafor": note(name="Sam Okafor", aliases="[Sam Haddad]"),
        "contacts/jose-vaz": note(name="José Vaz"),
        "contacts/李伟": note(name="李伟"),
        "contacts/me": note(name="Clara"),
        "events/lovelace-day": note(name="Lovelace Day", start="2026-10-13"),
        "organizations/vaz": note(name="Vaz & Sons"),
        "interactions/2026-11-18-ada": note(name="Talk with José", with_="ada-lovelace"),
    },
    me="me",
)


def ids(snapshot: Snapshot, text: str, *kinds: str) -> list[str]:
    return [record.id for record in snapshot.resolve(text, *kinds)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ada-lovelace", ["ada-lovelace"]),
        ("Ada Lovelace", ["ada-lovelace"]),
        ("ADA  LOVELACE", ["ada-lovelace"]),
        ("countess", ["ada-lovelace"]),
        ("[[ada-lovelace]]", ["ada-lovelace"]),
        ("[[People/Ada Lovelace.md#Work|Ada]]", ["ada-lovelace"]),
        ("@ada-lovelace", ["ada-lovelace"]),
        ("Jose Vaz", ["jose-vaz"]),
        ("JOSÉ-VAZ", ["jose-vaz"]),
        ("李伟", ["李伟"]),
        ("vaz", ["vaz"]),
        ("Ada", []),
        ("Talk with José", []),
        ("2026-11-18-ada", ["2026-11-18-ada"]),
        ("nobody", []),
        ("", []),
        ("[[]]", []),
    ],
)
def test_a_name_means_the_records_of_that_id_name_or_alias(text: str, expected: list[str]) -> None:
    assert expected == ids(NAMES, text)


def test_a_name_that_fits_two_means_both() -> None:
    assert ["sam-haddad", "sam-okafor"] == ids(NAMES, "Sam Haddad")


def test_an_exact_id_is_alone() -> None:
    snapshot = vault_of({"contacts/sam": note(name="Sam A."), "contacts/other": note(name="sam")})
    assert (["sam"], ["other", "sam"]) == (ids(snapshot, "sam"), ids(snapshot, "Sam"))


def test_a_name_can_be_looked_for_among_kinds() -> None:
    assert ([], ["vaz"]) == (ids(NAMES, "vaz", "contact"), ids(NAMES, "vaz", "organization", "contact"))


def test_a_name_of_an_event_and_a_contact_is_each_among_its_kind() -> None:
    snapshot = vault_of({"contacts/lisbon": note(), "events/2026-10-19-lisbon": note(name="Lisbon")})
    assert ["lisbon", "2026-10-19-lisbon"] == ids(snapshot, "Lisbon")
    assert ["2026-10-19-lisbon"] == ids(snapshot, "lisbon", "event")


@pytest.mark.parametrize(("text", "found"), [("Countess", "ada-lovelace"), ("Sam Haddad", None), ("nobody", None)])
def test_a_reference_means_one_contact_or_none(text: str, found: str | None) -> None:
    assert found == NAMES.contact_id(Reference(text, 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jose", "jose-vaz"),
        ("byron", "ada-byron"),
        ("Lovelace D", "lovelace-day"),
        ("okafor", "sam-okafor"),
        ("o'hara", "siobhan"),
        ("O’Hara", "siobhan"),
        ("hara", "siobhan"),
        ("d'angelo", "siobhan"),
        ("ohara-dangelo", "siobhan"),
        ("hara dang", None),
        ("delacourt", "brisset"),
        ("Brisset Delacourt", "brisset"),
        ("sophie brisset", "brisset"),
        ("coeur", None),
    ],
)
def test_a_part_of_a_name_finds_the_one_it_fits(text: str, found: str | None) -> None:
    others = {
        "contacts/siobhan": note(name="Siobhán O'Hara-D'Angelo", aliases="[Siobhan OHara-DAngelo]"),
        "contacts/brisset": note(name="Sophie Brisset‐Delacourt"),
    }
    snapshot = Snapshot((*NAMES.records, *vault_of(others).records))
    if found is None:
        with pytest.raises(NoSuchRecord):
            snapshot.find(text)
    else:
        assert found == snapshot.find(text).id


@pytest.mark.parametrize("text", ["-", "'", " ", ""])
def test_what_has_no_words_is_no_part_of_a_name(text: str) -> None:
    assert () == NAMES.by_part(text)


def test_a_part_of_a_name_finds_an_interaction_where_nothing_else_fits_and_no_other_kind_is_asked_for() -> None:
    assert "2026-11-18-ada" == NAMES.find("2026-11-18").id
    assert "2026-11-18-ada" == NAMES.find("talk with").id
    assert "2026-11-18-ada" == NAMES.find("2026-11-18", "interaction").id
    assert "jose-vaz" == NAMES.find("José").id
    with pytest.raises(NoSuchRecord):
        NAMES.find("talk with", "contact")


def test_a_part_of_many_names_lists_the_first_of_them() -> None:
    snapshot = vault_of({f"contacts/ann-{letter}": note() for letter in "abcdefghijk"})
    with pytest.raises(NoSuchRecord, match=r"Ann A \(ann-a\), .*Ann H \(ann-h\) and 3 more\."):
        snapshot.find("ann")


@pytest.mark.parametrize("name", ["dave", "Dave", "dave okafor", "Okafor"])
def test_a_name_of_a_file_that_cannot_be_read_is_refused_with_its_fault(name: str) -> None:
    stem = "dave-okafor" if "kafor" in name else "dave"
    snapshot = vault_of({f"contacts/{stem}": "---\nname: Dave\nrole: a: b\n---\n", "contacts/ada": note()})
    with pytest.raises(NoSuchRecord, match=rf"contacts/{stem}\.md cannot be read \(line 3\): There is a") as refused:
        snapshot.find(name, "contact")
    assert f"notebook edit {stem} opens it." in (refused.value.hint or "")


def test_a_file_that_cannot_be_read_comes_before_parts_of_other_names_and_its_own_parts_come_after() -> None:
    snapshot = vault_of({"contacts/dave": "---\nname: [\n---\n", "contacts/dave-smith": note(), "contacts/ada": note()})
    with pytest.raises(NoSuchRecord, match=r"dave\.md cannot be read"):
        snapshot.find("Dave")
    assert "dave-smith" == snapshot.find("smith").id
    assert "dave-smith" == snapshot.find("Dave S").id


def test_a_note_that_is_no_record_is_no_file_that_cannot_be_read() -> None:
    with pytest.raises(NoSuchRecord, match="No record"):
        vault_of({"notes/dave": "Text."}).find("dave")


def test_a_part_of_a_name_that_fits_two_is_never_guessed() -> None:
    with pytest.raises(
        NoSuchRecord, match=r'"ada" could be Ada Byron \(ada-byron\), Ada Lovelace \(ada-lovelace\)'
    ) as refused:
        NAMES.find("ada")
    assert "Say which by its id." == refused.value.hint


@pytest.mark.parametrize(("text", "guess"), [("Ada Lovelase", "Ada Lovelace"), ("ada byrn", "Ada Byron")])
def test_a_name_that_nobody_has_is_refused_with_the_nearest(text: str, guess: str) -> None:
    with pytest.raises(NoSuchRecord) as refused:
        NAMES.find(text, "contact")
    assert guess.casefold().replace(" ", "-") in (refused.value.hint or "").casefold().replace(" ", "-")


def test_what_is_offered_is_found() -> None:
    with pytest.raises(NoSuchRecord) as refused:
        NAMES.find("Samm", "contact")
    assert "Did you mean Sam Haddad (sam-haddad), Sam Okafor (sam-okafor)?" == refused.value.hint


def test_the_owner_is_the_contact_that_the_settings_name() -> None:
    assert NAMES.owner is not None
    assert "me" == NAMES.owner.id


@pytest.mark.parametrize("me", [None, "nobody", "Sam Haddad", "vaz"])
def test_without_one_contact_of_that_name_there_is_no_owner(me: str | None) -> None:
    assert Snapshot(NAMES.records, me=me).owner is None


# What passed


def talking(*talks: str, ada: str = "", me: str = "me") -> Snapshot:
    """A vault of Ada and interactions with her: each a stem, and fields after a bar."""
    files = {"contacts/ada": f"---\nname: Ada\n{ada}\n---\n", "contacts/me": note(), "contacts/bob": note()}
    for talk in talks:
        stem, _, fields = talk.partition("|")
        files[f"interactions/{stem}"] = f"---\nwith: ada\n{fields}\n---\n"
    return vault_of(files, me=me)


def test_talks_are_newest_first() -> None:
    snapshot = talking(
        "2026-01-02-a", "2025-12-31-b", "2026-11-01-c", "x|date: 2026-01-02 09:00", "undated", "y|date: 2026-01"
    )
    assert ["2026-11-01-c", "x", "2026-01-02-a", "y", "2025-12-31-b", "undated"] == [
        one.id for one in snapshot.talks("ada")
    ]


@pytest.mark.parametrize(
    ("talk", "day"),
    [
        ("2026-11-21-today", date(2026, 11, 21)),
        ("2026-11-22-tomorrow", None),
        ("2026-11-20-x|status: cancelled", None),
        ("2026-11-20-x|status: planned", None),
        ("2026-11-21-x|status: planned", None),
        ("2026-11-20-x|status: happened", date(2026, 11, 20)),
        ("2026-11-20-x|initiated: me\nchannel: message", date(2026, 11, 20)),
        ("x|date: 2026-11", date(2026, 11, 1)),
        ("x|date: 2026", date(2026, 1, 1)),
        ("x|date: 2027", None),
        ("x|date: 2026-12", None),
        ("x|date: --11-20", None),
        ("x|date: 2026-11-21 23:59", date(2026, 11, 21)),
        ("undated", None),
    ],
)
def test_the_last_contact_is_the_latest_talk_that_has_happened(talk: str, day: date | None) -> None:
    assert day == talking(talk).last_contact("ada", TODAY)


@pytest.mark.parametrize(
    ("floor", "talk", "day"),
    [
        ("2026-10-01", "2026-09-01-x", date(2026, 10, 1)),
        ("2026-08-01", "2026-09-01-x", date(2026, 9, 1)),
        ("2026-08-01", "2027-01-01-x", date(2026, 8, 1)),
        ("2026-08", "undated", date(2026, 8, 1)),
        ("2027-01-01", "2026-09-01-x", date(2026, 9, 1)),
        ("2027-01-01", "undated", None),
        ("--08-01", "undated", None),
    ],
)
def test_the_last_contact_in_the_fields_is_a_floor(floor: str, talk: str, day: date | None) -> None:
    assert day == talking(talk, ada=f"last_contact: {floor}").last_contact("ada", TODAY)


def test_of_two_talks_on_one_day_the_last_is_the_first_of_the_talks() -> None:
    snapshot = talking("2026-11-01-a", "2026-11-01-b", "2026-11-01-c|status: cancelled")
    held = [one for one in snapshot.talks("ada") if happened(one, TODAY)]
    assert snapshot.last_talk("ada", TODAY) == held[0]


PLANS = (
    "2026-10-30-a|status: planned", "2026-11-20-b", "2026-11-20-c|status: planned", "2026-11-21-d",
    "2026-11-21-e|status: planned", "2026-11-22-f", "2026-11-23-g|status: planned", "2026-11-23-h|status: cancelled",
    "2026-11-25-i", "undated|status: planned",
)  # fmt: skip


def test_what_is_ahead_is_what_is_after_today_and_what_is_planned() -> None:
    ahead = talking(*PLANS).ahead(TODAY, date(2026, 11, 24))
    assert ["2026-11-21-e", "2026-11-22-f", "2026-11-23-g"] == [one.id for one in ahead]


def test_of_a_day_that_is_past_what_was_held_since_was_not_planned() -> None:
    snapshot = talking(*PLANS)
    ahead = snapshot.ahead(date(2026, 11, 19), date(2026, 11, 24), now=TODAY)
    assert ["2026-11-20-c", "2026-11-21-e", "2026-11-22-f", "2026-11-23-g"] == [one.id for one in ahead]
    assert ["2026-11-25-i"] == [one.id for one in snapshot.ahead(date(2026, 11, 24), date(2026, 12, 1), now=TODAY)]


def test_a_talk_that_is_planned_is_not_held_whatever_its_day() -> None:
    snapshot = talking(*PLANS)
    assert ["2026-11-20-b", "2026-11-21-d"] == [one.id for one in snapshot.held(date(2026, 10, 1), TODAY)]
    assert ["2026-10-30-a", "2026-11-20-c"] == [
        one.id for one in snapshot.planned(date(2026, 10, 1), date(2026, 11, 20))
    ]


def test_the_last_talk_is_as_of_a_day() -> None:
    snapshot = talking("2026-11-01-a", "2026-10-01-b")
    assert ["2026-10-01-b", "2026-11-01-a"] == [snapshot.last_talk("ada", day).id
                                                for day in (date(2026, 10, 31), date(2026, 11, 1))]  # fmt: skip


def test_people_are_named_once_each_without_the_owner() -> None:
    snapshot = talking("x|people: [bob, Ada, me, Bob, nobody]")
    assert ("ada", "bob") == snapshot.people(snapshot.by_id["x"])


def test_a_talk_in_which_a_person_is_named_twice_is_one_talk() -> None:
    assert 1 == len(talking("x|people: [Ada, ADA]").talks("ada"))


def test_the_owner_has_no_talks_of_their_own() -> None:
    assert () == talking("x|people: me").talks("me")


def test_people_of_a_project_are_those_it_is_with() -> None:
    snapshot = vault_of({"contacts/ada": note(), "projects/p": note(with_="[{who: ada, as: editor}, nobody]")})
    assert ("ada",) == snapshot.people(snapshot.by_id["p"])


# Links


def test_backlinks_are_the_links_that_mean_a_record() -> None:
    snapshot = vault_of({
        "contacts/ada": note("See [[Ada]] and [[bob|him]].", name="Ada"),
        "contacts/bob": note("With `[[ada]]`.\n> [[ADA]]\n"),
        "interactions/x": note("[[ada]], [[ada]]"),
    })  # fmt: skip
    links = [(one.id, reference.text, reference.line) for one, reference in snapshot.backlinks("ada")]
    assert [("ada", "Ada", 4), ("bob", "ADA", 5), ("x", "ada", 4), ("x", "ada", 4)] == links


def test_a_link_that_fits_two_is_nobodys_backlink() -> None:
    snapshot = vault_of({"contacts/a": note(name="Sam"), "contacts/b": note(name="Sam"), "contacts/c": note("[[Sam]]")})
    assert ((), ()) == (snapshot.backlinks("a"), snapshot.backlinks("b"))


# What does not fit


def found(files: dict[str, str]) -> list[tuple[str, str, int]]:
    return [(one.code, one.path, one.line) for one in all_problems(vault_of(files)) if one.code != "missing-people"]


def test_a_vault_in_order_has_no_problem() -> None:
    files = {"contacts/ada": note("[[2026-11-18-x]]", knows="[bob]"),
    "contacts/bob": note(organization="Nobody Knows Ltd"),
             "interactions/2026-11-18-x": note("- [ ] @bob: call [[ada]]", with_="[Ada, bob]", event="fair"),
             "events/2026-10-19-y": note(name="Fair", organizer="anybody")}  # fmt: skip
    assert [] == found(files)


@pytest.mark.parametrize(
    ("path", "fields", "code"),
    [
        ("interactions/2026-11-18-x", {"with_": "zoe"}, "unknown-person"),
        ("interactions/2026-11-18-x", {"introduced": "[ada, zoe]"}, "unknown-person"),
        ("interactions/2026-11-18-x", {"event": "fair"}, "unknown-reference"),
        ("interactions/2026-11-18-x", {"project": "atlas"}, "unknown-reference"),
        ("interactions/2026-11-18-x", {"event": "ada"}, "unknown-reference"),
        ("contacts/x", {"knows": "[{who: zoe}]"}, "unknown-person"),
        ("contacts/x", {"knows": "[Sam]"}, "ambiguous-reference"),
        ("contacts/x", {"met": "{through: Sam}"}, "ambiguous-reference"),
        ("events/2026-10-19-x", {"with_": "Sam"}, "ambiguous-reference"),
        ("events/2026-10-19-x", {"organizer": "Sam"}, "ambiguous-reference"),
        ("projects/x", {"with_": "[{zoe: editor}]"}, "unknown-person"),
    ],
)
def test_a_name_that_means_nobody_or_two_is_a_problem_at_its_line(path: str, fields: dict[str, str], code: str) -> None:
    people = {"contacts/ada": note(), "contacts/sam-a": note(name="Sam"), "contacts/sam-b": note(name="Sam")}
    assert [(code, f"{path}.md", 2)] == found({**people, path: note(**fields)})


@pytest.mark.parametrize("fields", [{"organization": "Nobody Ltd"}, {"met": "{at: somewhere, through: someone}"}])
def test_what_need_not_be_in_the_vault_is_no_problem(fields: dict[str, str]) -> None:
    assert [] == found({"contacts/x": note(**fields)})


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("[[nothing]]", ["broken-link"]),
        ("[[Sam]]", ["ambiguous-reference"]),
        ("[[report.pdf]] and ![[photo.png]]", []),
        ("[[a-note]], [[A Note]], [[broken]]", ["broken-link"]),
        ("- [ ] @zoe: call", ["unknown-person"]),
        ("- [ ] @Sam: call", ["ambiguous-reference"]),
        ("- [ ] call [[zoe]]", ["broken-link"]),
    ],
)
def test_a_link_that_means_nothing_or_two_is_a_problem(body: str, codes: list[str]) -> None:
    files = {"contacts/sam-a": note(name="Sam"), "contacts/sam-b": note(name="Sam"), "notes/a-note": "Text.",
             "contacts/broken": "---\nname: a: b\n---\n", "contacts/x": note(body)}  # fmt: skip
    assert codes == [code for code, path, _ in found(files) if path == "contacts/x.md"]


def test_a_hint_names_the_nearest() -> None:
    snapshot = vault_of({"contacts/ada-lovelace": note(), "contacts/x": note(knows="ada-lovelase")})
    assert "Did you mean ada-lovelace?" == all_problems(snapshot)[0].hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Sam", "Sam could be sam-haddad or sam-okafor: write the id."),
        ("okafor", "Did you mean sam-okafor?"),
        ("Sam Okafr", "Did you mean Sam Okafor?"),
        ("Ann", "Ann could be ann-1, ann-2, ann-3, ann-4, ann-5 or 2 others: write the id."),
        ("Zoe", 'To add them: notebook new contact "Zoe"'),
        ("Carol, Dave", "If these are several, write a list: knows: [Carol, Dave]."),
        ("Sam Okafor, Bob", "If these are several, write a list: knows: [Sam Okafor, Bob]."),
        ("Sam, ann-1,", "If these are several, write a list: knows: [Sam, ann-1]."),
        ("Okafor, Sam", "Did you mean sam-okafor?"),
        ("Sam Okafor, PhD", "Did you mean Sam Okafor?"),
        ("[[Sam Okafor]], Bob", "If these are several, write a list: knows: [Sam Okafor, Bob]."),
    ],
)
def test_a_name_of_nobody_has_a_hint_that_fits(written: str, hint: str) -> None:
    files = {f"contacts/ann-{number}": note() for number in range(1, 8)}
    files |= {"contacts/sam-haddad": note(), "contacts/sam-okafor": note(), "contacts/bob": note()}
    files["contacts/x"] = note(knows=f'"{written}"')
    assert [hint] == [problem.hint for problem in all_problems(vault_of(files))]


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("2026-11-18-te", "Did you mean 2026-11-18-tea?"),
        ("2026-11-17-tea", "Did you mean 2026-11-18-tea?"),
        ("Long tee", ""),  # the title of an interaction is no name for it
        ("adda", "Did you mean Ada?"),
    ],
)
def test_a_link_that_leads_nowhere_has_a_hint_that_leads_somewhere(link: str, hint: str) -> None:
    files = {
        "interactions/2026-11-18-tea": note("# Long tea\n"),
        "contacts/ada": note(),
        "contacts/x": note(f"[[{link}]]"),
    }
    assert [hint] == [problem.hint for problem in all_problems(vault_of(files)) if problem.code == "broken-link"]


def test_problems_without_hints_are_the_same_but_for_those() -> None:
    snapshot = vault_of({"contacts/ada": note(), "contacts/x": note("[[adda]]", knows="[zoe, adda]")})
    found, bare = all_problems(snapshot), all_problems(snapshot, hints=False)
    places = [[(one.code, one.path, one.line, one.column, one.message) for one in some] for some in (found, bare)]
    assert places[0] == places[1]
    assert [3, 0] == [sum(bool(one.hint) for one in some) for some in (found, bare)]


def test_a_part_of_the_name_of_who_promised_is_offered_by_its_id() -> None:
    snapshot = vault_of({"contacts/ada-lovelace": note("- [ ] @ada: write")})
    assert "Did you mean ada-lovelace?" == all_problems(snapshot)[0].hint


@pytest.mark.parametrize("other", ["contacts/old/ada", "events/ada", "contacts/Ada", "contacts/adá"])
def test_two_files_with_one_id_are_a_problem_at_the_second(other: str) -> None:
    files = {"contacts/ada": note(), other: note(start="2026-10-19") if "events" in other else note()}
    last = max(f"{path}.md" for path in files)
    assert [("duplicate-id", last, 1)] == found(files)


@pytest.mark.parametrize("name", ["stranger {}", "{} person"])
def test_many_names_that_nobody_has_are_found_in_no_time(name: str) -> None:
    files = {f"contacts/a-{number}-person": note(knows=f"[{name.format(number)}]") for number in range(1500)}
    assert 1500 == len(found(files))
