"""The reading commands: lists, cards, searches, who is due, what lies ahead, what was promised."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Runner

Ask = Callable[..., Ran]


@pytest.fixture
def ask(run: Runner, example_vault: Path) -> Ask:
    """Asks the example vault."""
    return lambda *arguments: run("--vault", str(example_vault), *arguments)


@pytest.fixture
def small(run: Runner, vault: Path) -> Ask:
    """Asks the small vault, to which a test may have added files."""
    return lambda *arguments: run("--vault", str(vault), *arguments)


def write(vault: Path, path: str, text: str) -> None:
    (vault / path).parent.mkdir(parents=True, exist_ok=True)
    (vault / path).write_text(text, encoding="utf-8")


# list


def test_a_list_without_a_query_is_of_contacts(small: Ask) -> None:
    assert small("list", "--format", "ids").lines == ["ada-lovelace", "clara", "sam-haddad", "sam-okafor"]


def test_a_list_with_a_query_is_of_all_kinds(small: Ask) -> None:
    ran = small("list", "name:atlas", "OR", "name:ada", "OR", "kind:event", "--format", "ids")
    assert ran.lines == ["ada-lovelace", "2026-10-19-pycon-pt", "open-atlas"]


def test_a_kind_narrows_a_list(small: Ask) -> None:
    assert small("list", "--kind", "projects", "--format", "ids").lines == ["open-atlas"]
    assert small("list", "--kind", "org", "--format", "ids").lines == ["acm"]
    ran = small("list", "--kind", "projekt")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Did you mean project?" in ran.stderr


def test_archived_contacts_are_left_out_unless_asked_for(small: Ask, vault: Path) -> None:
    write(vault, "contacts/old.md", "---\nname: Old Friend\nstatus: archived\n---\nSails.\n")
    assert "old" not in small("list", "--format", "ids").lines
    assert "old" not in small("search", "sails", "--format", "ids").lines
    assert "old" in small("list", "--all", "--format", "ids").lines
    assert small("list", "status:archived", "--format", "ids").lines == ["old"]
    assert small("search", "sails", "--all", "--format", "ids").lines == ["old"]
    assert small("search", "sails", "status:archived", "--format", "ids").lines == ["old"]


def test_nothing_found_is_nothing_on_stdout(small: Ask) -> None:
    for command in ("list", "search", "upcoming", "promises"):
        ran = small(command, "tag:none")
        assert (ran.code, ran.stdout) == (0, "")
        assert small(command, "tag:none", "--format", "json").stdout == "[]\n"
        assert small(command, "tag:none", "--format", "csv").stdout == ""


def test_a_list_is_sorted_by_a_key_and_what_is_absent_comes_last(small: Ask, vault: Path) -> None:
    for name, born in (("a", "1990-05-01"), ("b", "1980"), ("c", "")):
        write(
            vault, f"contacts/{name}.md", f"---\nname: {name.upper()}\nbirthday: {born}\ntags: [x]\nrank: {name}\n---\n"
        )
    assert small("list", "tag:x", "--sort", "birthday", "--format", "ids").lines == ["b", "a", "c"]
    assert small("list", "tag:x", "--sort", "-birthday", "--format", "ids").lines == ["a", "b", "c"]
    assert small("list", "tag:x", "--sort", "-rank", "--limit", "2", "--format", "ids").lines == ["c", "b"]


def test_an_unknown_key_to_sort_by_is_refused(small: Ask) -> None:
    ran = small("list", "--sort", "birthdy")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Did you mean birthday?" in ran.stderr


def test_an_unknown_format_is_refused(small: Ask) -> None:
    ran = small("list", "--format", "jsn")
    assert (ran.code, ran.stdout) == (2, "")
    assert "Did you mean json?" in ran.stderr


def test_a_template_is_filled_for_each_record(small: Ask, vault: Path) -> None:
    write(vault, "contacts/rui.md", "---\nname: Rui\nemails: [{work: rui@example.org}]\n---\n")
    ran = small("list", "--format", "{{ name }} <{{ emails[0] }}>")
    assert "Rui <rui@example.org>" in ran.lines
    assert "Clara <>" in ran.lines


def test_a_template_that_cannot_be_read_is_refused(small: Ask) -> None:
    for template in ("{{ name", "{{ nmae }}", "{% for %}"):
        ran = small("list", "--format", template)
        assert (ran.code, ran.stdout) == (2, "")
        assert "Traceback" not in ran.stderr


def test_a_query_that_cannot_be_read_is_refused_with_a_caret(small: Ask) -> None:
    for command in ("list", "search", "due", "upcoming", "promises"):
        ran = small(command, "tag:close", "(")
        assert (ran.code, ran.stdout) == (2, "")
        assert "  tag:close (\n            ^" in ran.stderr


# Words with a minus


def test_a_word_with_a_minus_is_no_option(small: Ask, vault: Path) -> None:
    write(vault, "projects/one.md", "---\nname: One\ntags: [x]\n---\nharbour lights\n")
    write(vault, "projects/two.md", "---\nname: Two\ntags: [x]\n---\nharbour walls\n")
    assert small("search", "harbour", "-lights", "--format", "ids").lines == ["two"]
    assert small("search", "-lights", "harbour", "--format", "ids").lines == ["two"]
    assert small("search", "-harbour", "tag:x").stdout == ""
    assert small("list", "-tag:x", "kind:project", "--format", "ids").lines == ["open-atlas"]
    assert small("search", "--format", "ids", "--", "-lights", "tag:x").lines == ["two"]


def test_a_word_with_two_minuses_is_an_option(small: Ask) -> None:
    ran = small("search", "--lights")
    assert (ran.code, ran.stdout) == (2, "")
    assert "--lights" in ran.stderr


def test_help_is_still_help(small: Ask) -> None:
    assert small("search", "-h").stdout.startswith("Usage: notebook search")


# show


def test_a_card_is_found_by_any_name(small: Ask) -> None:
    for name in (["ada-lovelace"], ["Ada Lovelace"], ["ada", "lovelace"], ["Countess"], ["lovelace"]):
        assert small("show", *name).lines[0] == "Ada Lovelace"


def test_a_name_that_fits_two_lists_both(small: Ask) -> None:
    ran = small("show", "sam")
    assert (ran.code, ran.stdout) == (4, "")
    assert "sam-okafor" in ran.stderr
    assert "sam-haddad" in ran.stderr


def test_an_unknown_name_is_exit_4(small: Ask) -> None:
    ran = small("show", "ada-lovelase")
    assert (ran.code, ran.stdout) == (4, "")
    assert "Did you mean ada-lovelace?" in ran.stderr


CARD = """\
Rui Costa  he/him
Engineer · ACM · Porto
friend · #close

  last contact  2 weeks ago · call (Sat 7 Nov)
  cadence       every week
  due           Sat 14 Nov, 1 week over
  met           19 Oct 2026 at PyCon PT through Ada Lovelace
  email         rui@example.org · work: rui@acm.example
  birthday      1 Dec 1990 · 36 on Tue 1 Dec
  interests     sailing
  knows         Ada Lovelace (colleague)
  note          Likes the sea.
  kids          Ana; Zé

