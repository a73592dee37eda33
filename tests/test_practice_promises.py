"""Promises both ways and threads: whose, to whom, by when, in which words."""

from __future__ import annotations

from datetime import date

import pytest
from small_vault import note, vault_of

from notebook.practice.promises import Promise, by_person, open_promises, promises
from notebook.practice.threads import Thread, threads
from notebook.practice.threads import by_person as threads_by_person
from notebook.snapshot import Snapshot

PEOPLE = {
    "contacts/ada": note(name="Ada Lovelace"),
    "contacts/bob": note(name="Bob"),
    "contacts/me": note(name="Clara"),
}


def vault(path: str, body: str, **fields: str) -> Snapshot:
    return vault_of({**PEOPLE, path: note(body, **fields)}, me="me")


def promise(body: str, path: str = "interactions/2026-11-18-x", **fields: str) -> Promise:
    (found,) = promises(vault(path, body, **(fields or {"with_": "[ada, bob, me]"})))
    return found


# Whose, and whom it concerns


@pytest.mark.parametrize(
    ("body", "owner", "people"),
    [
        ("- [ ] send it", "me", ("ada", "bob")),
        ("- [ ] send it to [[bob]]", "me", ("bob",)),
        ("- [ ] send it to [[Ada Lovelace|her]] and [[bob]]", "me", ("ada", "bob")),
        ("- [ ] send [[the-list]] to them", "me", ("ada", "bob")),
        ("- [ ] tell [[me]] again", "me", ("ada", "bob")),
        ("- [ ] @ada: send it", "ada", ("ada",)),
        ("- [ ] @[[Ada Lovelace]]: send it to [[bob]]", "ada", ("ada", "bob")),
        ("- [ ] @ada: send it to [[ada]]", "ada", ("ada",)),
        ("- [ ] @me: send it", "me", ("ada", "bob")),
        ("- [ ] @Clara: send it to [[bob]]", "me", ("bob",)),
        ("- [ ] @zoe: send it", "zoe", ()),
        ("- [ ] @zoe: send it to [[bob]]", "zoe", ("bob",)),
    ],
)
def test_a_promise_has_an_owner_and_people(body: str, owner: str, people: tuple[str, ...]) -> None:
    found = promise(body)
    assert (owner, people) == (found.owner, found.with_)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("send Ada the list", ("ada",)),
        ("Ada's list, for Bob as well", ("ada", "bob")),
        ("send the list", ("ada", "bob")),
        ("ask what adam said", ("ada", "bob")),
        ("send Clara the list", ("ada", "bob")),
    ],
)
def test_of_several_people_it_concerns_those_the_line_calls_by_name(line: str, people: tuple[str, ...]) -> None:
    assert promise(f"- [ ] {line}").with_ == people


def test_a_first_name_that_two_of_them_have_names_nobody() -> None:
    others = {
        "contacts/ada2": note(name="Ada Byron"),
        "interactions/2026-11-18-x": note("- [ ] for Ada", with_="[ada, ada2]"),
    }
    (found,) = promises(vault_of({**PEOPLE, **others}, me="me"))
    assert found.with_ == ("ada", "ada2")


def test_a_promise_in_a_contacts_note_concerns_the_contact() -> None:
    assert ("bob",) == promise("- [ ] call", "contacts/bob", name="Bob").with_


def test_a_promise_in_the_owners_own_note_concerns_nobody() -> None:
    assert () == promise("- [ ] call", "contacts/me", name="Clara").with_


@pytest.mark.parametrize(
    ("path", "fields", "people"),
    [
        ("events/2026-10-19-x", {"with_": "ada"}, ("ada",)),
        ("projects/x", {"with_": "[{who: ada, as: editor}]"}, ("ada",)),
        ("organizations/x", {"name": "X"}, ()),
    ],
)
def test_a_promise_in_another_note_concerns_its_people(
    path: str, fields: dict[str, str], people: tuple[str, ...]
) -> None:
    assert people == promise("- [ ] call", path, **fields).with_


def test_without_an_owner_of_the_vault_a_promise_is_still_mine() -> None:
    snapshot = vault_of({"contacts/ada": note("- [ ] call\n- [ ] @ada: call back")})
    assert ["me", "ada"] == [one.owner for one in promises(snapshot)]


# When


@pytest.mark.parametrize(
    ("written", "due"),
    [("", None), ("due:2026-11-20", date(2026, 11, 20)), ("due:2026-12", date(2026, 12, 31)), ("due:2027",
    date(2027, 12, 31)),
     ("due:soon", None)],
)  # fmt: skip
def test_a_promise_is_due_on_the_last_day_it_can_mean(written: str, due: date | None) -> None:
    assert due == promise(f"- [ ] send it {written}").due


@pytest.mark.parametrize(
    ("path", "fields", "since"),
    [
        ("interactions/2026-11-18-x", {"with_": "ada"}, date(2026, 11, 18)),
        ("interactions/x", {"date": "2026-11", "with_": "ada"}, date(2026, 11, 1)),
        ("events/2026-10-19-x", {"name": "X"}, date(2026, 10, 19)),
        ("projects/x", {"started": "2025-02"}, date(2025, 2, 1)),
        ("projects/x", {"name": "X"}, None),
        ("contacts/bob", {"name": "Bob"}, None),
    ],
)
def test_a_promise_is_as_old_as_its_note(path: str, fields: dict[str, str], since: date | None) -> None:
    assert since == promise("- [ ] call", path, **fields).since


