"""What a listing must not leave out: values and files that cannot be read, names that are nobody's, the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Runner

Ask = Callable[..., Ran]


@pytest.fixture
def small(run: Runner, vault: Path) -> Ask:
    """Asks the small vault, to which a test may have added files."""
    return lambda *arguments: run("--vault", str(vault), *arguments)


def write(vault: Path, path: str, text: str) -> None:
    (vault / path).parent.mkdir(parents=True, exist_ok=True)
    (vault / path).write_text(text, encoding="utf-8")


# show


def test_a_huge_value_of_the_users_own_takes_one_line(small: Ask, vault: Path) -> None:
    photo = "iVBORw0KGgo" * 9000
    write(vault, "contacts/eve.md", f"---\nname: Eve\nphoto: {photo}\n{'k' * 500}: v\n---\n")
    card = small("show", "eve")
    assert len(card.lines) < 15
    assert all(len(line) <= 100 for line in card.lines)
    assert photo in small("show", "eve", "--format", "json").stdout


def test_what_cannot_be_read_in_a_file_is_on_its_card(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: Eve\nbirthday: 12/03/1980\ncadence: 6\n---\n")
    lines = small("show", "eve").lines
    at = lines.index("To mend")
    assert lines[at + 1].startswith("  3: ")
    assert "12/03/1980" in lines[at + 1]
    assert any(line.startswith("  4: ") for line in lines[at:])
    assert "To mend" not in small("show", "ada").stdout


def test_a_link_in_the_first_words_is_a_name(small: Ask, vault: Path) -> None:
    write(vault, "interactions/a.md", "---\ndate: 2026-11-01\nwith: [sam-okafor]\n---\nLunch with [[ada-lovelace]].\n")
    write(vault, "contacts/sam-okafor.md", "---\nname: Sam Okafor\ncadence: 1 week\n---\nSee [[acm|the society]].\n")
    for command in (["show", "sam-okafor"], ["due"], ["due", "--format", "json"], ["list", "kind:interaction"],
                    ["search", "kind:interaction"], ["show", "sam-okafor", "--format", "json"]):  # fmt: skip
        assert "Lunch with Ada Lovelace." in small(*command).stdout, command
    assert "See the society." in small("show", "sam-okafor").stdout


def test_a_question_is_not_cut_to_fit_names(run: Runner, vault: Path) -> None:
    ask = "how did the talk on the stairs of the old school go, and who came to hear it in the end"
    write(vault, "interactions/a.md", f"---\ndate: 2026-11-01\nwith: [ada-lovelace, sam-okafor]\n---\n- [?] {ask}\n")
    card = run("--vault", str(vault), "show", "ada", env={"COLUMNS": "60"}).stdout
    assert ask in " ".join(card.split())
    assert "Sam Okafor" in card


# Files that cannot be read


def test_listings_say_that_a_file_cannot_be_read(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: [Eve\n---\n")
    for command in (["list"], ["search", "ada"], ["due"], ["upcoming"], ["promises"], ["promises", "--ask"]):
        assert "1 file cannot be read: notebook check\n" in small(*command).stderr, command
        assert "cannot be read" not in small(*command, "--format", "json").stderr
        assert "cannot be read" not in small("-q", *command).stderr
    write(vault, "contacts/bob.md", "---\nname: Bob\n")
    assert "2 files cannot be read: notebook check\n" in small("list").stderr


def test_a_file_with_an_error_that_is_read_all_the_same_is_not_counted(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: Eve\nbirthday: soon\nname: Eva\n---\n")
    write(vault, "elsewhere/eve2.md", "---\nname: [Eve\n---\n")
    assert "Eve" in small("list").stdout
    assert small("list").stderr == ""


# Names in a query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("with:nobodyy", '"nobodyy" is nobody in the vault.'),
        ("with:lovelase", '"lovelase" is nobody in the vault. Did you mean Lovelace?'),
        ("company:nosuch", '"nosuch" is no organization in the vault.'),
        (
            "event:2026-10-19-pycon-tt",
            '"2026-10-19-pycon-tt" is no event in the vault. Did you mean 2026-10-19-pycon-pt?',
        ),
        ("project:open-atlass", '"open-atlass" is no project in the vault. Did you mean open-atlas?'),
    ],
)
def test_a_name_that_is_nothing_in_the_vault_is_said(small: Ask, query: str, said: str) -> None:
    ran = small("list", query, "--format", "ids")
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", f"{said}\n")
    for command in ("search", "due", "upcoming", "promises"):
        assert said in small(command, query).stderr
    assert said in small("list", f"-{query}").stderr


def test_a_name_that_is_known_or_only_written_is_not_said(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: Eve\norganization: Society\n---\n")
    write(vault, "interactions/a.md", "---\ndate: 2026-11-01\nwith: [Stranger]\n---\n")
    for query in ("with:ada", "with:sam", "with:*", "org:acm", "org:society", "with:stranger", "event:pycon*"):
        assert " in the vault" not in small("list", query).stderr, query


# promises


def test_mine_and_theirs_together_are_all(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: Eve\n---\n- [ ] a map\n- [ ] @eve: a book\n")
    assert small("promises", "--mine", "--theirs").stdout == small("promises").stdout
    assert "a map" in small("promises").stdout
    assert "a book" in small("promises").stdout


def test_what_to_ask_is_listed(small: Ask, vault: Path) -> None:
    write(vault, "contacts/eve.md", "---\nname: Eve\ntags: [x]\n---\n- [?] the move\n- [ ] a map\n")
    write(vault, "interactions/a.md", "---\ndate: 2026-11-20\nwith: [ada-lovelace]\n---\n- [?] her talk\n- [x] old\n")
    write(vault, "interactions/b.md", "---\ndate: 2026-10-20\nwith: [ada-lovelace]\n---\n- [?] her book\n")
    talk, book, move = small("promises", "--ask", "--format", "ids").lines
    assert small("promises", "--ask").lines == [
        f"  Ada Lovelace   her talk   yesterday     {talk}",
        f"  Ada Lovelace   her book   5 weeks ago   {book}",
        f"  Eve            the move                 {move}",
    ]
    assert small("promises", "--ask", "tag:x", "--format", "{{ text }}, {{ path }}:{{ line }}").lines == [
        "the move, contacts/eve.md:5"
    ]
    assert small("promises", "--ask", "--sort", "text", "--limit", "1", "--format", "{{ text }}").lines == ["her book"]
    ids = small("promises", "--ask", "--format", "ids").lines
    assert len(set(ids)) == 3
    assert small("promises", "--ask", "--format", "csv").lines[0] == "id,text,with,since,path,line,maybe_answered"
    assert small("promises", "--ask", "--mine").code == 2
    assert small("promises", "--ask", "tag:none").stderr == "There is nothing to ask about.\n"


# search


def test_a_search_for_a_common_word_finds_no_more_than_it_shows(small: Ask, vault: Path) -> None:
    for number in range(60):
        fields = f"name: P{number}\nstatus: {'archived' if number < 30 else 'active'}"
        write(vault, f"contacts/p{number:02}.md", f"---\n{fields}\n---\n{'sail ' * (90 - number)}\n")
    ran = small("search", "sail", "--all")
    assert len([line for line in ran.lines if " P" in line]) == 20
    assert ran.stderr.endswith("There are more: --limit 100 shows further ones.\n")
    assert small("search", "sail").stderr.endswith("10 more: --limit 30 shows them.\n")
    everything = small("search", "sail", "--format", "ids").lines
    assert len(everything) == 30
    assert small("search", "sail", "--limit", "5", "--format", "ids").lines == everything[:5]
    assert small("search", "sail", "--limit", "50", "--format", "ids").lines == everything
    assert small("search", "sail", "--sort", "-name", "--limit", "1", "--format", "ids").lines == ["p59"]
    assert "10 more: --limit 30 shows them." in small("search", "sail", "kind:contact").stderr


# Narrow and wide


def test_a_list_keeps_the_last_contact_whole(run: Runner, vault: Path) -> None:
    name = "Anne-Sophie Delacourt-Brisset"
    fields = "role: Commissioning editor\norganization: Éditions du Môle et de la Mer\nlocation: Vila do Conde"
    write(vault, "contacts/anne.md", f"---\nname: {name}\n{fields}\n---\n")
    write(vault, "interactions/a.md", "---\ndate: 2026-10-17\nwith: [anne]\nchannel: message\n---\n")
    for columns in ("70", "80", "100", "140"):
        shown = run("--vault", str(vault), "list", env={"COLUMNS": columns})
        assert "5 weeks ago · message" in shown.stdout
        assert max(map(len, shown.lines)) <= int(columns)
    assert name in run("--vault", str(vault), "list", env={"COLUMNS": "140"}).stdout