With care
  knee operation in September

You promised
  send the book to Rui Costa   Thu 12 Nov, 9 days late

They promised
  the slides   no date, 2 weeks old

Ask next time
  how did the move go   since Sat 7 Nov   Sam Okafor

Talks (2)
  Tue 1 Dec 2026   coffee · planned
  Sat 7 Nov 2026   call               He moves house. · with Sam Okafor

Mentioned in
  projects/atlas.md:4   Atlas

contacts/rui.md
"""


def test_a_card_shows_what_is_known_and_open(small: Ask, vault: Path) -> None:
    write(vault, "contacts/rui.md", """---
name: Rui Costa
pronouns: he/him
relationship: friend
organization: acm
role: Engineer
location: Porto
emails: [rui@example.org, {work: rui@acm.example}]
birthday: 1990-12-01
interests: [sailing]
care: [knee operation in September]
knows: [{who: ada-lovelace, as: colleague}]
met: {date: 2026-10-19, at: 2026-10-19-pycon-pt, through: ada-lovelace}
cadence: weekly
tags: [close]
kids: [Ana, Zé]
---
Likes the sea.
""")  # fmt: skip
    write(vault, "interactions/2026-11-07-call.md", """---
date: 2026-11-07
with: [rui, sam-okafor]
channel: call
---
He moves house.

