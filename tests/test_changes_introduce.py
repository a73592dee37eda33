"""The lines of an introduction on a card: nothing else changes, and they are read as they are meant."""

from __future__ import annotations

import pytest
from small_vault import TODAY, contact, note, vault_of

from notebook.changes.introduce import note_introduction
from notebook.errors import Refused
from notebook.practice.introducing.introductions import between

LINES = (
    "- [ ] ask [[ana]] whether she would like to meet [[rui]]\n"
    "- [ ] ask [[rui]] whether they would like to meet [[ana]]\n"
    "- [ ] introduce [[ana]] and [[rui]]: Ana seeks a printer, Rui offers a printer\n"
)


def noted(
    body: str, *, front: str = "name: Ana\npronouns: she/her\nseeks: [a printer]", offers: str = "[a printer]"
) -> str:
    """Ana's card afterwards."""
    files = {"contacts/ana": f"---\n{front}\n---\n{body}", "contacts/rui": note(name="Rui", offers=offers)}
    vault = vault_of(files)
    found = between(vault, "ana", "rui", TODAY)
    changes = note_introduction(
        contact(vault, "ana"), contact(vault, "rui"), found, read=lambda path: files[path[:-3]].encode(), snapshot=vault
    )
    (change,) = changes.changes
    assert changes.summary == "Note the introduction of Ana and Rui"
    assert change.after is not None
    text = change.after.decode()
    assert text.startswith(f"---\n{front}\n---\n".replace("\n", "\r\n" if "\r" in front else "\n"))
    return text.split("---", 2)[2].removeprefix("\r").removeprefix("\n")


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("", LINES),
        ("Prints.\n", f"Prints.\n\n{LINES}"),
        ("Prints.", f"Prints.\n\n{LINES}"),
        ("- [ ] call\n", f"- [ ] call\n{LINES}"),
        ("Prints.\n\n\n", f"Prints.\n\n{LINES}\n\n"),
        ("## Introductions\n", f"## Introductions\n\n{LINES}"),
        ("# introductions #\n## Old\n- a\n# B\nEnd.\n", f"# introductions #\n## Old\n- a\n{LINES}\n# B\nEnd.\n"),
        ("## Introductions\n\n- [x] a\n\n## B\nEnd.\n", f"## Introductions\n\n- [x] a\n{LINES}\n## B\nEnd.\n"),
        ("## Heard\n- words\n", f"## Heard\n- words\n{LINES}"),
        ("> quoted\n", f"> quoted\n\n{LINES}"),
        ("```\n## Introductions\n```\n", f"```\n## Introductions\n```\n\n{LINES}"),
        ("| a |\n", f"| a |\n\n{LINES}"),
    ],
)  # fmt: skip
def test_the_lines_stand_at_the_end_or_under_their_heading(body: str, after: str) -> None:
    assert noted(body) == after


def test_line_ends_stay_as_they_are() -> None:
    files = {"contacts/ana": "---\r\nname: Ana\r\nseeks: [a printer]\r\n---\r\nPrints.\r\n",
             "contacts/rui": note(name="Rui", offers="[a printer]")}  # fmt: skip
    vault = vault_of(files)
    found = between(vault, "ana", "rui", TODAY)
    read = {path: text.encode() for path, text in files.items()}
    (change,) = note_introduction(
        contact(vault, "ana"), contact(vault, "rui"), found, read=lambda path: read[path[:-3]], snapshot=vault
    ).changes
    assert change.after is not None
    assert change.after.startswith(read["contacts/ana"])
    assert change.after.count(b"\n") == change.after.count(b"\r\n") == 9


@pytest.mark.parametrize("words", ["a printer due:2026-12-01", "a printer for [[eva]]", "a [[x"])
def test_a_reason_that_would_be_read_as_more_is_left_out(words: str) -> None:
    body = noted("", front=f"name: Ana\npronouns: she/her\nseeks: ['{words}']", offers=f"['{words}']")
    assert body.splitlines()[-1].startswith("- [ ] introduce [[ana]] and [[rui]]")
    vault = vault_of({"contacts/ana": f"---\nname: Ana\n---\n{body}", "contacts/rui": note(name="Rui")})
    assert between(vault, "ana", "rui", TODAY).state == "proposed"
    assert all(task.due is None for task in contact(vault, "ana").tasks)


@pytest.mark.parametrize("body", ["```\ncode\n", "<!-- a comment\n"])
def test_a_text_that_would_swallow_them_is_refused(body: str) -> None:
    with pytest.raises(Refused, match="would be read otherwise"):
        noted(body)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- [ ] introduce [[ana]] and [[rui]]", "noted already: contacts/ana.md:6"),
        ("- [-] introduce [[ana]] and [[rui]]", "declined: contacts/ana.md:6"),
        (
            "- [x] introduce [[ana]] and [[rui]]\n- [?] what came of introducing [[ana]] and [[rui]]",
            "contacts/ana.md:7",
        ),
    ],
)
def test_what_is_noted_already_is_not_noted_again(line: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        noted(f"{line}\n")


def test_of_those_introduced_it_asks_what_came_of_it() -> None:
    body = "- [x] introduce [[ana]] and [[rui]]\n"
    assert noted(body) == f"{body}- [?] what came of introducing [[ana]] and [[rui]]\n"


@pytest.mark.parametrize("stem", ["a|b", "a#b", "a^b", "a]]b"])
def test_a_name_that_no_link_can_mean_is_said(stem: str) -> None:
    files = {f"contacts/{stem}": note(name="Odd"), "contacts/rui": note(name="Rui")}
    vault = vault_of(files)
    card, other = contact(vault, "rui"), contact(vault, stem)
    found = between(vault, "rui", stem, TODAY)
    with pytest.raises(Refused, match="can name a file called so") as refused:
        note_introduction(card, other, found, read=lambda path: files[path[:-3]].encode(), snapshot=vault)
    assert refused.value.hint == f"notebook rename '{stem}' NEW-NAME gives it another name."


@pytest.mark.parametrize("changed", ["ana", "rui"])
def test_lines_that_came_to_either_card_meanwhile_are_not_doubled(changed: str) -> None:
    files = {"contacts/ana": note(name="Ana"), "contacts/rui": note(name="Rui")}
    vault = vault_of(files)
    found = between(vault, "ana", "rui", TODAY)
    files[f"contacts/{changed}"] += LINES
    with pytest.raises(Refused, match=f"contacts/{changed}.md has changed meanwhile"):
        note_introduction(
            contact(vault, "ana"), contact(vault, "rui"), found, read=lambda path: files[path[:-3]].encode(),
            snapshot=vault,
        )  # fmt: skip