@pytest.mark.parametrize(
    ("mark", "status"), [("- [ ]", "open"), ("- [x]", "done"), ("- [X]", "done"), ("- [-]", "dropped")]
)
def test_a_promise_is_open_done_or_dropped(mark: str, status: str) -> None:
    assert status == promise(f"{mark} send it done:2026-11-20").status


def test_a_promise_that_is_done_knows_when() -> None:
    assert date(2026, 11, 20) == promise("- [x] send it done:2026-11-20").done


def test_promises_come_by_due_date_then_by_age() -> None:
    snapshot = vault_of({
        "interactions/2026-11-02-b": note("- [ ] later due:2026-12-01\n- [ ] undated\n- [ ] soon due:2026-11-20"),
        "interactions/2026-11-01-a": note("- [ ] undated and older\n- [ ] also later due:2026-12-01"),
        "contacts/ada": note("- [ ] undated in a contact"),
    })  # fmt: skip
    expected = ["soon", "also later", "later", "undated and older", "undated", "undated in a contact"]
    assert expected == [one.text for one in promises(snapshot)]


def test_open_promises_are_mine_theirs_or_all() -> None:
    found = promises(vault("contacts/x", "- [ ] a\n- [x] b\n- [-] c\n- [ ] @ada: d\n- [?] e"))
    assert (["a", "d"], ["a"], ["d"]) == tuple(
        [one.text for one in open_promises(found, mine=mine)] for mine in (None, True, False)
    )


def test_only_the_open_ones_may_be_asked_for() -> None:
    snapshot = vault("contacts/x", "- [ ] a\n- [x] b\n- [-] c\n- [?] e")
    assert open_promises(promises(snapshot)) == promises(snapshot, only_open=True)


def test_promises_by_person_are_everyones_they_concern() -> None:
    found = by_person(promises(vault("interactions/2026-11-18-x", "- [ ] a\n- [ ] @ada: b", with_="[ada, bob]")))
    assert {"ada": ["a", "b"], "bob": ["a"]} == {who: [one.text for one in those] for who, those in found.items()}


# Ids


def test_an_id_is_short_and_for_typing() -> None:
    found = promise("- [ ] send it").id
    assert ("p", 7, True) == (found[0], len(found), found.isalnum() and found == found.lower())


def test_an_id_stays_while_the_words_do() -> None:
    before = promise("- [ ] send it due:2026-11-20")
    after = promise("Another line.\n\n- [x] send it due:2026-12-24 done:2026-12-01")
    assert before.id == after.id


def test_other_words_or_another_note_have_another_id() -> None:
    ids = {
        promise("- [ ] send it").id,
        promise("- [ ] send them").id,
        promise("- [ ] send it", "contacts/bob", name="B").id,
    }
    assert 3 == len(ids)


def test_two_equal_lines_in_a_note_have_two_ids() -> None:
    first, second = promises(vault("contacts/x", "- [ ] send it\n- [ ] send it"))
    assert first.id != second.id


# Words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("send it to [[ada]]", "send it to Ada Lovelace"),
        ("send it to [[ada|her]]", "send it to her"),
        ("send it to [[People/ada#Work]]", "send it to Ada Lovelace"),
        ("send it to [[nobody]]", "send it to nobody"),
        ("send **it** to `her`", "send it to her"),
        ("send [the list](https://x.example)", "send the list"),
        ("open [[ada", "open [[ada"),
    ],
)
def test_a_promise_is_in_the_words_of_a_person(written: str, words: str) -> None:
    assert words == promise(f"- [ ] {written}").text


def test_a_promise_knows_its_place() -> None:
    found = promise("Text.\n- [ ] send it")
    assert ("interactions/2026-11-18-x.md", 5) == (found.path, found.line)


# Threads


def asked(files: dict[str, str]) -> list[Thread]:
    return list(threads(vault_of({**PEOPLE, **files}, me="me")))


def test_a_thread_has_words_people_a_day_and_a_place() -> None:
    (found,) = asked({"interactions/2026-11-18-x": note("- [?] how did [[ada]]'s exam go", with_="[ada, bob]")})
    words, path = "how did Ada Lovelace's exam go", "interactions/2026-11-18-x.md"
    assert found == Thread(found.id, words, ("ada",), date(2026, 11, 18), path, 4)


def test_threads_come_newest_first_and_those_of_contacts_last() -> None:
    found = asked({
        "contacts/x": note("- [?] in a contact"),
        "interactions/2026-11-01-a": note("- [?] older"),
        "interactions/2026-11-18-b": note("- [?] newer\n- [?] newer, second"),
    })  # fmt: skip
    assert ["newer", "newer, second", "older", "in a contact"] == [one.text for one in found]


@pytest.mark.parametrize("mark", ["- [x]", "- [ ]", "- [-]"])
def test_a_thread_that_is_closed_is_none(mark: str) -> None:
    assert [] == asked({"contacts/x": note(f"{mark} how did it go")})


def test_threads_by_person_are_everyones_to_ask() -> None:
    found = threads_by_person(asked({"interactions/2026-11-18-x": note("- [?] how was it", with_="[ada, bob]")}))
    assert ["ada", "bob"] == sorted(found)