- [ ] send the book to [[rui]] due:2026-11-12
- [ ] @rui: the slides
- [?] how did the move go
""")  # fmt: skip
    write(vault, "interactions/2026-12-01-coffee.md", "---\ndate: 2026-12-01\nwith: [rui]\nchannel: coffee\n---\n")
    write(vault, "projects/atlas.md", "---\nname: Atlas\n---\nA book of maps, printed by [[rui]].\n")
    assert small("show", "rui").stdout == CARD


def test_a_card_shows_ten_talks_or_all(small: Ask, vault: Path) -> None:
    for day in range(1, 13):
        write(
            vault,
            f"interactions/2026-10-{day:02d}-call.md",
            f"---\ndate: 2026-10-{day:02d}\nwith: [ada-lovelace]\n---\n",
        )
    ran = small("show", "ada")
    assert sum(line.startswith("  ") and " Oct 2026" in line for line in ran.lines) == 10
    assert "  2 more: notebook show ada-lovelace --all" in ran.lines
    assert sum(" Oct 2026" in line for line in small("show", "ada", "--all").lines) == 12


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("coro-ribeira-alta", ["Coro da Ribeira Alta", "People you know there"]),
        ("tide-atlas", ["Tide Atlas", "active · Edições Sargaço", "Who takes part"]),
        ("2026-11-12-atlantic-map-days", ["Atlantic Map Days 2026", "Whom you met there"]),
        ("2026-12-02-call-will-thackwray", ["Wed 2 Dec 2026, 16:00 · call · Will Thackwray"]),
    ],
)
def test_every_kind_has_a_card(ask: Ask, name: str, lines: list[str]) -> None:
    ran = ask("show", name)
    assert ran.code == 0
    assert [line for line in lines if line not in ran.lines] == []


def test_every_record_of_the_example_has_a_card(ask: Ask) -> None:
    ids = ask(
        "list", "kind:contact", "OR", "kind:event", "OR", "kind:org", "OR", "kind:project", "--format", "ids"
    ).lines
    for name in ids:
        ran = ask("show", name)
        assert ran.code == 0, ran.stderr
        assert all(len(line) <= 102 for line in ran.lines), name  # marks for text from right to left take no room


def test_nothing_in_a_note_commands_the_terminal(small: Ask, vault: Path) -> None:
    fields = r"""name: "Eve \e[31m\u202e"
