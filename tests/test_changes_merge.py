"""Merging: one file of two, in which nothing that either says is lost, and everything that meant either means it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from small_vault import TODAY, note
from test_changes_rename import LINKS, NOTE, Files, example, meanings, snapshot_of

from notebook.changes import ChangeSet
from notebook.changes.merge.merge import merge
from notebook.crosscheck import all_problems
from notebook.errors import Refused, UsageFault
from notebook.records import Contact
from notebook.text.folding import fold

ADA, BYRON = "contacts/ada-lovelace", "contacts/ada-byron"


def merging(files: Files, old: str = "ada-byron", into: str = "ada-lovelace") -> ChangeSet:
    by_id = files.snapshot.by_id
    return merge(
        by_id[old],
        by_id[into],
        snapshot=files.snapshot,
        read=files.raw.__getitem__,
        today=TODAY,
        linking=files.linking(old),
    )


def vault(old: str, into: str, more: Mapping[str, str] = {}) -> Files:
    return Files({ADA: into, BYRON: old, "contacts/bob": note(name="Bob"), **more})


def merged(old: str, into: str, more: Mapping[str, str] = {}) -> str:
    """The file of Ada Lovelace after Ada Byron is merged into her."""
    files = vault(old, into, more)
    after = files.after(merging(files))
    assert f"{BYRON}.md" not in after
    return after[f"{ADA}.md"].decode()


NAMES = "name: Ada Lovelace\naliases: [Ada Byron, ada-byron]\n"

# What the two files say in their front matter, and what the one says then; names and aliases left out.
FIELDS = {
    "a gap is filled": ("role: Poet", "", "role: Poet", ""),
    "what differs goes below": ("role: Poet", "role: Mathematician", "role: Mathematician", "role: Poet"),
    "the same, spelled otherwise": ("role: mathematician", "title: Mathematician", "title: Mathematician", ""),
    "a key without a value": ("role: Poet", "role:  # ?", "role: Poet  # ?", ""),
    "words": ("tags: [b, '#A', c]", "tags: [a]", "tags: [a, b, c]", ""),
    "words in one text": ("tags: b, c", "tags: a", "tags: [a, b, c]", ""),
    "a block list keeps its form": ("tags: [b]", "tags:\n  - a # mine", "tags:\n  - a # mine\n  - b", ""),
    "e-mail addresses": ("email: b@x.org", "emails: [a@x.org]", 'emails: [a@x.org, "b@x.org"]', ""),
    "a label is kept": ("emails: [{work: a@x.org}]", "emails: [a@x.org]", 'emails: [{work: "a@x.org"}]', ""),
    "another label": ("emails: [{work: a@x.org}]", "emails: [{home: a@x.org}]", "emails: [{home: a@x.org}]",
                      "emails.work: a@x.org"),
    "phones": ('phones: ["+44 20", "123"]', 'phone: "+4420"', 'phone: ["+4420", "123"]', ""),
    "links by platform": ("links: {github: b, site: x}", "links: {github: a}", "links: {github: [a, b], site: x}", ""),
    "a key that is a label": ("github: b", "links: {linkedin: a}", "links: {linkedin: a, github: b}", ""),
    "people": ("knows: [Bob, nobody]", "knows: [bob]", "knows: [bob, nobody]", ""),
    "a role is kept": ("knows: [{who: Bob, as: uncle}]", "knows: [bob]", "knows: [{who: bob, as: uncle}]", ""),
    "another role": ("knows: {bob: uncle}", "knows: {bob: friend}", "knows: {bob: friend}", "knows.bob: uncle"),
    "dates": ("dates: [{date: 2020-01-01, what: new job}]", "dates: [{date: 2024-01-01, what: new job}]",
              "dates: [{date: 2024-01-01, what: new job}, {date: 2020-01-01, what: new job}]", ""),
    "a birthday": ("bday: 1815-11", "birthday: 1815-12-10", "birthday: 1815-12-10", "birthday: 1815-11"),
    "a birthday that says less": ("bday: 1815-12", "birthday: 1815-12-10", "birthday: 1815-12-10", ""),
    "a birthday without its year": ("bday: --12-10", "birthday: 1815-12-10", "birthday: 1815-12-10", ""),
    "a birthday that says more": ("bday: 1815-12-10", "birthday: 1815-12", "birthday: 1815-12", "birthday: 1815-12-10"),
    "a birthday that is the same": ("bday: 1815-12-10", "birthday: 1815-12-10", "birthday: 1815-12-10", ""),
    "a cadence": ("cadence: monthly", "cadence: 2 weeks", "cadence: 2 weeks", "cadence: monthly"),
    "the later snooze": ("snooze: 2027-01-01", "snooze: 2026-12-01", "snooze: 2027-01-01", ""),
    "the later contact": ("last_contact: 2026-01", "last_contact: 2026-03-01", "last_contact: 2026-03-01", ""),
    "an unclear day": ("snooze: soon", "snooze: 2026-12-01", "snooze: 2026-12-01", "snooze: soon"),
    "active beats archived": ("status: active", "status: archived", "status: active", ""),
    "dormant beats archived": ("status: dormant", "status: archived", "status: dormant", ""),
    "to say nothing is to be active": ("role: Poet", "status: dormant\nrole: Poet", "status: active\nrole: Poet", ""),
    "archived does not spread": ("status: archived", "role: Poet", "role: Poet", ""),
    "met in parts": ("met: {date: 2019, at: Fair, how: by chance}", "met: {date: 2020}",
                     "met: {date: 2020, at: Fair, how: by chance}", "met.date: 2019"),
    "met in a sentence": ("met: by chance", "met_through: bob", "met_through: bob\nmet: {how: by chance}", ""),
    "an identifier": ("uid: b-1", "uid: a-1", "uid: a-1", "uid: b-1"),
    "private": ("private: [care, phones]", "private: [Care]", "private: [Care, phones]", ""),
    "a key of the user's own": ("Shoe size: 38", "", 'Shoe size: "38"', ""),
    "an own key of both": ("shoe: 38", "shoe: 39", "shoe: 39", "shoe: 38"),
    "an own list": ("cats: [B, C]", "cats: [b]", "cats: [b, C]", ""),
    "an own mapping": ("pets: {cat: Tom, dog: Rex}", "pets: {cat: Kit}", "pets: {cat: Kit, dog: Rex}", "pets.cat: Tom"),
    "an own text of several lines": ("x: |\n  one\n  two", "x: y", "x: y", 'x: "one\\ntwo\\n"'),
    "a shape that is none": ("tags: {a: b}", "tags: [x]", "tags: [x]", "tags.a: b"),
    "a key that stands twice": ("role: Poet\nrole: Cook", "", "role: Poet", "role: Cook"),
    "comments": ("# a friend\nrole: Poet # since May", "role: Poet", "role: Poet",
                 "comment: a friend\n- comment on role: since May"),
    "a comment that is there": ("role: Poet # x", "role: Poet # x", "role: Poet # x", ""),
    "no comment": ('role: "Poet # of"\nbio: "a #b"', "", 'role: "Poet # of"\nbio: "a #b"', ""),
}  # fmt: skip


@pytest.mark.parametrize(("old", "into", "fields", "below"), FIELDS.values(), ids=FIELDS.keys())
def test_the_fields_become_one(old: str, into: str, fields: str, below: str) -> None:
    into, fields = (f"{text}\n" if text else "" for text in (into, fields))
    text = merged(f"---\nname: Ada Byron\n{old}\n---\n", f"---\nname: Ada Lovelace\n{into}---\n")
    front, _, body = text.removeprefix("---\n").partition("---\n")
    assert front == NAMES + fields
    assert body == (f"## Merged from ada-byron\n\n- {below}\n" if below else "")


def test_names_become_aliases_once_each() -> None:
    old = note(name="Ada King", aliases="[Countess, ADA, Enchantress]")
    text = merged(old, note(name="Ada Lovelace", alias="Ada"))
    assert text == "---\nname: Ada Lovelace\nalias: [Ada, Ada King, Countess, Enchantress, ada-byron]\n---\n"


def test_the_file_keeps_its_comments_order_and_line_ends() -> None:
    into = "\ufeff---\r\n# hers\r\nrole:   Poet   # x\r\nname: Ada Lovelace\r\n\r\ntags:\r\n  -   a\r\n---\r\nHi.\r\n"
    text = merged(note("Old.\n\nText.", name="Ada Lovelace", tags="[a, b]", location="Rome"), into)
    assert text == (
        "\ufeff---\r\n# hers\r\nrole:   Poet   # x\r\nlocation: Rome\r\n"
        "name: Ada Lovelace\r\naliases: [ada-byron]\r\n\r\ntags:\r\n  -   a\r\n  -   b\r\n---\r\n"
        "Hi.\r\n\r\nOld.\r\n\r\nText.\r\n"
    )


BODIES = {
    "both": ("Old.\n", "New.\n", "New.\n\nOld.\n"),
    "no newline at the end": ("Old.", "New.", "New.\n\nOld.\n"),
    "blank lines": ("\n\nOld.\n\n\n", "New.\n\n", "New.\n\nOld.\n"),
    "none in the old": ("\n", "New.", "New."),
    "none in the new": ("\nOld.", "", "Old.\n"),
    "the same": ("Same.\n\nText.", "Same.\n\nText.\n", "Same.\n\nText.\n"),
    "a part of it": ("Two.", "One.\n\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nThree.\n"),
    "headings": ("## Plans\n\n- [ ] go\n", "# Ada\n", "# Ada\n\n## Plans\n\n- [ ] go\n"),
    "under heard": ("Old.\n", "## Heard\n\nSo.\n", "## Heard\n\nSo.\n\n## Merged from ada-byron\n\nOld.\n"),
    "a list above": ("    code\n", "- one\n", "- one\n\n## Merged from ada-byron\n\n    code\n"),
    "code at the start": ("    code\n", "Hi.", "Hi.\n\n    code\n"),
    "links to both": ("[[ada-byron]] [[Ada Lovelace]]\n\n- [ ] @ada-byron: x", "[[ada-byron|her]]\n",
                      "[[ada-lovelace|her]]\n\n[[ada-lovelace]] [[Ada Lovelace]]\n\n- [ ] @ada-lovelace: x\n"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "into", "body"), BODIES.values(), ids=BODIES.keys())
def test_the_texts_become_one(old: str, into: str, body: str) -> None:
    text = merged(note(old, name="Ada Lovelace"), note(into, name="Ada Lovelace", aliases="[ada-byron]"))
    assert text == f"---\nname: Ada Lovelace\naliases: [ada-byron]\n---\n{body}"


def test_what_is_left_stands_above_the_text_it_came_with() -> None:
    text = merged(note("Old.", name="Ada Lovelace", role="Cook"), note("New.", name="Ada Lovelace", role="Poet"))
    assert text.endswith("---\nNew.\n\n## Merged from ada-byron\n\n- role: Cook\n\nOld.\n")


def test_code_does_not_become_a_part_of_the_list_above_it() -> None:
    text = merged(note("    code", name="Ada Lovelace", role="Cook"), note(name="Ada Lovelace", role="Poet"))
    assert text.endswith("---\n## Merged from ada-byron\n\n    code\n\n- role: Cook\n")


def test_a_link_among_what_is_left_leads_to_the_one() -> None:
    text = merged(note(name="A", role='"with [[ada-byron]]"'), note(name="B", role="Poet"))
    assert text.endswith("- role: with [[ada-lovelace]]\n")


def test_a_text_that_would_be_read_otherwise_is_refused() -> None:
    with pytest.raises(Refused, match=r"contacts/ada-lovelace\.md: the text of contacts/ada-byron\.md"):
        merged(note("- [ ] go", name="A"), note("```\nopen", name="B"))


def test_a_heading_of_the_other_text_is_no_new_name() -> None:
    assert merged("# Ada Byron\n", "") == (
        "---\nname: Ada Lovelace\naliases: [Ada Byron, ada-byron]\n---\n# Ada Byron\n"
    )


def test_a_private_field_that_comes_into_the_text_is_said() -> None:
    files = vault(note(name="A", location="Rome", private="[location]"), note(name="B", location="Ulm"))
    assert "location is private, and a value of it stands in the text now." in merging(files).remarks


def test_comments_that_come_into_the_text_are_said() -> None:
    files = vault("---\nname: A # x\n# y\n---\n", note(name="B"))
    said = "2 comments among the fields of contacts/ada-byron.md stand in the text of contacts/ada-lovelace.md now."
    assert merging(files).remarks == (said,)


# What refers to either

TALK = "date: 2026-11-18\n"
REFERENCES = {
    "an id": ("with: ada-byron", "with: ada-lovelace"),
    "a name, which is an alias now": ("with: [Ada Byron]", "with: [Ada Byron]"),
    "both": ("with: [bob, ada-byron, ada-lovelace]", "with: [bob, ada-lovelace]"),
    "both, by name": ("with: [ada-lovelace, Ada Byron]", "with: [ada-lovelace]"),
    "both in a block": ("with:\n- ada-byron\n- Ada Lovelace", "with:\n- Ada Lovelace"),
    "both as links": ('with: "[[ada-byron]], [[bob]], [[ada-lovelace|A]]"', 'with: "[[bob]], [[ada-lovelace|A]]"'),
    "both under two keys": ("with: ada-lovelace\npeople: [ada-byron]", "with: ada-lovelace"),
    "a shape that is not read": ("with: [ada-byron, {x: ada-lovelace}]", "with: [ada-lovelace, {x: ada-lovelace}]"),
    "introduced": ("with: bob\nintroduced: [ada-byron, ada-lovelace, bob]",
                   "with: bob\nintroduced: [ada-lovelace, bob]"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFERENCES.values(), ids=REFERENCES.keys())
def test_a_talk_is_with_the_one_and_once(before: str, after: str) -> None:
    names = (note(name="Ada Byron"), note(name="Ada Lovelace"))
    files = vault(*names, {NOTE: f"---\n{TALK}{before}\n---\n- [ ] @ada-byron: x [[ada-byron|her]]\n"})
    text = files.after(merging(files))[f"{NOTE}.md"].decode()
    assert text == f"---\n{TALK}{after}\n---\n- [ ] @ada-lovelace: x [[ada-lovelace|her]]\n"


TIES = {
    "with one role": ("[{who: ada-byron, as: aunt}, {who: ada-lovelace, as: Aunt}]", "[{who: ada-lovelace, as: Aunt}]"),
    "without a role": ("[ada-byron, {who: ada-lovelace, as: aunt}]", "[{who: ada-lovelace, as: aunt}]"),
    "with two roles": ("[{who: ada-byron, as: aunt}, ada-lovelace]", "[{who: ada-lovelace, as: aunt}, ada-lovelace]"),
    "as keys": ("{ada-byron: aunt, ada-lovelace: friend}", "{ada-lovelace: \"friend, aunt\"}"),
    "as keys of one role": ("{ada-byron: aunt, bob: x, ada-lovelace: aunt}", "{bob: x, ada-lovelace: aunt}"),
    "as keys in a list": ("[{ada-byron: aunt}, {ada-lovelace: aunt}]", "[{ada-lovelace: aunt}]"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TIES.values(), ids=TIES.keys())
def test_a_tie_to_both_is_one_and_no_role_is_lost(before: str, after: str) -> None:
    names = (note(name="Ada Byron"), note(name="Ada Lovelace"))
    files = vault(*names, {"contacts/eva": f"---\nknows: {before}\n---\n"})
    assert files.after(merging(files))["contacts/eva.md"].decode() == f"---\nknows: {after}\n---\n"


def test_nobody_knows_themselves() -> None:
    knows, met = "knows: [{who: ada-lovelace, as: self}, bob]", "met: {through: ada-lovelace, date: 2020}"
    old = f"---\nname: Ada Byron\n{knows}\n{met}\n---\n"
    into = "---\nname: Ada Lovelace\nknows: {ada-byron: cousin}\nmet_through: Ada Byron\n---\n"
    files = vault(old, into)
    changes = merging(files)
    assert files.after(changes)[f"{ADA}.md"].decode() == f'---\n{NAMES}knows: [bob]\nmet: {{date: "2020"}}\n---\n'
    assert changes.remarks == (
        "contacts/ada-lovelace.md: knows: ada-byron (cousin) is left out, for they are one now.",
        "contacts/ada-lovelace.md: met.through: Ada Byron is left out, for they are one now.",
        "contacts/ada-byron.md: knows: ada-lovelace (self) is left out, for they are one now.",
        "contacts/ada-byron.md: met.through: ada-lovelace is left out, for they are one now.",
    )


def test_a_link_with_a_folder_leads_to_the_folder_of_the_other() -> None:
    files = Files(
        {
            "people/x/ada-byron": note(kind="contact"),
            ADA: note(name="Ada Lovelace"),
            "contacts/bob": "[[people/x/ada-byron|A]]",
        }
    )
    assert files.after(merging(files))["contacts/bob.md"] == b"[[contacts/ada-lovelace|A]]"


def test_a_name_of_both_means_the_one_that_is_left() -> None:
    text = note("[[Ada]]", with_="[Ada]", date="2026-11-18")
    files = vault(note(aliases="[Ada]"), note(aliases="[ada]"), {NOTE: text})
    changes = merging(files)
    assert files.after(changes)[f"{NOTE}.md"].decode() == text
    assert meanings(snapshot_of(files.after(changes), None), {}) >= {("2026-11-18-tea", "with", ("ada-lovelace",))}


def test_the_owner_can_be_merged() -> None:
    files = Files({ADA: note(name="Ada"), BYRON: note(name="Me")}, me="ada-byron", settings='me = "ada-byron"\n')
    assert files.after(merging(files))["notebook.toml"] == b'me = "ada-lovelace"\n'


def test_files_that_do_not_refer_are_not_touched() -> None:
    files = vault(note(), note(), {NOTE: note("Ada Byron", with_="bob", date="2026-11-18")})
    assert merging(files).paths == (f"{BYRON}.md", f"{ADA}.md")


def test_interactions_become_one_with_all_people() -> None:
    other = "interactions/2026/2026-11-18-tea-2"
    files = Files({
        NOTE: note("One.\n", date="2026-11-18", with_="bob", channel="coffee"),
        other: note("Two.\n", date="2026-11-18 14:30", with_="[Bob, ada]", channel="coffee", place="Rome"),
        "contacts/bob": "See [[2026-11-18-tea-2]].",
        "contacts/ada": "",
    })  # fmt: skip
    after = files.after(merging(files, "2026-11-18-tea-2", "2026-11-18-tea"))
    assert after[f"{NOTE}.md"].decode() == (
        "---\ndate: 2026-11-18\nwith: [bob, ada]\nchannel: coffee\nplace: Rome\n---\n"
        "One.\n\n## Merged from 2026-11-18-tea-2\n\n- date: 2026-11-18 14:30\n\nTwo.\n"
    )
    assert after["contacts/bob.md"] == b"See [[2026-11-18-tea]]."


def test_a_day_and_a_title_that_only_the_files_name_or_heading_says_stay() -> None:
    other = "interactions/2026/2026-11-20-dinner"
    files = Files({NOTE: "# Tea\n", other: note(date="2026-11-21", name="Dinner", place="Rome")})
    assert files.after(merging(files, "2026-11-20-dinner", "2026-11-18-tea"))[f"{NOTE}.md"].decode() == (
        "---\nplace: Rome\n---\n# Tea\n\n## Merged from 2026-11-20-dinner\n\n- date: 2026-11-21\n- name: Dinner\n"
    )
    assert files.after(merging(files, "2026-11-18-tea", "2026-11-20-dinner"))[f"{other}.md"].decode() == (
        "---\ndate: 2026-11-21\nname: Dinner\nplace: Rome\n---\n"
        "## Merged from 2026-11-18-tea\n\n- date: 2026-11-18\n\n# Tea\n"
    )


def test_a_day_that_only_the_other_files_name_says_is_taken() -> None:
    files = Files({"events/fair": note(name="Fair"), "events/2026-10-19-fair": note(name="Fair")})
    after = files.after(merging(files, "2026-10-19-fair", "fair"))
    assert after["events/fair.md"] == b'---\nname: Fair\naliases: ["2026-10-19-fair"]\nstart: 2026-10-19\n---\n'


def test_organizations_become_one() -> None:
    files = Files({
        "organizations/a": note(name="Acme", kind="company"),
        "organizations/b": note(name="Acme Ltd", kind="association", member_since="2020"),
        "contacts/bob": note(org="[b, a]"),
        "events/2026-01-01-x": note(start="2026-01-01", organizer="b"),
    })  # fmt: skip
    after = files.after(merging(files, "b", "a"))
    assert (
        after["organizations/a.md"]
        .decode()
        .endswith('kind: company\nmember_since: "2020"\n---\n## Merged from b\n\n- kind: association\n')
    )
    assert after["contacts/bob.md"] == b"---\norg: [a]\n---\n"
    assert b"organizer: a\n" in after["events/2026-01-01-x.md"]


# What is refused


def test_a_record_is_not_merged_into_itself() -> None:
    with pytest.raises(UsageFault, match="Both names mean Ada"):
        merging(vault(note(), note(name="Ada")), "ada-lovelace", "ada-lovelace")


def test_records_of_two_kinds_are_not_merged() -> None:
    with pytest.raises(UsageFault, match="cannot be one"):
        merging(vault(note(), note(), {"projects/atlas": note()}), "atlas")


# What holds for every vault

WORD = re.compile(r"[^\W_]+")
KEYS = ["role", "location", "birthday", "cadence", "snooze", "tags", "interests", "emails", "links", "dates", "knows",
        "met", "organization", "own key", "private", "email", "met_through", "github", "uid"]  # fmt: skip
VALUES = ["one", "Two", "[one, three]", "{work: four}", "[{home: one}, five]", "2026-01-01", "[[bob]]",
          "{date: 2020, what: six}", "{bob: seven}", "[{who: bob, as: eight}, Ada Lovelace]", "|\n  nine\n  ten", "",
          "\"eleven: #\"  # twelve",
          "[{date: 2021-01-01, what: six}]", "{at: one, through: bob}", "\n- one\n- thirteen # fourteen"]  # fmt: skip


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A contact's file with any keys and values, also such as no field can hold, and a text."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=6))
    fields = "".join(f"{key}: {draw(st.sampled_from(VALUES))}\n" for key in keys)
    name = draw(st.sampled_from(["name: Ada Lovelace\n", "name: Ada Byron\n", ""]))
    links = draw(
        st.lists(st.sampled_from([*LINKS, "## Heard\n", "- one\n", "# Title\n", "> fifteen\n", "\n"]), max_size=4)
    )
    body = "".join(link.replace("{}", draw(st.sampled_from(["ada-byron", "Ada Lovelace", "bob"]))) for link in links)
    return f"---\n{name}{fields}---\n{body}\n"


# The keys, and what is worked with; of the values only days may go, the earlier of two.
NO_VALUES = {*WORD.findall(" ".join(KEYS)), *"name ada lovelace byron who as through at work home what date".split()}


@given(cards(), cards(), cards())
def test_after_a_merge_no_word_is_lost_and_everything_means_what_it_meant(old: str, into: str, other: str) -> None:
    files = vault(old, into, {"contacts/eva": other, "contacts/bob": note(knows="[ada-byron, ada-lovelace]")})
    if not {"ada-byron", "ada-lovelace"} <= files.snapshot.by_id.keys():
        return
    try:
        changes = merging(files)
    except Refused:
        event("refused")
        return
    files_after = files.after(changes)
    after = snapshot_of(files_after, None)
    moved = {"ada-byron": "ada-lovelace"}
    singles = {one for one in meanings(files.snapshot, moved) if len(one[2]) == 1}
    kept = meanings(after, {})
    assert {
        one for one in singles - kept if one[:2] not in (("ada-lovelace", "knows"), ("ada-lovelace", "met"))
    } == set()
    record = after.by_id["ada-lovelace"]
    assert isinstance(record, Contact)
    assert record.name == files.snapshot.by_id["ada-lovelace"].name
    said = {fold(word) for text in (old, into) for word in WORD.findall(text)}
    says = {fold(word) for word in WORD.findall(files_after[f"{ADA}.md"].decode().replace("\\n", " "))}
    days = {"2026", "01"} if "snooze" in old + into else set()
    assert said - says - NO_VALUES - days == set()


def test_people_of_the_example_can_be_merged_and_all_links_hold() -> None:
    files = example()
    known = {(one.code, one.path) for one in all_problems(files.snapshot)}
    people = [one for one in files.snapshot.contacts if one.id != "clara-vilarmouro"]
    for old, into in zip(people[::9], people[4::9], strict=False):
        changes = merging(files, old.id, into.id)
        after = snapshot_of(files.after(changes), "clara-vilarmouro")
        left_out = {(into.id, "knows", (into.id,)), (into.id, "met", (into.id,))}
        met = {one for one in meanings(files.snapshot, {}) if one[:2] == (old.id, "met")}
        before = meanings(files.snapshot, {old.id: into.id}) - left_out - {(into.id, *one[1:]) for one in met}
        assert before <= meanings(after, {})
        assert {(one.code, one.path) for one in all_problems(after)} <= known
