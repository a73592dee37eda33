"""What changed from one version of a record to the next: fields by meaning, promises, the text."""

from __future__ import annotations

import pytest

from notebook.practice.history.field_changes import FieldChange, changes_in_all, field_changes
from notebook.practice.history.versions import read_version
from notebook.records import Kind
from notebook.render.history import change_words
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot

PATH = "contacts/grace-hopper.md"
NAVY = read_file(b"---\nname: The Navy\naliases: [USN]\n---\n", "organizations/navy.md", "organization")[0]
ADA = read_file(b"---\nname: Ada Lovelace\n---\n", "contacts/ada-lovelace.md", "contact")[0]
assert NAVY
assert ADA
SNAPSHOT = Snapshot((ADA, NAVY))


def version(front: str, body: str = "", path: str = PATH, kind: Kind = "contact"):
    return read_version(f"---\n{front}---\n{body}".encode(), path, kind)


def words(*changes: FieldChange) -> list[str]:
    return [change_words(one, SNAPSHOT) for one in changes]


def told(old: str, new: str) -> list[str]:
    return words(*field_changes(version(old), version(new), SNAPSHOT))


def told_of_text(old: str, new: str) -> list[str]:
    return words(*field_changes(version("name: G\n", old), version("name: G\n", new), SNAPSHOT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("role: Analyst\n", "title: Analyst\n"),
        ("role: Analyst\n", 'role: "Analyst"   # since May\n'),
        ("role: Analyst\n", "role: ANALYST\n"),
        ("tags: close\n", "tags: [close]\n"),
        ("tags: [close]\n", "tags:\n  - close\n"),
        ("interests: [chess, horses]\n", "interests: [horses, chess]\n"),
        ("cadence: 6 weeks\n", "cadence: 6w\n"),
        ("organization: navy\n", "org: '[[USN|Navy]]'\n"),
        ("phones: ['+351 912 345 678']\n", "phone: '+351912345678'\n"),
        ("birthday: 1906-12-09\nrole: A\n", "role: A\nbirthday: 1906-12-09\n"),
        ("status: active\n", "pronouns:\n"),
        ("kids: [Ana, Rui]\n", "kids:\n- Ana\n- Rui\n"),
        ("met: {through: ada-lovelace}\n", "met_through: Ada Lovelace\n"),
    ],
)
def test_another_spelling_of_the_same_is_no_change(old, new):
    assert told(f"name: G\n{old}", f"name: G\n{new}") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("role: Analyst\n", "role: Head of Research\n", "role: Analyst → Head of Research"),
        ("", "role: Analyst\n", "role: Analyst"),
        ("role: Analyst\n", "", "role: Analyst → –"),
        ("interests: [chess, horses]\n", "interests: [go, horses]\n", "interests: + go, − chess"),
        ("tags: [a]\n", "tags: [a, b, c]\n", "tags: + b, + c"),
        ("organization: ACM\n", "organization: navy\n", "organization: ACM → The Navy"),
        ("birthday: 1906\n", "birthday: 1906-12-09\n", "birthday: 1906 → 9 Dec 1906"),
        ("snooze: 2026-12-01\n", "snooze: 2028-02-29\n", "snooze: Tue 1 Dec 2026 → Tue 29 Feb 2028"),
        ("cadence: monthly\n", "cadence: 6 weeks\n", "cadence: monthly → 6 weeks"),
        ("emails: [a@x.pt]\n", "emails: [{work: a@x.pt}]\n", "emails: a@x.pt → work: a@x.pt"),
        ("status: active\n", "status: archived\n", "status: active → archived"),
        ("met: {at: navy}\n", "met: {at: navy, through: ada-lovelace}\n", "met through: Ada Lovelace"),
        ("kids: Ana\n", "kids: [Ana, Rui]\n", "kids: + Rui"),
        ("shoe: 38\n", "shoe: 39\n", "shoe: 38 → 39"),
        ("knows: [{who: ada-lovelace, as: friend}]\n", "knows: [{who: ada-lovelace, as: peer}]\n",
         "knows: Ada Lovelace (friend) → Ada Lovelace (peer)"),
    ],
)  # fmt: skip
def test_a_change_is_told_on_one_line(old, new, expected):
    assert told(f"name: G\n{old}", f"name: G\n{new}") == [expected]