role: "\e]0;title\a"
tags: ["a\e[2J"]
key: "\x9b1m"
"""
    text = f"---\n{fields}---\nbody \x1b[1m\n\n- [ ] \x1b[5m\n"
    write(vault, "contacts/eve.md", text)
    for arguments in (["show", "eve"], ["list"], ["search", "body"], ["promises"], ["check"], ["due"]):
        for form in ("table", "json", "jsonl", "csv", "{{ id }}{{ name }}{{ text }}{{ message }}"):
            ran = small(*arguments, *(() if arguments[0] == "check" and "{{" in form else ("--format", form)))
            plain = ran.stdout.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
            assert not set(plain) & set("\x1b\x07\x9b\u202e"), (arguments, form)


# search


def test_a_search_shows_the_line_that_matches(small: Ask, vault: Path) -> None:
    write(
        vault,
        "interactions/2026-11-07-call.md",
        "---\ndate: 2026-11-07\nwith: [ada-lovelace]\nchannel: call\n---\nHello.\n\nShe sails a catamaran.\n",
    )
    assert small("search", "catamaran").lines == ["  Ada Lovelace   call   Sat 7 Nov 2026   She sails a catamaran."]
    assert small("search", "catamaran", "--format", "{{ path }}:{{ line }}: {{ snippet }}").lines == [
        "interactions/2026-11-07-call.md:8: She sails a catamaran."
    ]


def test_a_search_makes_the_match_bold_in_colour(run: Runner, vault: Path) -> None:
    write(vault, "projects/boat.md", "---\nname: Boat\n---\nA catamaran.\n")
    ran = run("--vault", str(vault), "--color", "always", "search", "catamaran")
    assert "A \x1b[1mcatamaran\x1b[0m." in ran.stdout


def test_a_search_for_nothing_known_says_what_was_meant(ask: Ask) -> None:
    ran = ask("search", "tyde", "gague", "kind:interaction")
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == 'Nothing found. Did you mean "tide gauge kind:interaction"?\n'


def test_a_search_without_words_needs_no_index(small: Ask, tmp_path: Path) -> None:
    assert small("search", "kind:project", "--format", "ids").lines == ["open-atlas"]
    assert not list((tmp_path / "cache").rglob("index/*"))


def test_a_search_says_what_for(small: Ask) -> None:
    ran = small("search")
    assert ran.code == 2
    assert "search for" in ran.stderr


def test_a_table_of_hits_is_one_screen(ask: Ask) -> None:
    ran = ask("search", "porto")
    assert len(ran.lines) <= 40
    assert "more: --limit" in ran.stderr
    assert len(ask("search", "porto", "--format", "ids").lines) > 20


def test_words_search_in_every_listing(small: Ask, vault: Path) -> None:
    write(
        vault,
        "contacts/rui.md",
        "---\nname: Rui\ncadence: weekly\nbirthday: --11-30\n---\nSails a catamaran.\n\n- [ ] the book\n",
    )
    write(vault, "contacts/lia.md", "---\nname: Lia\ncadence: weekly\nbirthday: --11-29\n---\n\n- [ ] the map\n")
    assert small("list", "catamaran", "--format", "ids").lines == ["rui"]
    assert small("due", "catamaran", "--format", "ids").lines == ["rui"]
    assert small("upcoming", "catamaran", "--format", "ids").lines == ["rui"]
    assert small("promises", "catamaran", "--format", "{{ text }}").lines == ["the book"]


# due


DUE = """\
---
name: {name}
cadence: {cadence}
met: {{date: 2026-01-05, at: 2026-10-19-pycon-pt}}
tags: [{tags}]
---
"""


@pytest.fixture
def due_vault(vault: Path) -> Path:
    (vault / "notebook.toml").write_text('me = "clara"\n[cadence]\nclose = "2 weeks"\n')
    write(vault, "contacts/rui.md", DUE.format(name="Rui Costa", cadence="6 weeks", tags=""))
    write(vault, "contacts/ana.md", DUE.format(name="Ana Sousa", cadence="", tags="close"))
    write(vault, "contacts/lia.md", "---\nname: Lia\ncadence: monthly\n---\n")
    fields = "---\ndate: 2026-09-28\nwith: [rui]\nchannel: call\n---\n"
    write(vault, "interactions/2026-09-28-call.md", f"{fields}He wants the talk.\n\n- [ ] the notes\n")
    write(vault, "interactions/2026-11-10-walk.md", "---\ndate: 2026-11-10\nwith: [ana]\nchannel: walk\n---\nRain.\n")
    return vault


def test_who_is_due_and_why(small: Ask, due_vault: Path) -> None:
    assert small("due").lines == [
        "  Rui Costa  8 weeks ago · call  every 6 weeks  12 days over",
        "    you promised: the notes, 8 weeks ago · He wants the talk.",
        "  Lia        never               every month    –",
        "2 due, 1 more within a week (notebook due --all)",
    ]


def test_who_is_due_stands_on_one_line_where_there_is_room(run: Runner, due_vault: Path) -> None:
    ran = run("--vault", str(due_vault), "due", "--all", env={"COLUMNS": "140"})
    reason = "you promised: the notes, 8 weeks ago · He wants the talk."
    assert ran.lines == [
        f"  Rui Costa   8 weeks ago · call   every 6 weeks           12 days over   {reason}",
        "  Ana Sousa   11 days ago · walk   every 2 weeks (close)   in 3 days      Rain.",
        "  Lia         never                every month             –",
        "2 due, 1 more within a week.",
    ]


def test_nobody_due_is_said(small: Ask, vault: Path) -> None:
    assert small("due").lines == ["Nobody is due."]
    assert small("due", "--format", "json").stdout == "[]\n"


def test_due_can_be_limited_and_sorted(small: Ask, due_vault: Path) -> None:
    assert small("due", "--all", "--sort", "name", "--format", "ids").lines == ["ana", "lia", "rui"]
    assert small("due", "--limit", "1", "--format", "ids").lines == ["rui"]
    assert small("due", "tag:close", "--all", "--format", "ids").lines == ["ana"]


def test_a_second_look_needs_no_yaml_jinja_or_whoosh(run: Runner, due_vault: Path) -> None:
    time.sleep(2.1)  # what was changed within the last two seconds is read again
    run("--vault", str(due_vault), "list")
    for command in (["due"], ["upcoming"], ["promises"], ["list"], ["show", "ada"], ["check"]):
        probe = f"import sys; from notebook.cli.main import run; run({['--vault', str(due_vault), *command]!r}); "
        probe += "print(sorted({'yaml', 'jinja2', 'whoosh', 'frontmatter', 'markdown_it'} & sys.modules.keys()))"
        done = subprocess.run(
            [sys.executable, "-c", probe], capture_output=True, encoding="utf-8", env=run.environment(), check=True
        )
        assert done.stdout.splitlines()[-1] == "[]", command


# upcoming


def test_what_lies_ahead_by_day(small: Ask, vault: Path) -> None:
    fields = "birthday: 1990-11-30\ndates: [{date: 2020-11-29, what: wedding}]\n"
    write(vault, "contacts/rui.md", f"---\nname: Rui\n{fields}---\n- [ ] @rui: the map due:2026-11-25\n")
    write(vault, "contacts/old.md", "---\nname: Old\nbirthday: 1990-11-30\nstatus: archived\n---\n")
    write(vault, "organizations/acm.md", "---\nname: ACM\nrenews: 2026-12-01\n---\n- [ ] vote due:2026-11-26\n")
    write(
        vault,
        "events/party.md",
        "---\nname: Party\nstart: 2026-11-20\nend: 2026-11-22\nkind: dinner\nplace: Porto\nwith: [rui]\n---\n",
    )
    write(
        vault,
        "interactions/walk.md",
        "---\ndate: 2026-11-28 10:00\nwith: [rui]\nchannel: walk\nplace: the beach\n---\n",
    )
    write(vault, "interactions/no.md", "---\ndate: 2026-11-28\nwith: [rui]\nstatus: cancelled\n---\n")
    assert small("upcoming").lines == [
        "  yesterday    on now       Party   dinner in Porto, you know 1 there",
        "  Wed 25 Nov   in 4 days    Rui     promised you: the map",
        "  Thu 26 Nov   in 5 days    ACM     you promised: vote",
        "  Sat 28 Nov   in 1 week    Rui     walk planned, the beach, 10:00",
        "  Sun 29 Nov   in 8 days    Rui     wedding, 6 years ago",
        "  Mon 30 Nov   in 9 days    Rui     birthday, 36",
        "  Tue 1 Dec    in 10 days   ACM     membership renews",
    ]
    assert small("upcoming", "--days", "4", "--format", "{{ kind }}").lines == ["event", "promise"]
    assert small("upcoming", "kind:org", "--format", "{{ what }}").lines == ["you promised: vote", "membership renews"]


# promises


def test_promises_both_ways(small: Ask, vault: Path) -> None:
    write(vault, "interactions/2026-10-10-call.md", """---
date: 2026-10-10
with: [ada-lovelace]
---
- [ ] the grant list due:2026-11-20
- [ ] the proofs due:2026-11-25
- [ ] a walk
- [ ] @ada-lovelace: the drawings due:2026-11-01
- [x] the table done:2026-10-12
- [-] the boat
""")  # fmt: skip
    drawings, grants, proofs, walk = small("promises", "--format", "ids").lines
    assert small("promises").lines == [
        "You promised",
        f"  Ada Lovelace   the grant list   yesterday              {grants}",
        f"  Ada Lovelace   the proofs       Wed 25 Nov             {proofs}",
        f"  Ada Lovelace   a walk           no date, 6 weeks old   {walk}",
        "Others promised you",
        f"  Ada Lovelace   the drawings   Sun 1 Nov, 3 weeks late   {drawings}",
    ]
    assert small("promises", "--theirs").lines[0] == "Others promised you"
    assert small("promises", "--mine", "--format", "{{ text }}").lines == ["the grant list", "the proofs", "a walk"]
    assert small("promises", "--done").lines == [
        "You promised",
        "  Ada Lovelace   the table   done Mon 12 Oct",
        "  Ada Lovelace   the boat    dropped",
    ]
    assert small("promises", "name:sam").stdout == ""
