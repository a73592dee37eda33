"""Three versions of a note to one: each promise by the smallest note that shows it, then random concurrent edits."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from random_notes import BODY, some_file, some_value

from notebook.changes.threeway import Apart, Clash, Merged, Versions, merge_three
from notebook.errors import ProgramFailed, Refused
from notebook.git.text_merge import merge_text
from notebook.records import Kind
from notebook.text.comments import comments
from notebook.text.document import Document, read_document
from notebook.text.edits import add_values, remove_key, remove_values, replace_spans, set_value
from notebook.text.frontmatter import read_front_matter
from notebook.text.nodes import plain_value

PATH = "contacts/ada.md"


def merge(base: str, ours: str, theirs: str, kind: Kind | None = "contact") -> Merged:
    three = Versions(base.encode(), ours.encode(), theirs.encode())
    return merge_three(three, PATH, kind, merge_text)


def fields(base: str, ours: str, theirs: str, kind: Kind | None = "contact") -> str:
    """The front matter merged of three, between the fences."""
    merged = merge(*(f"---\n{text}---\n" for text in (base, ours, theirs)), kind)
    return merged.raw.decode().removeprefix("---\n").removesuffix("---\n")


def body(base: str, ours: str, theirs: str) -> str:
    """The text merged of three."""
    return merge(base, ours, theirs).raw.decode()


def both_ways(base: str, ours: str, theirs: str) -> list[str]:
    """The text merged of three, and with the sides the other way round."""
    return [body(base, ours, theirs), body(base, theirs, ours)]


def halves(raw: bytes) -> tuple[bytes, bytes]:
    """The file as it is when each marked part is settled as ours, and as theirs."""
    kept: tuple[list[bytes], list[bytes]] = ([], [])
    within = (True, True)
    for line in raw.split(b"\n"):
        match line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r"):
            case b"<<<<<<< ours":
                within = (True, False)
            case b"=======" if within == (True, False):
                within = (False, True)
            case b">>>>>>> theirs":
                within = (True, True)
            case _:
                for half, here in zip(kept, within, strict=True):
                    if here:
                        half.append(line)
    return b"\n".join(kept[0]), b"\n".join(kept[1])


# Keys


def test_keys_that_one_side_changed_are_taken_as_they_stand_there() -> None:
    base = "name: Ada\nrole: Analyst # for now\ncity: Paris\n"
    ours = "name: Ada\nrole: 'Head'   # at last\ncity: Paris\n"
    theirs = "name: Ada\nrole: Analyst # for now\ncity: London\n"
    assert "name: Ada\nrole: 'Head'   # at last\ncity: London\n" == fields(base, ours, theirs)


def test_a_key_that_one_side_removed_goes() -> None:
    assert "name: Ada\nx: 2\n" == fields(
        "name: Ada\nrole: A\nx: 1\n", "name: Ada\nx: 1\n", "name: Ada\nrole: A\nx: 2\n"
    )


def test_new_keys_of_both_sides_stay_each_below_its_neighbour() -> None:
    base = "name: Ada\nrole: A\n"
    ours = "name: Ada\nrole: A\ncity: Paris\n"
    theirs = "name: Ada\n# since May\nteam: x\nrole: A\ntz: UTC\n"
    assert "name: Ada\n# since May\nteam: x\nrole: A\ncity: Paris\ntz: UTC\n" == fields(base, ours, theirs)


def test_the_order_is_that_of_the_side_which_changed_it() -> None:
    assert "b: 1\na: 2\n" == fields("a: 1\nb: 1\n", "a: 2\nb: 1\n", "b: 1\na: 1\n")
    assert "b: 1\na: 2\n" == fields("a: 1\nb: 1\n", "b: 1\na: 1\n", "a: 2\nb: 1\n")


def test_the_same_change_on_both_sides_is_no_clash_however_it_is_spelled() -> None:
    assert "role: 'B'\n" == fields("role: A\n", "role: 'B'\n", "role: B\n")


def test_a_real_clash_marks_its_key_and_no_other() -> None:
    base = "name: Ada\nrole: Analyst\ncity: Paris\n"
    merged = merge(
        f"---\n{base}---\nText.\n",
        f"---\n{base}tags: [a]\n---\nText.\n".replace("Analyst", "Head"),
        f"---\n{base}---\nText.\n".replace("Analyst", "Boss").replace("Paris", "London"),
    )
    expected = (
        "---\nname: Ada\n<<<<<<< ours\nrole: Head\n=======\nrole: Boss\n>>>>>>> theirs\n"
        "city: London\ntags: [a]\n---\nText.\n"
    )
    assert expected == merged.raw.decode()
    assert (Clash("role", "Head", "Boss"),) == merged.clashes


def test_removed_here_and_changed_there_is_a_clash() -> None:
    assert "<<<<<<< ours\n=======\nrole: B\n>>>>>>> theirs\n" == fields("role: A\n", "", "role: B\n")


def test_an_empty_key_says_as_much_as_none() -> None:
    assert "role: B\n" == fields("role:\nx: 1\n", "x: 1\n", "role: B\nx: 1\n").replace("x: 1\n", "")


# Lists and mappings


def test_lists_are_sets_in_our_order_and_removals_count() -> None:
    assert "tags: [c, a, d]\n" == fields("tags: [a, b]\n", "tags: [c, a, b]\n", "tags: [a, d]\n")


def test_a_block_list_keeps_its_lines_and_comments() -> None:
    base = "emails:\n  - a@x.org # work\n  - 'b@x.org'\n"
    ours = base + "  - c@x.org\n"
    theirs = "emails:\n  - a@x.org # work\n  - d@x.org\n"
    assert 'emails:\n  - a@x.org # work\n  - c@x.org\n  - "d@x.org"\n' == fields(base, ours, theirs)


def test_a_value_of_a_list_field_is_a_list_of_one() -> None:
    assert 'email: [a@x.org, b@x.org, "c@x.org"]\n' == fields(
        "email: a@x.org\n", "email: [a@x.org, b@x.org]\n", "email: a@x.org, c@x.org\n"
    )


def test_one_value_in_the_place_of_another_is_a_clash_in_a_list_field_too() -> None:
    assert "<<<<<<< ours\norganization: b\n=======\norganization: c\n>>>>>>> theirs\n" == fields(
        "organization: a\n", "organization: b\n", "organization: c\n"
    )


def test_what_is_added_to_a_list_that_the_other_side_removed_stays() -> None:
    assert "x: 1\ntags: [c]\n" == fields("x: 1\ntags: [a, b]\n", "x: 1\n", "x: 1\ntags: [a, b, c]\n")


def test_a_field_under_two_names_is_one_field() -> None:
    assert "emails: [a, b, c]\n" == fields("email: [a]\n", "emails: [a, b]\n", "email: [a, c]\n")
    assert "emails: [a, b, c]\n" == fields("email: [a]\n", "email: [a, b]\n", "emails: [a, c]\n").replace(
        "[a, c, b]", "[a, b, c]"
    )


def test_a_field_that_both_added_under_two_names_does_not_hide_a_clash() -> None:
    assert "<<<<<<< ours\nrole: A\n=======\ntitle: B\n>>>>>>> theirs\n" == fields("", "role: A\n", "title: B\n")


def test_mappings_are_merged_by_key() -> None:
    base = "links: {linkedin: a, web: x, blog: y}\n"
    assert "links: {linkedin: b, web: z}\n" == fields(
        base, "links: {linkedin: b, web: x, blog: y}\n", "links: {linkedin: a, web: z}\n"
    )


def test_a_clash_within_a_mapping_names_the_key_and_merges_the_others() -> None:
    three = ("links: {linkedin: a, web: x}\n", "links: {linkedin: b, web: x}\n", "links: {linkedin: c, web: z}\n")
    merged = merge(*(f"---\n{text}---\n" for text in three))
    assert (Clash("links.linkedin", "b", "c"),) == merged.clashes
    assert b"linkedin: b, web: z}\n=======\nlinks: {linkedin: c, web: z}" in merged.raw


def test_ties_are_known_by_whom_they_name() -> None:
    assert "knows: [{who: bob, as: friend, since: May}, eve]\n" == fields(
        "knows: [{who: bob, as: colleague}]\n",
        "knows: [{who: bob, as: friend}]\n",
        "knows: [{who: bob, as: colleague, since: May}, eve]\n",
    )


def test_a_date_is_known_by_what_it_is_and_by_its_day() -> None:
    assert "dates: [{date: --05-09, what: wedding anniversary}]\n" == fields(
        "dates: [{date: --05-08, what: wedding}]\n",
        "dates: [{date: --05-09, what: wedding}]\n",
        "dates: [{date: --05-08, what: wedding anniversary}]\n",
    )


def test_what_one_side_changed_and_the_other_took_away_stays_in_a_list() -> None:
    assert "knows: [{who: bob, as: friend}]\n" == fields(
        "knows: [{who: bob, as: peer}, eve]\n", "knows: [{who: bob, as: friend}, eve]\n", "knows: []\n"
    )


def test_the_fields_of_an_interaction_are_merged_each_by_itself() -> None:
    base = "date: 2026-11-18\nwith: [ada]\nchannel: coffee\n"
    assert "date: 2026-11-19\nwith: [ada, bob, eve]\nchannel: coffee\ntopics: [a, b]\n" == fields(
        base,
        "date: 2026-11-19\nwith: [ada, bob]\nchannel: coffee\ntopics: [a]\n",
        "date: 2026-11-18\nwith: [ada, eve]\nchannel: coffee\ntopics: [b]\n",
        "interaction",
    )


@pytest.mark.parametrize("key", ["snooze", "last_contact"])
@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_days_the_later_counts(key: str, swapped: bool) -> None:
    sides = [f"{key}: 2026-12-01\n", f"{key}: '2027-01-15'\n"]
    ours, theirs = reversed(sides) if swapped else sides
    assert "2027-01-15" in fields(f"{key}: 2026-11-01\n", ours, theirs)
    assert "<<<" not in fields(f"{key}: 2026-11-01\n", ours, theirs)


def test_tags_that_both_sides_write_in_one_text_stay_in_one() -> None:
    base = "CATEGORIES: Design, Art # mine\n"
    three = base, base.replace("Art", "Art, tokyo"), base.replace("Art", "Art, kite")
    assert "CATEGORIES: Design, Art, tokyo, kite # mine\n" == fields(*three)


def test_two_ties_that_come_to_say_the_same_are_one() -> None:
    base = "knows:\n  - {who: bob, as: colleague}\n  - {who: bob, as: rival}\n"
    three = base, base.replace("rival", "friend"), base.replace("colleague", "friend")
    assert "knows:\n  - {who: bob, as: friend}\n" == fields(*three)


def test_a_key_of_the_users_own_is_no_list_of_one() -> None:
    assert "<<<<<<< ours\nmine: a\n=======\nmine: b\n>>>>>>> theirs\n" == fields("", "mine: a\n", "mine: b\n")


def test_two_names_of_a_list_that_one_side_has_both_of_are_two_keys() -> None:
    assert "emails: [b, a, c]\n" == fields("email: a\n", "email: a\nemails: [b]\n", "emails: [a, c]\n")


def test_a_clash_that_a_second_name_of_the_field_would_hide_is_marked() -> None:
    assert "<<<<<<< ours\ntitle: B\n=======\ntitle: A\nrole: C\n>>>>>>> theirs\n" == fields(
        "title: A\n", "title: B\n", "title: A\nrole: C\n"
    )


def test_a_reference_with_brackets_and_without_is_one() -> None:
    assert "with: [ana, '[[Bea]]', Cleo]\n" == fields(
        "with: [[ana]]\n", "with: [ana, '[[Bea]]']\n", "with: ['[[ana]]', Cleo]\n", "interaction"
    )


@pytest.mark.parametrize("key", ["emails", "mine"])
def test_a_list_stands_in_the_order_of_the_side_that_alone_reordered_it(key: str) -> None:
    three = (f"{key}: [b, a]\n", f"{key}: [a, b]\n", f"{key}: [b, a, c]\n")
    assert [f"{key}: [a, b, c]\n"] * 2 == [fields(*three), fields(three[0], three[2], three[1])]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_comment_between_the_members_of_a_list_is_no_reason_for_a_clash(swapped: bool) -> None:
    base = "dates:\n  - {date: 2026-02-19, what: Porto}\n  # see the letter\n  - {date: 2026-03-01, what: exam}\n"
    sides = [
        base.replace("Porto", "Lisbon") + "  - {date: 2026-05-01, what: talk}\n",
        base + "  - {date: 2026-06-01, what: move}\n",
    ]
    merged = fields(base, *(reversed(sides) if swapped else sides))
    assert sides[0] + "  - {date: 2026-06-01, what: move}\n" == merged


def test_a_list_that_both_emptied_is_empty_without_the_comments_of_what_is_gone() -> None:
    base = "tags:\n  - a # one\n  - b # two\n"
    merged = [fields(base, *sides) for sides in (("tags:\n  - a # one\n", "tags:\n  - b # two\n"),
                                                 ("tags:\n  - b # two\n", "tags:\n  - a # one\n"))]  # fmt: skip
    assert ["tags: []\n", "tags: []\n"] == merged


def test_a_list_that_one_emptied_and_the_other_wrote_a_comment_in_is_empty_below_the_comment() -> None:
    three = ("  tags:\n    - a\n", "  tags:\n    # why\n    - a\n", "  tags: []\n")
    assert ["  # why\n  tags: []\n"] * 2 == [fields(*three), fields(three[0], three[2], three[1])]


def test_the_keys_that_both_added_stay_together_by_side() -> None:
    assert "a: 1\nx: 1\nn: 1\no: 1\nb: 1\n" == fields(
        "a: 1\nb: 1\n", "a: 1\nx: 1\nb: 1\n", "a: 1\nn: 1\nx: 1\no: 1\nb: 1\n"
    )


# Comments and forms


def test_comments_of_both_sides_stay() -> None:
    base = "# top\nname: Ada\nrole: A\n# end\n"
    ours = "# top\n# ours\nname: Ada\nrole: B\n# end\n"
    theirs = "# top\n# theirs\nname: Ada\nrole: A # beside\n# end\n# last\n"
    expected = "# top\n# ours\n# theirs\nname: Ada\n# beside\nrole: B\n# end\n# last\n"
    assert expected == fields(base, ours, theirs)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("tags: [a] # old\n", "tags: [a]\n", "tags: [b, a] # old\n", "tags: [b, a]\n"),
        ("role: A # old\n", "role: B # old\n", "role: A # new\n", "role: B # new\n"),
        ("role: A # old\n", "role: B # old\n", "role: A\n", "role: B\n"),
        ("tags:\n  - a # old\n", "tags:\n  - a # old\n  - b\n", "tags:\n  - a # new\n",
         "tags:\n  - a # new\n  - b\n"),
        ("tags:\n  # old\n  - a\n", "tags:\n  # old\n  - a\n  - b\n", "tags:\n  # new\n  - a\n",
         "tags:\n  # new\n  - a\n  - b\n"),
        ("tags:\n  # old\n  - a\n  - b\n", "tags:\n  - b\n  - c\n", "tags:\n  # old\n  - b\n",
         "tags:\n  - b\n  - c\n"),
    ],
)  # fmt: skip
def test_a_comment_that_one_side_alone_changed_or_took_out_does_not_come_back(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    assert [expected, expected] == [fields(base, ours, theirs), fields(base, theirs, ours)]


def test_a_comment_that_both_changed_stays_both() -> None:
    base, ours = "tags:\n  - a # x\n", "tags:\n  - a # y\n  - b\n"
    assert "# z\ntags:\n  - a # y\n  - b\n  - c\n" == fields(base, ours, "tags:\n  - a # z\n  - c\n")


def test_a_comment_in_a_list_that_is_written_anew_is_not_lost() -> None:
    base = "tags:\n  - a\n"
    ours = "tags:\n  - b\n"
    theirs = "tags:\n  - a # mine\n  - c\n"
    merged = fields(base, ours, theirs)
    assert ["mine"] == [comment.text for comment in comments(merged)]
    assert {"b", "c"} == set(merged.replace("- ", "").split()) & {"a", "b", "c"}


@pytest.mark.parametrize(
    "value",
    [
        "|\n  one\n  two\n",
        "[a,\n  b]\n",
        "\n  - who: x\n    as: y\n",
        "\n  k:\n    - 1\n",
        "'it''s'\n",
        "\n",
        "[]\n",
        "日本\n",
    ],
)
def test_any_value_survives_beside_a_change(value: str) -> None:
    base = f"'my key': {value}role: A\n"
    assert f"'my key': {value}role: B\nx: 1\n" == fields(base, base.replace("role: A", "role: B"), base + "x: 1\n")


def test_a_question_mark_key_survives_beside_a_change() -> None:
    base = "? odd\n: value\nrole: A\n"
    assert base.replace("A\n", "B\n") + "x: 1\n" == fields(base, base.replace("A\n", "B\n"), base + "x: 1\n")


def test_anchors_are_left_to_the_text_merge() -> None:
    base = "a: &x 1\nb: *x\nc: 1\nd: 1\ne: 1\nf: 1\n"
    assert base.replace("f: 1", "f: 2").replace("c: 1", "c: 2") == fields(
        base, base.replace("f: 1", "f: 2"), base.replace("c: 1", "c: 2")
    )


def test_a_text_merge_that_would_make_a_key_stand_twice_is_marked_instead() -> None:
    base = "a: &x 1\nb: 1\nc: 1\nd: 1\ne: 1\n"
    merged = fields(base, "new: 1\n" + base, base + "new: 2\n")
    assert "<<<<<<< ours\nnew: 1\n" in merged


ANCHORED = "name: Ada\nhome: &h Rua 1\npost: *h\nrole: x\nemail: e\n"


def test_where_a_text_merge_clashes_each_half_has_what_both_sides_have() -> None:
    moved = "role: x\nemail: e\nname: Ada\nhome: &h Rua 1\npost: *h\n"
    changed = "name: Ada\nemail: e\nrole: y\nhome: &h Rua 1\npost: *h\n"
    for sides in ((moved, changed), (changed, moved)):
        merged = merge(*(f"---\n{text}---\n" for text in (ANCHORED, *sides)))
        keys = [set(said(half)[0]) for half in halves(merged.raw)]
        assert [{"name", "home", "post", "role", "email"}] * 2 == keys


def test_two_new_files_with_anchors_in_another_order_have_no_key_twice() -> None:
    ours, theirs = f"---\n{ANCHORED}---\nOne.\n", "---\nrole: x\nname: Ada\nhome: &h Rua 1\npost: *h\n---\nTwo.\n"
    assert (ours.encode(), theirs.encode()) == halves(merge("", ours, theirs).raw)


def test_a_key_that_stands_twice_on_one_side_stands_no_more_often_in_the_halves() -> None:
    ours, theirs = "---\na: 1\nb: 1\na: 2\n---\n", "---\nb: 1\na: 1\nc: 3\n---\n"
    merged = merge("", ours, theirs)
    assert [2, 1] == [half.count(b"a: ") for half in halves(merged.raw)]


@pytest.mark.parametrize("broken", ["---\nname: [\n---\n", "---\nname: A\nname: B\n---\n", "---\nname: A\n", "caf\xe9"])
def test_what_cannot_be_read_is_merged_as_text(broken: str) -> None:
    raw = broken.encode("latin-1")
    merged = merge_three(Versions(raw, raw + b"\nours\n", b"theirs\n" + raw), PATH, "contact", merge_text)
    assert merged.raw in (b"theirs\n" + raw + b"\nours\n", b"theirs\n" + raw.rstrip(b"\n") + b"\n\nours\n") or (
        merged.clashes and b"ours\n" in merged.raw and b"theirs\n" in merged.raw and b"caf\xe9" in merged.raw
    )


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused):
        merge_three(Versions(b"\0", b"\0a", b"\0b"), PATH, "contact", merge_text)


def test_where_git_gives_up_all_of_the_text_is_apart() -> None:
    def fails(base: str, ours: str, theirs: str) -> list[str | Apart]:
        raise ProgramFailed("no")

    merged = merge_three(Versions(b"same\na\n", b"same\nb\n", b"same\nc\n"), PATH, "contact", fails)
    assert b"same\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n" == merged.raw


# Fences, line ends, the start and the end of a file


def test_line_ends_are_those_of_the_side_that_changed_them() -> None:
    base, ours = "---\nrole: A\nx: 1\n---\na\n", "---\nrole: B\nx: 1\n---\na\n"
    theirs = "---\nrole: A\nx: 2\n---\na\n".replace("\n", "\r\n")
    assert "---\nrole: B\nx: 2\n---\na\n".replace("\n", "\r\n") == body(base, ours, theirs)


def test_markers_end_as_the_lines_do() -> None:
    three = (f"---\nrole: {role}\n---\n".replace("\n", "\r\n") for role in "ABC")
    assert merge(*three).raw.count(b"\n") == 7
    assert merge(*(f"---\r\nrole: {role}\r\n---\r\n" for role in "ABC")).raw.count(b"\r\n") == 7


def test_mixed_line_ends_stay_as_they_are() -> None:
    base = "---\r\nrole: A\nx: 1\r\n---\na\r\n"
    assert base.replace("A", "B").replace("1", "2") == body(base, base.replace("A", "B"), base.replace("1", "2"))


def test_a_byte_order_mark_goes_where_one_side_took_it_off() -> None:
    base = "\ufeff---\nrole: A\nx: 1\n---\n"
    assert "---\nrole: B\nx: 2\n---\n" == body(base, base[1:].replace("A", "B"), base.replace("1", "2"))


def test_front_matter_that_one_side_began_stands_above_the_other_sides_text() -> None:
    assert "---\ntags: [a]\n---\nOne.\nTwo.\n" == body("One.\n", "---\ntags: [a]\n---\nOne.\n", "One.\nTwo.\n")


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_end_of_the_file_stays_as_it_is(end: str) -> None:
    base = f"---\nrole: A\n---\none\n\ntwo\n\nthree{end}"
    assert base.replace("A", "B").replace("one", "1").replace("two", "2") == body(
        base, base.replace("A", "B").replace("one", "1"), base.replace("two", "2")
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_that_ends_with_its_fence_stays_so(end: str) -> None:
    base = f"---\nrole: A\nx: 1\n---{end}"
    assert base.replace("A", "B").replace("1", "2") == body(base, base.replace("A", "B"), base.replace("1", "2"))


def test_two_new_files_are_merged_field_by_field() -> None:
    ours = "---\nname: Ada\ntags: [a]\n---\nFirst.\n\n- one\n"
    theirs = "---\nname: Ada\ntags: [b]\nrole: X\n---\nFirst.\n\n- two\n"
    merged = merge("", ours, theirs)
    assert "---\nname: Ada\ntags: [a, b]\nrole: X\n---\nFirst.\n\n- one\n- two\n" == merged.raw.decode()


def test_two_new_files_that_say_different_things_are_marked_there() -> None:
    merged = merge("", "---\nname: Ada\nrole: A\n---\n", "---\nname: Ada\nrole: B\n---\n")
    assert "---\nname: Ada\n<<<<<<< ours\nrole: A\n=======\nrole: B\n>>>>>>> theirs\n---\n" == merged.raw.decode()


def test_the_markers_have_the_length_that_is_asked_for() -> None:
    merged = merge_three(Versions(b"a\n", b"b\n", b"c\n"), PATH, None, merge_text, 9)
    assert b"<<<<<<<<< ours\nb\n=========\nc\n>>>>>>>>> theirs\n" == merged.raw


# Promises


def test_a_promise_ticked_here_and_dated_there_is_both() -> None:
    assert "- [x] send it due:2026-12-08 done:2026-11-03\n" == body(
        "- [ ] send it due:2026-12-01\n",
        "- [x] send it due:2026-12-01 done:2026-11-03\n",
        "- [ ] send it due:2026-12-08\n",
    )


def test_done_beats_open() -> None:
    assert "- [x] ask done:2026-11-03\n" == body("- [ ] ask\n", "- [x] ask done:2026-11-03\n", "- [?] ask\n")
    assert "- [ ] ask\n- new\n" == body("- [x] ask\n", "- [ ] ask\n", "- [x] ask\n- new\n")


def test_of_two_done_dates_the_earlier_counts() -> None:
    assert "- [x] ask done:2026-11-03\n" == body(
        "- [ ] ask\n", "- [x] ask done:2026-11-05\n", "- [x] ask done:2026-11-03\n"
    )


def test_a_done_date_on_one_side_and_open_again_on_the_other_clash() -> None:
    assert "<<<<<<< ours\n- [x] ask done:2026-11-03\n=======\n- [ ] ask\n>>>>>>> theirs\n" == body(
        "- [x] ask\n", "- [x] ask done:2026-11-03\n", "- [ ] ask\n"
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("- [x] ask\n", "- [-] ask\n"), ("- [ ] ask due:2026-12-01\n", "- [ ] ask due:2026-12-02\n")],
)
def test_done_against_dropped_and_two_due_dates_clash(ours: str, theirs: str) -> None:
    merged = merge("- [ ] ask due:2026-11-30\n- [ ] other\n", ours + "- [x] other\n", theirs + "- [ ] other\n")
    assert f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n- [x] other\n" == merged.raw.decode()


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        ("- [x] send the map of the harbour due:2026-12-01", "- [x] send her the map of the harbour due:2026-12-01"),
        ("- [ ] send the map of the harbour due:2026-12-08", "- [ ] send her the map of the harbour due:2026-12-08"),
    ],
)
def test_a_promise_that_one_side_reworded_is_ticked_and_dated_by_the_other(
    ours: str, expected: str, swapped: bool
) -> None:
    base = "- [ ] send the map of the harbour due:2026-12-01\n"
    sides = [ours + "\n", base.replace("the map", "her the map")]
    assert expected + "\n" == body(base, *(sides[::-1] if swapped else sides))


def test_a_promise_with_two_other_wordings_on_one_side_is_left_to_the_user() -> None:
    base = "- [ ] send the map of the harbour\n"
    theirs = base.replace("the map", "her the map") + base.replace("the map", "him the map")
    assert "- [x] send the map of the harbour\n=======\n" in body(base, base.replace("[ ]", "[x]"), theirs)


def test_neighbouring_promises_are_ticked_without_a_clash() -> None:
    assert "- [x] a\n- [x] b\n- [ ] c\n" == body(
        "- [ ] a\n- [ ] b\n- [ ] c\n", "- [x] a\n- [ ] b\n- [ ] c\n", "- [ ] a\n- [x] b\n- [ ] c\n"
    )


def test_new_promises_at_one_place_stay_both() -> None:
    assert "- [ ] a\n- [ ] b\n- [ ] c\n" == body("- [ ] a\n", "- [ ] a\n- [ ] b\n", "- [ ] a\n- [ ] c\n")


def test_a_promise_that_both_took_down_stands_once() -> None:
    assert "Text.\n- [x] call done:2026-11-03\n" == body(
        "Text.\n", "Text.\n- [ ] call\n", "Text.\n- [x] call done:2026-11-03\n"
    )


def test_what_both_took_away_is_gone_and_what_one_put_there_stays() -> None:
    assert "One.\n- [ ] return the lens\n" == body(
        "One.\n- [x] send the list\n", "One.\n- [ ] return the lens\n", "One.\n"
    )


def test_points_that_each_side_reworded_keep_their_order_either_way_round() -> None:
    base = "- [ ] send the list\n- [ ] return the lens\n"
    first, second = base.replace("the list", "the grant list"), base.replace("the lens", "her lens")
    both = "- [ ] send the grant list\n- [ ] return her lens\n"
    assert [both, both] == [body(base, first, second), body(base, second, first)]


def test_a_point_that_one_side_reworded_and_prose_that_the_other_wrote_below_it_stay_both() -> None:
    base = "- [ ] send the list\n"
    reworded, more = "- [ ] send the grant list\n", base + "\nShe was tired.\n"
    both = reworded + "\nShe was tired.\n"
    assert [both, both] == [body(base, reworded, more), body(base, more, reworded)]


def test_new_points_of_both_stand_above_the_prose_that_one_wrote_below_its_own() -> None:
    assert "One.\n\n- [ ] a\n- [ ] b\n\nTwo.\n" == body("One.\n", "One.\n\n- [ ] a\n", "One.\n\n- [ ] b\n\nTwo.\n")


def test_a_blank_line_that_one_side_took_away_does_not_hold_up_what_the_other_put_there() -> None:
    merged = "One.\n\n- [ ] return the lens\n"
    assert [merged, merged] == both_ways("One.\n\n", "One.\n", merged)


def test_what_both_took_away_is_gone_where_one_put_prose_in_its_place() -> None:
    merged = "One!\n\nTwo.\n"
    assert [merged, merged] == both_ways("One.\n\n- [x] pay the binder\n", "One.\n\n", merged)


def test_a_point_that_one_side_took_away_is_gone_below_prose_that_the_other_wrote() -> None:
    base = "One.\n\n- [?] her operation\n"
    assert ["One.\n\nTwo.\n"] * 2 == both_ways(base, "One.\n\nTwo.\n\n- [?] her operation\n", "One.\n")


def test_a_line_that_both_added_stands_once_whatever_is_around_it() -> None:
    ours, theirs = "One.\n\nTwo.\n\nThree.\n", "One.\nThree.\n\nFour.\n"
    merged = both_ways("", ours, theirs)
    assert [1, 1] == [text.count("Three.") for text in merged]
    assert {*ours.split(), *theirs.split()} == set(merged[0].split()) == set(merged[1].split())


def test_neighbouring_points_that_each_side_took_one_of_are_both_gone() -> None:
    base = "- [ ] a\n- [?] the exam\n- [ ] the map\n"
    assert ["- [ ] a\n"] * 2 == both_ways(base, "- [ ] a\n- [?] the exam\n", "- [ ] a\n- [ ] the map\n")


def test_prose_that_one_side_reworded_and_points_of_both_below_it_stay_all() -> None:
    ours, theirs = "One.\n\n- [ ] a\n", "One!\n\n- [ ] b\n"
    merged = both_ways("One.\n", ours, theirs)
    assert ["One!\n\n- [ ] a\n- [ ] b\n", "One!\n\n- [ ] b\n- [ ] a\n"] == merged


def test_a_quote_that_one_side_changed_takes_no_part_in_a_blank_line_of_the_other() -> None:
    merged = "> One!\n\n- [ ] a\n"
    assert [merged, merged] == both_ways("> One.\n\n", "> One.\n", merged)


def test_a_point_that_one_reworded_and_the_other_took_away_is_a_clash_that_a_new_one_is_not_part_of() -> None:
    base = "- [ ] send the grant list\n"
    merged = body(base, "- [ ] send the long grant list\n- [ ] book a table\n", "")
    assert "<<<<<<< ours\n- [ ] send the long grant list\n=======\n>>>>>>> theirs\n- [ ] book a table\n" == merged


def test_a_point_that_stands_twice_on_one_side_and_a_new_one_of_the_other_stay_both() -> None:
    merged = both_ways("One.\n", "One.\n- a\n- a\n", "One.\n- b\n")
    assert ["One.\n- a\n- a\n- b\n", "One.\n- b\n- a\n- a\n"] == merged


def test_prose_that_both_reworded_is_apart_beside_a_list_as_well() -> None:
    merged = body("One.\n", "One!\n\n- a\n", "One?\n\n- b\n")
    assert "<<<<<<< ours\nOne!\n" in merged
    assert ["- a", "- b"] == [line for line in merged.split("\n") if line.startswith("- ")]


def test_prose_at_the_place_of_points_does_not_run_on_from_a_list() -> None:
    base = "- a\n- b\n"
    assert ["- a\n\nOne.\n"] * 2 == both_ways(base, "- a\n", "- a\n- b\n\nOne.\n")


def test_a_promise_and_prose_at_one_place_stay_both() -> None:
    assert "One.\n\nTwo.\n- [ ] a\n" == body("One.\n", "One.\n- [ ] a\n", "One.\n\nTwo.\n")
    assert "One.\n\nTwo.\n- [ ] a\n" == body("One.\n", "One.\n\nTwo.\n", "One.\n- [ ] a\n")


def test_a_block_id_stays_at_the_end_of_its_line() -> None:
    assert "- [x] ask due:2026-12-01 done:2026-11-03 ^a1\n" == body(
        "- [ ] ask ^a1\n", "- [ ] ask due:2026-12-01 ^a1\n", "- [x] ask done:2026-11-03 ^a1\n"
    )


@pytest.mark.parametrize("around", ["```\n{}```\n", "> {}", "    {}"])
def test_what_is_no_promise_is_not_merged_as_one(around: str) -> None:
    three = (around.format(f"- [ ] ask due:2026-12-0{day}\n") for day in (1, 2, 3))
    assert "<<<<<<< ours" in body(*three)


def test_a_line_of_a_list_reworded_by_both_is_apart_alone() -> None:
    assert "- a\n<<<<<<< ours\n- likes black tea\n=======\n- likes green tea\n>>>>>>> theirs\n- b\n- c\n" == body(
        "- likes tea\n", "- a\n- likes black tea\n- b\n", "- likes green tea\n- c\n"
    )


def test_long_points_that_both_reworded_are_apart_each() -> None:
    words = "the boat and a harbour chart she said river map of " * 400
    base = "".join(f"- {at} {words}\n" for at in range(8))
    merged = merge(base, base.replace("\n", " mine\n"), base.replace("boat", "ship"))
    assert 8 == len(merged.clashes)


def test_points_without_blanks_are_wordings_by_their_characters() -> None:
    base = "- " + "春眠不覚暁処処聞啼鳥夜来風雨声花落知多少" * 10 + "\n"
    assert 1 == len(merge(base, base.replace("\n", "一\n"), base.replace("- ", "- 二")).clashes)


def test_what_both_added_in_another_order_does_not_stand_twice() -> None:
    ours = "Met at the fair.\n\n- [ ] send the map\n\nLikes tea.\n"
    theirs = "- [ ] send the map\n\nLikes tea.\n\nMet at the fair.\n"
    for sides in ((ours, theirs), (theirs, ours)):
        assert tuple(text.encode() for text in sides) == halves(merge("", *sides).raw)


def test_points_below_points_stay_there() -> None:
    base = "- one\n  - x\n- two\n"
    ours = "- one\n  - x\n  - y\n- two\n- three\n"
    theirs = "- one\n  - x\n  - z\n- two\n- four\n"
    merged = body(base, ours, theirs)
    assert merged in (
        "- one\n  - x\n  - z\n  - y\n- two\n- three\n- four\n",
        "- one\n  - x\n  - y\n  - z\n- two\n- three\n- four\n",
    )


def test_prose_is_merged_as_git_merges_it() -> None:
    assert "One!\n\nmiddle\n\nTwo!\n" == body(
        "One.\n\nmiddle\n\nTwo.\n", "One!\n\nmiddle\n\nTwo.\n", "One.\n\nmiddle\n\nTwo!\n"
    )
    assert "<<<<<<< ours\nOne!\n=======\nOne?\n>>>>>>> theirs\n" == body("One.\n", "One!\n", "One?\n")


def test_text_that_looks_like_a_marker_is_text() -> None:
    line = "======= ======\n"
    assert f"a!\n\n{line}\nb!\n" == body(f"a\n\n{line}\nb\n", f"a!\n\n{line}\nb\n", f"a\n\n{line}\nb!\n")


def test_the_markers_are_longer_than_a_line_that_looks_like_one() -> None:
    merged = merge("a\n", "One\n=======\none\n", "Two\n=======\ntwo\n").raw.decode()
    assert "<<<<<<<< ours\nOne\n=======\none\n========\nTwo\n=======\ntwo\n>>>>>>>> theirs\n" == merged


# Random notes, edited at random on both sides


def said(raw: bytes) -> tuple[dict[str, Any], Document]:
    """What a file says; a file that cannot be read, or not without an error, fails the test."""
    document, problems = read_document(raw, PATH)
    assert document is not None, problems
    root, more = read_front_matter(document.front or "", PATH, 2)
    assert root is not None, more
    assert [] == [problem for problem in (*problems, *more) if problem.severity == "error"]
    value = plain_value(root)
    assert isinstance(value, dict)
    return value, document


def is_sound(raw: bytes) -> bool:
    try:
        said(raw)
    except AssertionError:
        return False
    return True


def edited(raw: bytes, random: Random) -> bytes:
    """The file after a few edits, by the notebook or by hand."""
    for _ in range(random.randint(1, 3)):
        with suppress(Refused):
            new = random.choice([fields_edited, fields_edited, commented, text_edited])(raw, random)
            raw = new if is_sound(new) else raw
    return raw


def fields_edited(raw: bytes, random: Random) -> bytes:
    values, _ = said(raw)
    key = random.choice([*values, "mine", "snooze", "tags", "emails"])
    old = values.get(key)
    roll = random.random()
    if isinstance(old, list) and old and roll < 0.3:
        return remove_values(raw, PATH, (key,), [random.randrange(len(old))])
    if isinstance(old, list) and roll < 0.6:
        return add_values(raw, PATH, (key,), [some_value(random, 1)])
    if key in values and roll < 0.7:
        return remove_key(raw, PATH, (key,))
    return set_value(raw, PATH, (key,), random.choice([some_value(random), f"2026-01-0{random.randint(1, 9)}", ["a"]]))


def commented(raw: bytes, random: Random) -> bytes:
    values, document = said(raw)
    lines = raw.split(b"\n")
    lines.insert(random.randrange(1, 2 + (document.front or "").count("\n")), b"# new%d" % random.randrange(1000))
    new = b"\n".join(lines)
    return new if is_sound(new) and said(new)[0] == values else raw


def text_edited(raw: bytes, random: Random) -> bytes:
    _, document = said(raw)
    lines = document.body.split("\n")
    at = random.randrange(len(lines))
    roll = random.random()
    if roll < 0.5:
        lines.insert(at, random.choice([*BODY, f"- new {random.randrange(99)}", f"Text {random.randrange(99)}."]))
    elif roll < 0.7:
        del lines[at]
    else:
        lines[at] += f" more {random.randrange(99)}"
    return replace_spans(raw, PATH, [(0, len(document.body), "\n".join(lines))])


def as_sets(value: Any) -> Any:
    """A value without the order in its lists, in a text with commas too; nothing is nothing, however it is written."""
    if isinstance(value, dict):
        return frozenset((key, as_sets(child)) for key, child in value.items()) or None
    if isinstance(value, str) and ", " in value:
        return frozenset(value.split(", "))
    return (frozenset(map(as_sets, value)) if isinstance(value, list) else value) or None


MISSING = object()


def check_fields(three: Versions, found: tuple[dict[str, Any], dict[str, Any]], clashing: set[str]) -> None:
    """What one side changed is there, and what both changed differently clashes, if it is no list."""
    base, ours, theirs = (said(raw)[0] if raw else {} for raw in (three.base, three.ours, three.theirs))
    for key in {*base, *ours, *theirs}:
        before, mine, other = (side.get(key, MISSING) for side in (base, ours, theirs))
        merged = tuple(half.get(key, MISSING) for half in found)
        if before in (mine, other) or mine == other:
            expected = other if before == mine else mine
            assert merged == (expected, expected), key
        elif all(isinstance(one, str) for one in (before, mine, other)) and key not in (
            "snooze",
            "tags",
            "last_contact",
        ):
            assert merged == (mine, other), key
            assert any(one == key or one.startswith(f"{key}.") for one in clashing), key
        elif all(isinstance(one, list) for one in (before, mine, other)) and key not in clashing:
            members = {as_sets(one) for one in merged[0]} if isinstance(merged[0], list) else set()
            added = [one for one in (*mine, *other) if one not in before]
            assert {as_sets(one) for one in added if not isinstance(one, dict)} <= members, key


def check_texts(three: Versions, found: tuple[bytes, bytes]) -> None:
    """Each comment and each line of text that a side added is there."""
    base, ours, theirs = (said(raw)[1] if raw else None for raw in (three.base, three.ours, three.theirs))
    merged = [said(raw)[1] for raw in found]
    for side in (ours, theirs):
        if side is None:
            continue
        known = {one.text for one in comments(base.front or "")} if base else set()
        there = {one.text for half in merged for one in comments(half.front or "")}
        assert {one.text for one in comments(side.front or "")} - known <= there
        lines = set(side.body.split()) - set(base.body.split() if base else [])
        assert lines <= {word for half in merged for word in half.body.split()}


def check_merge(seed: int) -> str:
    """One pair of concurrent edits, merged both ways round; says what came of it."""
    random = Random(seed)
    base = some_file(random, tame=random.random() < 0.5)
    if not is_sound(base):
        return "not sound"
    three = Versions(base if random.random() < 0.95 else b"", edited(base, random), edited(base, random))
    merged = merge_three(three, PATH, "contact", merge_text)
    other = merge_three(Versions(three.base, three.theirs, three.ours), PATH, "contact", merge_text)
    found = halves(merged.raw) if merged.clashes else (merged.raw, merged.raw)
    values = said(found[0])[0], said(found[1])[0]
    check_texts(three, found)
    if b"&" in base or b"!!" in base or b"? " in base:
        return "as text"
    check_fields(three, values, {clash.where for clash in merged.clashes})
    assert bool(merged.clashes) == bool(other.clashes)
    turned = halves(other.raw) if other.clashes else (other.raw, other.raw)
    assert [as_sets(one) for one in values] == [as_sets(said(one)[0]) for one in reversed(turned)]
    return "clash" if merged.clashes else "merged"


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_nothing_of_two_concurrent_edits_is_lost(start: int) -> None:
    for seed in range(start, start + 50):
        check_merge(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 7000, 500))
def test_nothing_of_thousands_of_concurrent_edits_is_lost(start: int) -> None:
    for seed in range(start, start + 500):
        check_merge(seed)