def test_changes_are_in_the_order_of_the_field_table_own_keys_last():
    new = "zoo: 1\nstatus: dormant\nrole: B\naliases: [H]\nname: G\n"
    assert told("name: G\n", new) == ["aliases: H", "role: B", "status: active → dormant", "zoo: 1"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "- [ ] the map due:2026-11-20\n", "promised: the map, Fri 20 Nov 2026"),
        ("", "- [ ] @ada-lovelace: the map\n", "promised by Ada Lovelace: the map"),
        ("- [ ] the map\n", "- [x] the map done:2026-11-21\n", "done: the map, Sat 21 Nov 2026"),
        ("- [ ] the map\n", "- [-] the map\n", "dropped: the map"),
        ("- [x] the map\n", "- [ ] the map\n", "open again: the map"),
        ("- [ ] the map\n", "", "promise taken out: the map"),
        ("- [ ] the map due:2026-11-20\n", "- [ ] the map due:2026-11-30\n",
         "due Fri 20 Nov 2026 → Mon 30 Nov 2026: the map"),
        ("- [ ] the big map of Lisbon\n", "- [ ] the old map of Lisbon\n",
         "promised: the big map of Lisbon → the old map of Lisbon"),
        ("", "- [?] how was it\n", "to ask: how was it"),
        ("- [?] how was it\n", "- [x] how was it\n", "asked: how was it"),
        ("- [?] how was it\n", "", "question taken out: how was it"),
    ],
)  # fmt: skip
def test_promises_and_threads_say_what_became_of_them(old, new, expected):
    assert told_of_text(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "She moves.\n", ["text: + “She moves.”"]),
        ("One two\nthree.\n", "One\ntwo three.\n\n", []),
        ("One.\n\nTwo.\n", "Three.\n\nFour.\n\nFive.\n", ["text: + 3 lines, − 2 lines"]),
        ("One.\n", "", ["text: − 1 line"]),
        ("- [ ] the map\n\nOne.\n", "One.\n\n- [ ] the map\n", []),
    ],
)
def test_the_text_is_told_in_one_line(old, new, expected):
    assert told_of_text(old, new) == expected


def test_a_new_file_says_which_fields_it_came_with():
    added, *rest = field_changes(None, version("name: G\nrole: A\ntags: [x]\nstatus: active\n"), SNAPSHOT)
    assert words(added) == ["added: role, tags"]
    assert {one.first for one in rest} == {True}


def test_a_file_that_is_gone_was_deleted():
    assert words(*field_changes(version("name: G\n"), None, SNAPSHOT)) == ["deleted"]


def test_a_renamed_file_says_from_what():
    old = version("name: G\n", path="contacts/amazing-grace.md")
    assert words(*field_changes(old, version("name: G\n"), SNAPSHOT)) == ["renamed from amazing-grace"]


def test_a_file_in_another_folder_has_moved():
    old = version("name: G\n", path="contacts/navy/grace-hopper.md")
    assert words(*field_changes(old, version("name: G\n"), SNAPSHOT)) == ["moved from contacts/navy/grace-hopper.md"]


def test_a_version_that_cannot_be_read_is_said_to_be_so():
    broken = version("name: [G\n")
    assert words(*field_changes(version("name: G\n"), broken, SNAPSHOT)) == ["could not be read"]


def test_references_that_only_follow_a_rename_are_no_change():
    old, new = version("name: G\nknows: [ada-byron]\n"), version("name: G\nknows: [ada-lovelace]\n")
    assert field_changes(old, new, SNAPSHOT, {"ada-byron": "ada-lovelace"}) == []
    assert words(*field_changes(old, new, SNAPSHOT)) == ["knows: ada-byron → Ada Lovelace"]


def test_a_change_knows_the_line_of_the_new_value():
    (change,) = field_changes(version("name: G\n"), version("name: G\n# since May\ntitle: A\n"), SNAPSHOT)
    assert change.line == 4


def test_of_a_merge_only_what_no_parent_has_is_told():
    ours = version("name: G\nrole: A\ntags: [a, b]\nlocation: Rome\n")
    theirs = version("name: G\nrole: B\ntags: [a, c]\n")
    merged = version("name: G\nrole: C\ntags: [a, b, c, d]\nlocation: Rome\n")
    each = [field_changes(parent, merged, SNAPSHOT) for parent in (ours, theirs)]
    assert words(*changes_in_all(each, SNAPSHOT)) == ["role: A → C", "tags: + d"]
