"""What a merge left in a file is made one again: a key that stands twice, and versions between conflict markers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notebook.changes.mend import markers
from notebook.changes.mend.doubles import without_double, without_doubles
from notebook.changes.mend.markers import without_markers
from notebook.changes.threeway import Merged
from notebook.errors import Refused
from notebook.git.text_merge import merge_text
from notebook.schema.read import read_file

PATH = "contacts/ada.md"


def note(fields: str, body: str = "Text.\n") -> bytes:
    return f"---\nname: Ada\n{fields}---\n{body}".encode()


def doubles(raw: bytes) -> list[tuple[int, int]]:
    return [(one.line, one.column) for one in read_file(raw, PATH, "contact")[1] if one.code == "duplicate-key"]


def single(fields: str) -> str:
    """The fields with the last key that stands twice mended."""
    raw = without_double(note(fields), PATH, "contact", *max(doubles(note(fields))))
    head, _, rest = raw.decode().partition("---\nname: Ada\n")
    assert head == ""
    return rest.removesuffix("---\nText.\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Both say the same: the second goes, whatever its quotes.
        ("role: Poet\nrole: Poet\n", "role: Poet\n"),
        ("role: Poet\ntags: [a]\nrole: 'Poet'\n", "role: Poet\ntags: [a]\n"),
        ("role: Poet\r\nrole: Poet\r\nstatus: active\r\n", "role: Poet\r\nstatus: active\r\n"),
        ("tags:\n  - a\n  - b\ntags:\n  - a\n  - b\nrole: Poet\n", "tags:\n  - a\n  - b\nrole: Poet\n"),
        ("met: {at: x, how: y}\nmet: {how: y, at: x}\n", "met: {at: x, how: y}\n"),
        ("role: Poet\nrole: Painter\nrole: Painter\n", "role: Poet\nrole: Painter\n"),
        # One is empty: it goes.
        ("role: Poet\nrole:\n", "role: Poet\n"),
        ("role:\nrole: Poet\n", "role: Poet\n"),
        ("role: ~  # who knows\nrole: Poet\n", "# who knows\nrole: Poet\n"),
        ("tags: []\nrole: Poet\ntags: [a]\n", "role: Poet\ntags: [a]\n"),
        # Comments stay, once each.
        ("role: Poet\nrole: Poet  # since May\n", "role: Poet\n# since May\n"),
        ("role: Poet  # since May\nrole: Poet  # since May\n", "role: Poet  # since May\n"),
        ("role: Poet\n# here\nrole: Poet\n# there\n", "role: Poet\n# here\n# there\n"),
        ("tags: [a, b]\ntags:  # mine\n  - a\n  # his\n  - b\n", "tags: [a, b]\n# mine\n# his\n"),
        # Two lists are one, and so are a list and a single value where the field holds a list.
        ("tags: [a, b]\ntags: [b, c]\n", "tags: [a, b, c]\n"),
        ("tags:\n  - a\ntags:\n  - b\n  - c\n", "tags:\n  - a\n  - b\n  - c\n"),
        ("tags:\n- a\ntags: [b]\nrole: Poet\n", "tags:\n- a\n- b\nrole: Poet\n"),
        ("tags: a\ntags: [b, a]\n", "tags: [a, b]\n"),
        ("email: [a@x.example]\nemail: b@x.example\n", 'email: [a@x.example, "b@x.example"]\n'),
        ("knows: [{who: bea}]\nknows: [{who: rui, as: friend}]\n", "knows: [{who: bea}, {who: rui, as: friend}]\n"),
        ("knows: [[Bea]]\nknows: [[Rui]]\n", "knows: [[Bea], [Rui]]\n"),
        ("shelf: [a]\nshelf: [b]\n", "shelf: [a, b]\n"),
        # Two mappings are one where they do not contradict each other.
        ("links: {github: ada}\nlinks: {website: x}\n", "links: {github: ada, website: x}\n"),
        ("links:\n  github: ada\nlinks:\n  github: ada\n  website: x\n", "links:\n  github: ada\n  website: x\n"),
        ("met: {at: x}\nmet:\n", "met: {at: x}\n"),
        # Of two days of these fields, the later stays.
        ("snooze: 2026-12-01\nsnooze: 2027-01-01\n", "snooze: 2027-01-01\n"),
        ("snooze: 2027-01-01\nsnooze: 2026-12-01\n", "snooze: 2027-01-01\n"),
        ("last_contact: 2026-03\nlast_contact: 2026-02-01\n", "last_contact: 2026-03\n"),
        # At any depth.
        ("links:\n  github: ada\n  github: ada\n", "links:\n  github: ada\n"),
        ("links: {github: ada, github: ada}\n", "links: {github: ada}\n"),
        ("knows:\n  - who: bea\n    as: friend\n    as: friend\n", "knows:\n  - who: bea\n    as: friend\n"),
    ],
)
def test_a_key_that_stands_twice_is_made_one(before: str, after: str) -> None:
    assert after == single(before)


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ("role: Poet\nrole: Painter\n", 'Line 3 says "Poet", line 4 says "Painter"'),
        ("tags: a\ntags: b\n", 'Line 3 says "a", line 4 says "b"'),
        ("birthday: 1815\nbirthday: 1815-12-10\n", 'Line 3 says "1815", line 4 says "1815-12-10"'),
        ("snooze: soon\nsnooze: 2026-12-01\n", 'Line 3 says "soon", line 4 says "2026-12-01"'),
        ("links: {github: ada}\nlinks: {github: bea}\n", "Line 3 says {github: ada}, line 4 says {github: bea}"),
        ("role: [a]\nrole: [b]\n", "Line 3 says [a], line 4 says [b]"),
        ("shelf: [a]\nshelf: b\n", 'Line 3 says [a], line 4 says "b"'),
        ("friend: [[Bea]]\nfriend: [[Rui]]\n", "Line 3 says [[Bea]], line 4 says [[Rui]]"),
        ("links: {github: ada, github: bea}\n", 'It is "ada" and "bea"'),
        (f"role: {'x' * 50}\nrole: y\n", f'Line 3 says "{"x" * 40}…", line 4 says "y"'),
    ],
)
def test_two_different_values_are_left_to_the_user(fields: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        single(fields)
    assert f"{hint}. Keep one of the two; until then the first one counts." == refused.value.hint


@pytest.mark.parametrize(
    "fields",
    [
        "role: &a Poet\nrole: &b Poet\n",
        "role: &a Poet\nrole: *a\n",
        "? role\n: Poet\n? role\n: Poet\n",
        "knows: {who: a,  # one\n  who: a}\n",
    ],
)
def test_what_cannot_be_cut_out_safely_is_refused(fields: str) -> None:
    with pytest.raises(Refused):
        single(fields)


def marked(ours: str, theirs: str, base: str | None = None, *, fields: bool = True, newline: str = "\n") -> bytes:
    """A note with a conflict in its fields or in its text."""
    middle = "" if base is None else f"||||||| base\n{base}"
    conflict = f"<<<<<<< ours\n{ours}{middle}=======\n{theirs}>>>>>>> theirs\n"
    raw = note(conflict) if fields else note("", f"Text.\n{conflict}")
    return raw.replace(b"\n", newline.encode())


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "after"),
    [
        # What each side added.
        ("role: Poet\n", "status: dormant\n", None, "role: Poet\nstatus: dormant\n"),
        ("role: Poet\n", "", None, "role: Poet\n"),
        ("tags: [a, b]\n", "tags: [a, c]\n", None, "tags: [a, b, c]\n"),
        ("knows:\n  - bea  # at school\n", "knows:\n  - rui\n", None, "knows:\n  - bea  # at school\n  - rui\n"),
        ("snooze: 2026-12-01\n", "snooze: 2027-01-01\n", None, "snooze: 2027-01-01\n"),
        # With what was there before, what one side took away is gone.
        ("tags: [a]\n", "tags: [a, b, c]\n", "tags: [a, b]\n", "tags: [a, c]\n"),
        ("tags: [a]\n", "tags: [a, b, c]\n", None, "tags: [a, b, c]\n"),
        ("role: Poet\ntags: [a]\n", "role: Painter\n", "role: Painter\ntags: [b]\n", "role: Poet\ntags: [a]\n"),
        ("role: Poet\ntags: [b]\n", "role: Painter\n", "role: Painter\ntags: [b]\n", "role: Poet\n"),
        # One value each.
        ("role: Poet\n", "role: Painter\n", None, None),
        ("role: Poet\n", "role: Painter\n", "role: Potter\n", None),
        ("organization: acm\n", "organization: ibm\n", None, None),
        ("role: Poet\ntags: [a]\n", "role: Painter\ntags: [b]\n", None, None),
    ],
)
def test_fields_between_markers_are_merged_where_nothing_is_lost(
    ours: str, theirs: str, base: str | None, after: str | None
) -> None:
    raw = marked(ours, theirs, base)
    assert (None if after is None else note(after)) == merged(raw)


def merged(raw: bytes) -> bytes | None:
    try:
        return without_markers(raw, PATH, "contact", merge_text)
    except Refused:
        return None


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "after"),
    [
        ("- [ ] map\n", "- [ ] grant\n", None, "- [ ] map\n- [ ] grant\n"),
        ("- [x] map done:2026-11-20\n", "- [ ] map due:2026-12-01\n", "- [ ] map\n",
         "- [x] map due:2026-12-01 done:2026-11-20\n"),
        ("", "\nMore.\n", None, "\nMore.\n"),
        # The same words on both sides are one promise, in whatever order.
        ("- [x] map done:2026-11-20\n", "- [ ] map\n", None, "- [x] map done:2026-11-20\n"),
        ("- [ ] map\n", "- [ ] map due:2026-12-01\n", None, "- [ ] map due:2026-12-01\n"),
        ("\n- [ ] map\n- [ ] grant\n- [ ] new\n", "- [ ] map\n\n- [ ] grant\n", None,
         "\n- [ ] map\n\n- [ ] grant\n- [ ] new\n"),
        ("- [ ] map\n- [ ] grant\n- [ ] new\n", "- [ ] grant\n- [ ] map\n", None,
         "- [ ] map\n- [ ] grant\n- [ ] new\n"),
        ("- [ ] map\n- [ ] grant\n- [ ] new\n", "- [ ] grant due:2026-12-01\n- [x] map\n", None,
         "- [x] map\n- [ ] grant due:2026-12-01\n- [ ] new\n"),
        # Where they truly differ, nothing says which is right.
        ("- [x] map done:2026-11-20\n", "- [-] map\n", None, None),
        ("- [ ] map\n", "- [-] map\n", None, None),
        ("- [ ] map\n", "- [?] map\n", None, None),
        ("- [ ] map due:2026-12-01\n", "- [ ] map due:2026-12-09\n", None, None),
        ("- [x] map done:2026-11-20\n", "- [x] map done:2026-11-21\n", None, None),
        ("- [x] map done:2026-11-20\n", "- [-] map\n", "- [ ] map\n", None),
        ("One way.\n", "Another way.\n", None, None),
        ("One way.\n", "Another way.\n", "No way.\n", None),
    ],
)  # fmt: skip
def test_text_between_markers_is_merged_where_nothing_is_lost(
    ours: str, theirs: str, base: str | None, after: str | None
) -> None:
    expected = None if after is None else note("", f"Text.\n{after}")
    assert expected == merged(marked(ours, theirs, base, fields=False))


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    raw = marked("tags: [a]\n", "tags: [b]\n", newline="\r\n")
    assert b"\xef\xbb\xbf" + note("tags: [a, b]\n").replace(b"\n", b"\r\n") == merged(b"\xef\xbb\xbf" + raw)


def test_a_note_that_both_sides_added_is_one() -> None:
    raw = b"<<<<<<< ours\n---\nname: Ada\nrole: Poet\n=======\n---\nname: Ada\ntags: [a]\n>>>>>>> theirs\n---\nText.\n"
    assert note("role: Poet\ntags: [a]\n") == merged(raw)


def test_markers_of_any_size_are_taken_out() -> None:
    raw = marked("tags: [a]\n", "tags: [b]\n")
    for mark in (b"<", b"=", b">"):
        raw = raw.replace(mark * 7, mark * 12)
    assert note("tags: [a, b]\n") == merged(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (marked("role: Poet\n", "role: Painter\n"), "role is Poet or Painter."),
        (marked("a\n", "b\n", fields=False), "They differ in text."),
        (note("role: a\n=======\nrole: b\n>>>>>>> theirs\n"), ""),
        (marked("role: [a\n", "role: b\n"), "They differ in text."),
        (marked("organization: acm\n", "organization: ibm\n"), "They differ in organization."),
    ],
)
def test_what_is_left_to_the_user_has_a_hint(raw: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        without_markers(raw, PATH, "contact", merge_text)
    keep = "Keep the lines you want and delete the markers (<<<<<<<, =======, >>>>>>>)."
    assert f"{said} {keep}".strip() == refused.value.hint


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (marked("- [ ] map\n", "- [-] map\n", fields=False), "They differ in map."),
        (marked("- [ ] map\n- [x] a\n", "- [ ] b\n- [ ] map due:2026-12-01\n- [-] a\n", fields=False),
         "They differ in a."),
    ],
)  # fmt: skip
def test_a_promise_on_which_the_sides_differ_is_named(raw: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        without_markers(raw, PATH, "contact", merge_text)
    assert said == (refused.value.hint or "").partition(" Keep")[0]


def test_a_heading_that_one_side_deleted_is_not_there_again() -> None:
    """Its underline is like a marker of seven, beside markers of nine."""
    raw = marked("Title\n~~\n", "", "Title\n~~\n", fields=False)
    for mark in (b"<", b"|", b"=", b">"):
        raw = raw.replace(mark * 7, mark * 9)
    assert note("") == merged(raw.replace(b"~~", b"======="))


def test_an_example_of_markers_beside_markers_of_another_size_is_left() -> None:
    example = "```\nex\n<<<<<<< foo\n=======\n>>>>>>> x\n```\n"
    body = (
        "```\n<<<<<<<<< o\nours\n<<<<<<< foo\n=======\n>>>>>>> x\n```\nmid\n=========\ntheirs\n<<<<<<< bar\n"
        f">>>>>>>>> t\n=======\n>>>>>>> x\n```\n{example}end\n"
    )
    assert merged(note("", body)) is None


def test_an_example_of_markers_stays_beside_markers_that_go() -> None:
    example = b"```\nex\n<<<<<<< foo\n=======\n>>>>>>> x\n```\n"
    found = marked("- [ ] map\n", "- [ ] grant\n", fields=False)
    assert note("") + b"- [ ] map\n- [ ] grant\n" + example == merged(found + example)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("- [ ] map\n- [ ] map\n", "too often"),
        ("- [ ] map\nOld.\n", "too often"),
        ("- [-] map\n", "differ"),
        ("- [x] map\n", "differ"),
        ("- [ ] map due:2026-12-01\n", "differ"),
        ("", "differ"),
    ],
)
def test_a_merge_that_doubles_or_changes_something_is_not_taken(
    body: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = marked("- [ ] map\n", "Old.\n- [ ] map\n", "Old.\n", fields=False)
    monkeypatch.setattr(markers, "merge_three", lambda *_: Merged(note("", f"Text.\n{body}"), ()))
    with pytest.raises(Refused, match="differ" if body.count("map") == 2 else after):
        without_markers(raw, PATH, "contact", merge_text)


def test_fields_that_are_huge_are_left_as_they_are() -> None:
    tags = [", ".join(f"{name}{number}" for number in range(900)) for name in "ab"]
    raw = note(f"tags: [{tags[0]}]\ntags: [{tags[1]}]\n")
    found, count, (refused,) = without_doubles(raw, PATH, "contact")
    assert (raw, 0) == (found, count)
    assert "the fields are over 8 KiB" in refused.message
    with pytest.raises(Refused, match="the fields are over 8 KiB"):
        without_markers(marked(f"tags: [{tags[0]}]\n", f"tags: [{tags[1]}]\n"), PATH, "contact", merge_text)


def test_a_key_that_stands_three_times_has_a_hint_for_each() -> None:
    raw = note("tags: [a]\ntags: [b]\ntags: [c]\n")
    found, count, refused = without_doubles(raw, PATH, "contact")
    assert (raw, 0) == (found, count)
    assert ["Line 3 says [a], line 5 says [c].", "Line 3 says [a], line 4 says [b]."] == [
        (one.hint or "").partition(" Keep")[0] for one in refused
    ]


def test_a_copy_that_mergetool_left_is_not_merged() -> None:
    with pytest.raises(Refused, match="a copy that git mergetool left"):
        without_markers(marked("tags: [a]\n", "tags: [b]\n"), "contacts/ada_BACKUP_12.md", "contact", merge_text)


@pytest.mark.parametrize("drop", ["tags", "the book", "#kept", "name: Ada", "1815"])
def test_a_merge_that_loses_something_is_not_taken(drop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = note("tags: [a]\n<<<<<<< o\nrole: Poet  #kept\n=======\nbirthday: 1815\n>>>>>>> t\n", "the book\n")

    def careless(*given: object) -> Merged:
        whole = note("tags: [a]\nrole: Poet  #kept\nbirthday: 1815\n", "the book\n").decode()
        return Merged("".join(line for line in whole.splitlines(True) if drop not in line).encode(), ())

    monkeypatch.setattr(markers, "merge_three", careless)
    with pytest.raises(Refused, match="would be lost"):
        without_markers(raw, PATH, "contact", merge_text)


def test_a_file_full_of_keys_that_stand_twice_is_left_as_it_is() -> None:
    raw = note("role: Poet\n" * 30)
    found, count, (refused,) = without_doubles(raw, PATH, "contact")
    assert (raw, 0, "Keep one of each two keys.") == (found, count, refused.hint)


@pytest.mark.parametrize("mend", [without_double, without_markers])
def test_a_huge_file_is_left_as_it_is(mend: Callable[..., bytes]) -> None:
    raw = note("tags: [a]\ntags: [a]\n", "Text.\n" * 20_000)
    rest = (4, 1) if mend is without_double else (merge_text,)
    with pytest.raises(Refused, match="64 KiB"):
        mend(raw, PATH, "contact", *rest)
