"""Which notes that went are which that came."""

from __future__ import annotations

import pytest

from notebook.practice.history.renames import renames, same_record
from notebook.practice.history.versions import read_version
from notebook.snapshot import Snapshot


def version(stem: str, front: str, body: str = "", kind="contact"):
    return read_version(f"---\n{front}---\n{body}".encode(), f"{kind}s/{stem}.md", kind)


def pair(old, new, *, subject="Notes", follows=False, more=()):
    gone, came = [version("old", *old)], [version("new", *new), *(version(*one) for one in more)]
    return renames(gone, came, Snapshot(()), subject, {}, lambda one, other: follows and other.path.endswith("new.md"))


FOUND = {"contacts/new.md": "contacts/old.md"}
SAME = "role: Cook\ntags: [a]\ncadence: monthly\n"
OTHER = "name: Zoe\nrole: Potter\ntags: [b]\ncadence: weekly\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("name: Al Fox\n",), ("name: Zed\n",)),
        ((f"name: Al Fox\n{SAME}",), (f"name: Zed\n{SAME}",)),
        ((f"name: Al Fox\n{SAME}",), (f"name: Zed\n{SAME.replace('Cook', 'Chef')}city: Rio\n",)),
        (("name: Al Fox\ntags: [a, b, c]\n",), ("name: Zed\ntags: [a, b, c, d]\n",)),
        (("name: Al Fox\n", "One.\n\nTwo.\n\nThree.\n"), ("name: Zed\n", "One.\n\nTwo.\n\nThree.\n\nFour.\n")),
        (("name: Al Fox\nrole: Cook\n",), ("name: Zed\nrole: Chef\naliases: [Al Fox]\n",)),
    ],
)
def test_the_only_one_that_went_is_the_only_one_that_came_where_they_say_much_the_same(old, new):
    assert pair(old, new) == FOUND


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((f"name: Al Fox\n{SAME}",), (OTHER,)),
        (("name: Al Fox\nrole: Cook\n",), ("name: Zed\n",)),
        (("name: Al Fox\n",), ("name: Zed\nrole: Cook\n",)),
        (("name: Al Fox\n", "One.\n"), ("name: Zed\n", "Two.\n")),
        ((f"name: Al Fox\n{SAME}",), (f"name: Zed\n{SAME}", "", "organization")),
    ],
)
def test_who_says_other_things_is_somebody_else(old, new):
    assert pair(old, new) == {}


def test_of_two_who_came_with_the_same_words_neither_is_the_one_that_went():
    more = [("other", f"name: Eve\n{SAME}")]
    assert pair((f"name: Al Fox\n{SAME}",), (f"name: Zed\n{SAME}",), more=more) == {}


def test_of_two_who_came_the_one_with_the_same_words_is_the_one_that_went():
    more = [("other", OTHER)]
    assert pair((f"name: Al Fox\n{SAME}",), (f"name: Zed\n{SAME}",), more=more) == FOUND


@pytest.mark.parametrize("subject", ["Rename Al Fox to Zed", "Rename old to new"])
def test_the_notebooks_own_subject_is_enough(subject):
    more = [("other", "name: Eve\n")]
    assert pair(("name: Al Fox\n",), ("name: Zed\nrole: Cook\n",), subject=subject, more=more) == FOUND


def test_notes_that_follow_are_enough_where_the_two_do_not_contradict_each_other():
    more = [("other", "name: Eve\n")]
    assert pair(("name: Al Fox\n",), ("name: Zed\nrole: Cook\n",), follows=True, more=more) == FOUND
    assert pair((f"name: Al Fox\n{SAME}",), (OTHER,), follows=True) == {}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("name: Babbage\n", "name: Charles Babbage\naliases: [Babbage]\n", True),
        ("name: A\nuid: 1\n", "name: B\nuid: 1\n", True),
        ("name: Berta Quintal\n", "name: Berta Quintal Moura\n", True),
        ("name: A\nemail: a@x.pt\n", "name: B\nemails: [A@x.pt]\n", True),
        ("name: A\n", "name: B\n", False),
    ],
)
def test_two_files_are_one_by_a_name_or_the_uid(old, new, same):
    assert same_record(version("a", old), version("b", new)) is same
