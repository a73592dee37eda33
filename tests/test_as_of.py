"""`--as-of`: a commit reads as if it were checked out, and nothing but the cache is touched."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import past
import pytest
from conftest import Ran, Runner
from past import commit, git

from notebook.cli.main import COMMANDS
from notebook.git.past import objects
from notebook.places import cache_folder
from notebook.vault.posix import locked
from notebook.vault.reading.committed import Committed
from notebook.vault.reading.scan import scan

SAMPLE = (24, 30, 55, 99)

QUESTIONS = (
    ("due", "--all"),
    ("due", "--format", "json"),
    ("next", "--format", "json"),
    ("next", "--backtest", "--format", "json"),
    ("list", "--format", "json"),
    ("list", "tag:seen-3 OR last:>60d"),
    ("promises", "--format", "json"),
    ("promises", "--ask", "--format", "json"),
    ("mentors", "--format", "json"),
    ("interviews", "--format", "json"),
    ("upcoming", "--days", "60"),
    ("search", "map", "--limit", "10"),
    ("search", "some", "-lisbon", "--format", "json"),
    ("digest",),
    ("digest", "--format", "md"),
    ("digest", "--format", "html"),
    ("digest", "--format", "json"),
    ("brief", "--format", "json"),
    ("triage", "--format", "json"),
    ("check", "--format", "json"),
    ("check",),
)


@pytest.fixture(autouse=True)
def in_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days end when they do in Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A vault with a past, and its commits."""
    root = tmp_path_factory.mktemp("lived") / "vault"
    return root, past.live(root)


@pytest.fixture(scope="module")
def checkout(lived: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A function that gives a folder with one of the commits checked out."""
    folder = tmp_path_factory.mktemp("checkout") / "vault"
    git(lived[0], "clone", "--quiet", str(lived[0]), str(folder))

    def at(number: int) -> Path:
        shutil.rmtree(cache_folder(folder), ignore_errors=True)  # an index that followed changes ranks by its past
        git(folder, "checkout", "--quiet", "--force", "--detach", lived[1][number])
        return folder

    return at


@pytest.fixture
def small(home: Path) -> Path:
    """A vault of two commits: Ada on 27 February 2026, and Bob, who came on 5 March."""
    root = home / "small"
    (root / "contacts").mkdir(parents=True)
    (root / "notebook.toml").write_text("")
    (root / "contacts/ada.md").write_text("---\nname: Ada\ncadence: 10 days\n---\nClimbs.\n")
    git(root, "init", "--quiet")
    commit(root, "Ada", datetime.datetime(2026, 2, 27, 12, tzinfo=datetime.UTC))
    (root / "contacts/bob.md").write_text("---\nname: Bob\n---\nSails.\n")
    commit(root, "Bob", datetime.datetime(2026, 3, 5, 23, 30, tzinfo=datetime.UTC))
    return root


def names(run: Runner, vault: Path, when: str) -> list[str]:
    ran = run("--as-of", when, "list", "--format", "ids", cwd=vault)
    assert ran.code == 0, ran.stderr
    return ran.lines


def told(run: Runner, vault: Path, *options: str) -> list[str]:
    """What stands for all that is known of a vault."""
    commands = (("due", "--all"), ("list", "--format", "json"), ("check", "--format", "json"))
    return [run(*options, *command, cwd=vault).stdout for command in commands]


def answers(run: Runner, vault: Path, *options: str) -> dict[tuple[str, ...], tuple[int, str]]:
    """What a vault answers to everything."""
    contacts = run(*options, "list", "--kind", "contact", "--format", "ids", cwd=vault).lines
    cards = [("show", name) for name in contacts[:: max(1, len(contacts) // 4)]]
    ran = {question: run(*options, *question, cwd=vault) for question in (*QUESTIONS, *cards)}
    return {question: (one.code, one.stdout) for question, one in ran.items()}


@pytest.mark.parametrize("number", SAMPLE)
def test_a_commit_reads_as_if_it_were_checked_out(
    number: int, lived: tuple[Path, list[str]], checkout: Callable[[int], Path], run: Runner
) -> None:
    root, ids = lived
    assert answers(run, checkout(number)) == answers(run, root, "--as-of", ids[number])


def test_the_files_of_every_commit_are_those_of_its_checkout(
    lived: tuple[Path, list[str]], checkout: Callable[[int], Path]
) -> None:
    root, ids = lived
    for number, name in enumerate(ids):
        reader = objects.BlobReader(root)
        seen = Committed(root, Files(root, name, reader)).scan()
        expected = scan(checkout(number))
        assert (expected.paths, expected.problems) == (seen.paths, seen.problems), number
        reader.close()


@dataclass(frozen=True)
class Files:
    """What git has of a commit."""

    root: Path
    commit: str
    reader: objects.BlobReader

    def leaves(self, *below: str) -> list[objects.Leaf]:
        return objects.tree(self.root, self.commit, *below)

    def leaf(self, path: str) -> objects.Leaf | None:
        return objects.leaf(self.root, self.commit, path)

    def blob(self, name: str, cap: int) -> objects.Blob:
        return self.reader.read(name, cap)

    def blobs(self, names: Iterable[str], cap: int) -> Iterator[objects.Blob]:
        return objects.blobs(self.root, names, cap)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, past.COMMITS, 10))
def test_every_commit_reads_as_if_it_were_checked_out(
    start: int, lived: tuple[Path, list[str]], checkout: Callable[[int], Path], run: Runner
) -> None:
    root, ids = lived
    run("due", cwd=root)
    for number in range(start, start + 10):
        assert answers(run, checkout(number)) == answers(run, root, "--as-of", ids[number]), number


@pytest.mark.parametrize("known", ["nothing", "the vault", "another commit", "a commit with other settings"])
def test_what_is_known_of_other_files_changes_nothing(
    known: str, lived: tuple[Path, list[str]], checkout: Callable[[int], Path], run: Runner
) -> None:
    root, ids = lived
    before = {"nothing": (), "the vault": ("due",), "another commit": ("--as-of", ids[30], "due")}
    command = before.get(known, ("--as-of", ids[60], "due"))
    if command:
        run(*command, cwd=root)
    assert told(run, checkout(33)) == told(run, root, "--as-of", ids[33])


def test_the_second_time_it_says_the_same(lived: tuple[Path, list[str]], run: Runner) -> None:
    root, ids = lived
    first = told(run, root, "--as-of", ids[33])
    assert first == told(run, root, "--as-of", ids[33])


def test_a_commit_that_is_known_is_not_read_again(
    lived: tuple[Path, list[str]], run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ids = lived
    first = run("--as-of", ids[33], "due", cwd=root)
    monkeypatch.setattr("notebook.git.past.objects.tree", None)
    monkeypatch.setattr("notebook.git.past.objects.blobs", None)
    assert first == run("--as-of", ids[33], "due", cwd=root)


def test_nothing_in_the_vault_or_its_repository_is_touched(lived: tuple[Path, list[str]], run: Runner) -> None:
    root, ids = lived
    before = fingerprint(root)
    answers(run, root, "--as-of", ids[33])
    run("--as-of", ids[40], "index", "status", cwd=root)
    run("--as-of", ids[40], "log", "coffee with Rita", cwd=root)
    assert before == fingerprint(root)


def fingerprint(root: Path) -> str:
    """One number for all that is in a folder, times of change included."""
    found = hashlib.blake2b()
    for place in sorted((root, *root.rglob("*"))):
        status = place.lstat()
        content = place.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        found.update(repr((os.fspath(place), status.st_mode, status.st_mtime_ns, content)).encode())
    return found.hexdigest()


# Which commit is meant.


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-02-27", ["ada"]),
        ("2026-02", ["ada"]),
        ("2026-03-04", ["ada"]),
        ("2026-03-05", ["ada", "bob"]),
        ("2026-W10", ["ada", "bob"]),
        ("2026-03", ["ada", "bob"]),
        ("5 Mar 2026", ["ada", "bob"]),
        ("yesterday", ["ada", "bob"]),
        ("HEAD", ["ada", "bob"]),
        ("HEAD~1", ["ada"]),
        ("main", ["ada", "bob"]),
        ("main^{/Ada}", ["ada"]),
        (":/Ada", ["ada"]),
    ],
)
def test_a_day_or_a_revision_picks_its_commit(when: str, expected: list[str], small: Path, run: Runner) -> None:
    assert expected == names(run, small, when)


def test_a_tag_and_a_short_id_are_revisions(small: Path, run: Runner) -> None:
    git(small, "tag", "--annotate", "--message", "then", "then", "HEAD~1")
    assert ["ada"] == names(run, small, "then")
    assert ["ada"] == names(run, small, git(small, "rev-parse", "--short", "HEAD~1"))


def test_a_day_ends_where_the_user_is(small: Path, run: Runner) -> None:
    def ids(zone: str) -> list[str]:
        ran = run.program("--as-of", "2026-03-05", "list", "--format", "ids", cwd=small, env={"TZ": zone})
        return ran.lines

    assert (["ada", "bob"], ["ada"]) == (ids("Europe/London"), ids("Asia/Tokyo"))


def test_the_days_of_a_branch_merged_later_are_not_those_of_the_vault(small: Path, run: Runner) -> None:
    git(small, "checkout", "--quiet", "-b", "phone", "HEAD~1")
    (small / "contacts/eve.md").write_text("---\nname: Eve\n---\n")
    commit(small, "Eve", datetime.datetime(2026, 3, 6, tzinfo=datetime.UTC))
    git(small, "checkout", "--quiet", "main")
    day = datetime.datetime(2026, 3, 8, tzinfo=datetime.UTC)
    git(small, "merge", "--quiet", "--no-edit", "phone", day=day)
    assert ["ada", "bob"] == names(run, small, "2026-03-07")
    assert ["ada", "bob", "eve"] == names(run, small, "2026-03-08")


def test_it_says_which_commit_it_reads(small: Path, run: Runner) -> None:
    short = git(small, "rev-parse", "HEAD~1")[:7]
    ran = run("--as-of", "2026-03-01", "due", cwd=small)
    assert f"As of Sun 1 Mar 2026: commit {short} of Fri 27 Feb 2026.\n" == ran.stderr
    ran = run("--as-of", "HEAD~1", "due", cwd=small)
    assert f"As of HEAD~1: commit {short} of Fri 27 Feb 2026.\n" == ran.stderr


def test_quietly_it_says_nothing(small: Path, run: Runner) -> None:
    assert run("-q", "--as-of", "HEAD", "due", cwd=small).stderr == ""


# The day that counts as today.


def test_a_day_counts_as_today(small: Path, run: Runner) -> None:
    ran = run.program("--as-of", "2026-03-01", "digest", cwd=small, env={"NOTEBOOK_TODAY": ""})
    assert "Week 9" in ran.lines[0]


def test_today_is_what_was_said_to_be(small: Path, run: Runner) -> None:
    assert "Week 30" in run("--today", "2026-07-22", "--as-of", "2026-03-01", "digest", cwd=small).lines[0]
    assert "Week 47" in run("--as-of", "2026-03-01", "digest", cwd=small).lines[0]  # $NOTEBOOK_TODAY


def test_a_revision_leaves_today_alone(small: Path, run: Runner) -> None:
    assert run("digest", cwd=small).lines[0] == run("--as-of", "HEAD~1", "digest", cwd=small).lines[0]


def test_words_for_a_day_are_read_from_today(small: Path, run: Runner) -> None:
    ran = run("--today", "2026-03-08", "--as-of", "last wednesday", "list", "--format", "ids", cwd=small)
    assert ["ada"] == ran.lines


# What cannot be answered.


@pytest.mark.parametrize(
    ("when", "code", "message"),
    [
        ("nonsense", 2, '--as-of "nonsense" is no day, and no commit that git knows.'),
        ("HEAD~9", 2, '--as-of "HEAD~9" is no day, and no commit that git knows.'),
        ("2026-02-30", 2, '--as-of "2026-02-30" is no day, and no commit that git knows.'),
        ("--all", 2, '--as-of "--all" is no day, and no commit that git knows.'),
        ("-1", 2, '--as-of "-1" is no day, and no commit that git knows.'),
        ("", 2, '--as-of "" is no day, and no commit that git knows.'),
        ("^HEAD", 2, '--as-of "^HEAD" is no day, and no commit that git knows.'),
        ("HEAD~1..HEAD", 2, '--as-of "HEAD~1..HEAD" is no day, and no commit that git knows.'),
        ("HEAD:contacts", 2, '--as-of "HEAD:contacts" is no day, and no commit that git knows.'),
        ("2027", 2, '--as-of "2027" is yet to come.'),
        ("2026-02-26", 1, "There was no commit by Thu 26 Feb 2026."),
        ("1950", 1, "There was no commit by Sun 31 Dec 1950."),
        ("0001", 1, "There was no commit by Mon 31 Dec 1."),
    ],
)
def test_what_means_no_commit_is_an_error(when: str, code: int, message: str, small: Path, run: Runner) -> None:
    ran = run(f"--as-of={when}", "due", cwd=small)
    assert (code, f"Error: {message}", "") == (ran.code, ran.stderr.splitlines()[0], ran.stdout)


def test_a_day_before_the_first_commit_is_told_the_first(small: Path, run: Runner) -> None:
    ran = run("--as-of", "2025", "due", cwd=small)
    assert "Hint: The first commit is of Fri 27 Feb 2026." == ran.stderr.splitlines()[1]


def test_a_vault_without_a_repository_has_no_past(vault: Path, run: Runner) -> None:
    ran = run("--as-of", "HEAD", "due", cwd=vault)
    assert (1, "Error: The vault is in no git repository, so it has no past to read.") == said(ran)


def test_a_repository_without_a_commit_has_no_past(vault: Path, run: Runner) -> None:
    git(vault, "init", "--quiet")
    assert (1, "Error: The vault's repository has no commit yet.") == said(run("--as-of", "today", "due", cwd=vault))


def test_without_git_there_is_no_past(small: Path, run: Runner) -> None:
    ran = run("--as-of", "HEAD", "due", cwd=small, env={"PATH": "/nowhere"})
    assert (6, "Error: git is not installed.") == said(ran)


def test_a_commit_without_settings_has_no_vault(small: Path, run: Runner) -> None:
    (small / "notebook.toml").rename(small / "kept")
    commit(small, "No vault", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    name = git(small, "rev-parse", "HEAD")
    (small / "kept").rename(small / "notebook.toml")
    ran = run("-q", "--as-of", name, "due", cwd=small)
    assert (3, f"Error: There was no vault in {small} then: commit {name[:7]} has no notebook.toml.") == said(ran)


def test_a_blob_that_git_lacks_is_an_error(small: Path, run: Runner) -> None:
    blob = git(small, "rev-parse", "HEAD:contacts/ada.md")
    (small / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ran = run("-q", "--as-of", "HEAD", "due", cwd=small)
    assert (6, f"Error: git does not have {blob[:12]}, which a commit of the vault holds.") == said(ran)


@pytest.mark.parametrize("lacks", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_nothing(lacks: str, small: Path, run: Runner, home: Path) -> None:
    git(small, "config", "uploadpack.allowFilter", "true")
    git(home, "clone", "--quiet", "--no-checkout", f"--filter={lacks}", f"file://{small}", "partial")
    (home / "partial/notebook.toml").write_text("")
    before = fingerprint(home / "partial")
    assert run("-q", "--as-of", "HEAD", "due", cwd=home / "partial").code == 6
    assert before == fingerprint(home / "partial")


@pytest.mark.parametrize("protocol", ["ext", "ssh"])
def test_a_strangers_partial_clone_runs_no_program(protocol: str, small: Path, run: Runner, home: Path) -> None:
    ran = home / "ran"
    git(small, "config", "uploadpack.allowFilter", "true")
    git(home, "clone", "--quiet", "--no-checkout", "--filter=tree:0", f"file://{small}", "partial")
    settings = {"remote.origin.url": f"ext::touch {ran}" if protocol == "ext" else "ssh://x/y",
                f"protocol.{protocol}.allow": "always", "core.sshCommand": f"touch {ran}",
                "core.fsmonitor": f"touch {ran}"}  # fmt: skip
    for name, value in settings.items():
        git(home / "partial", "config", name, value)
    (home / "partial/notebook.toml").write_text("")
    for when in ("HEAD", "HEAD~1", "2026-03-01", "main:contacts", "nonsense"):
        run("--as-of", when, "due", cwd=home / "partial")
    assert not ran.exists()


def test_a_shallow_clone_has_the_past_it_has(small: Path, run: Runner, home: Path) -> None:
    git(home, "clone", "--quiet", "--depth=1", f"file://{small}", "shallow")
    assert ["ada", "bob"] == names(run, home / "shallow", "HEAD")
    assert run("--as-of", "HEAD~1", "due", cwd=home / "shallow").code == 2


def said(ran: Ran) -> tuple[int, str]:
    return ran.code, ran.stderr.splitlines()[0]


# What writes is refused.


WRITING = (
    ("log", "coffee with Ada"),
    ("new", "contact", "Rita"),
    ("set", "ada", "role=x"),
    ("add", "ada", "tags=x"),
    ("remove", "ada", "cadence"),
    ("tag", "ada", "x"),
    ("snooze", "ada", "friday"),
    ("archive", "ada"),
    ("pause", "ada"),
    ("edit", "ada"),
    ("done", "ada"),
    ("drop", "ada"),
    ("rename", "ada", "Ada L"),
    ("merge", "ada", "bob"),
    ("undo",),
    ("init", "there"),
    ("digest", "--save"),
    ("check", "--fix"),
    ("introduce", "ada", "bob", "--note"),
    ("check", "--dry-run"),
    ("index", "rebuild"),
    ("index", "clear"),
    ("git", "setup"),
    ("git", "sync"),
)
READING = (
    "show", "list", "search", "due", "next", "upcoming", "promises", "brief", "triage", "stats", "graph",
    "topics", "mentors", "interviews", "fields", "completion", "help-for", "thanks", "path", "who", "draft",
    "bio", "common", "introduce"
)  # fmt: skip


@pytest.mark.parametrize("command", WRITING)
def test_what_writes_is_refused(command: tuple[str, ...], small: Path, run: Runner) -> None:
    before = fingerprint(small)
    ran = run("--as-of", "HEAD", *command, cwd=small)
    words = command[:2] if command[0] in ("index", "git", "digest", "check") else command[:1]
    words += ("--note",) if "--note" in command else ()
    assert (2, f"Error: --as-of only reads; `{' '.join(words)}` writes.", "") == (*said(ran), ran.stdout)
    assert before == fingerprint(small)


@pytest.mark.parametrize(
    "command", [("git", "--", "sync"), ("index", "--", "clear"), ("--", "undo"), ("init", "--", "-h")], ids=" ".join
)
def test_two_dashes_let_nothing_through_that_writes(command: tuple[str, ...], small: Path, run: Runner) -> None:
    before = fingerprint(small)
    ran = run("--as-of", "HEAD", *command, cwd=small)
    assert (ran.code, "--as-of only reads" in ran.stderr) == (2, True)
    assert before == fingerprint(small)


def test_every_command_reads_or_writes() -> None:
    assert sorted(COMMANDS) == sorted({*READING, *(command[0] for command in WRITING)})


def test_help_is_given_with_it(small: Path, run: Runner) -> None:
    assert run("--as-of", "HEAD", "log", "--help", cwd=small).code == 0


def test_an_unknown_command_is_what_is_wrong(small: Path, run: Runner) -> None:
    assert 'There is no command "frob"' in run("--as-of", "HEAD", "frob", cwd=small).stderr


def test_nothing_is_mended_with_it(small: Path, run: Runner, tmp_path: Path) -> None:
    run("--as-of", "HEAD", "due", cwd=small)
    assert not (tmp_path / "state").exists()


# Where the vault and its files are.


def test_the_vault_may_be_a_folder_of_its_repository(home: Path, run: Runner) -> None:
    root = home / "all" / "of [it]"
    (root / "contacts").mkdir(parents=True)
    (root / "notebook.toml").write_text("")
    (home / "all/contacts").mkdir()
    (home / "all/contacts/eve.md").write_text("---\nname: Eve\n---\n")
    (root / "contacts/ada.md").write_text("---\nname: Ada\n---\nClimbs.\n")
    git(home / "all", "init", "--quiet")
    commit(home / "all", "Ada", past.FIRST)
    (root / "contacts/ada.md").unlink()
    assert ["ada"] == names(run, root, "HEAD")
    assert ["ada"] == run("--as-of", "HEAD", "search", "climbs", "--format", "ids", cwd=root).lines


def test_a_submodule_is_no_part_of_the_vault(small: Path, run: Runner) -> None:
    git(small, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(small), "contacts/other.md")
    commit(small, "Other", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    assert ["ada", "bob"] == names(run, small, "HEAD")


def test_a_link_with_a_whole_path_into_the_vault_is_followed(small: Path, run: Runner) -> None:
    (small / "contacts/also.md").symlink_to(small / "contacts/ada.md")
    commit(small, "Also", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    assert run("list", "--format", "ids", cwd=small).lines == names(run, small, "HEAD")


def test_the_settings_may_be_a_link(small: Path, run: Runner) -> None:
    (small / "notebook.toml").unlink()
    (small / "settings").write_text('[folders]\ncontact = "people"\n')
    (small / "notebook.toml").symlink_to("settings")
    (small / "contacts").rename(small / "people")
    commit(small, "Linked", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    assert ["ada", "bob"] == names(run, small, "HEAD")


def test_a_template_outside_of_templates_is_none(small: Path, run: Runner) -> None:
    (small / "secret.j2").write_text("secret")
    (small / "templates").mkdir()
    (small / "templates/out.md.j2").symlink_to("../secret.j2")
    commit(small, "Templates", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    for template in ("out.md.j2", "../secret.j2"):
        assert run("--as-of", "HEAD", "digest", "--template", template, cwd=small).code == 1


def test_a_template_of_the_commit_is_used(small: Path, run: Runner) -> None:
    (small / "templates").mkdir()
    (small / "templates/brief.txt.j2").write_text("As it was: {{ period.until }}\n")
    commit(small, "Templates", datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC))
    shutil.rmtree(small / "templates")
    ran = run("--as-of", "HEAD", "digest", "--template", "brief.txt", cwd=small)
    assert ran.stdout == "As it was: 2026-11-22\n"


def test_completion_offers_what_there_was(small: Path, run: Runner) -> None:
    def offered(when: str) -> str:
        words = f"notebook --as-of {when} show "
        env = {"_NOTEBOOK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": "4"}
        ran = run.program(cwd=small, env=env)
        return f"{ran.stdout}{ran.stderr}".strip()

    assert ("plain,ada\nplain,bob", "plain,ada", "") == tuple(map(offered, ("HEAD", "HEAD~1", "nonsense")))


# The cache.


def folders(root: Path) -> list[str]:
    return sorted(folder.name for folder in (cache_folder(root) / "as-of").iterdir())


def test_the_commits_used_last_are_kept(lived: tuple[Path, list[str]], run: Runner) -> None:
    root, ids = lived
    for number in (1, 2, 3, 4, 1, 5, 6):
        run("--as-of", ids[number], "due", cwd=root)
    assert sorted(ids[number] for number in (1, 4, 5, 6)) == folders(root)


def test_a_commit_that_another_notebook_reads_is_kept(lived: tuple[Path, list[str]], run: Runner) -> None:
    root, ids = lived
    run("--as-of", ids[1], "due", cwd=root)
    with locked(str(cache_folder(root) / "as-of" / ids[1])):
        for number in (2, 3, 4, 5):
            run("--as-of", ids[number], "due", cwd=root)
    assert sorted(ids[1:6]) == folders(root)


def test_clearing_what_is_derived_clears_the_commits(small: Path, run: Runner) -> None:
    run("--as-of", "HEAD", "due", cwd=small)
    run("index", "clear", cwd=small)
    assert not (cache_folder(small) / "as-of").exists()


def test_the_cache_is_for_the_user_alone(small: Path, run: Runner) -> None:
    run("--as-of", "HEAD", "due", cwd=small)
    cache = cache_folder(small)
    modes = {path.stat().st_mode & 0o777 for path in (cache, *cache.rglob("*")) if path.is_dir()}
    assert modes == {0o700}


@pytest.mark.parametrize("damage", ["catalog.sqlite", "scan", "both"])
def test_a_damaged_cache_is_made_anew(damage: str, small: Path, run: Runner) -> None:
    first = answers(run, small, "--as-of", "HEAD")
    folder = cache_folder(small) / "as-of" / git(small, "rev-parse", "HEAD")
    for name in ("catalog.sqlite", "scan") if damage == "both" else (damage,):
        (folder / name).write_bytes(b"\xff" * 100)
    assert first == answers(run, small, "--as-of", "HEAD")


def test_a_catalog_of_another_version_is_not_used(small: Path, run: Runner) -> None:
    first = answers(run, small, "--as-of", "HEAD")
    folder = cache_folder(small) / "as-of" / git(small, "rev-parse", "HEAD")
    with sqlite3.connect(folder / "catalog.sqlite") as database:
        database.execute("UPDATE meta SET value = 'another' WHERE name = 'key'")
    assert first == answers(run, small, "--as-of", "HEAD")


def test_it_works_where_nothing_can_be_kept(small: Path, run: Runner, tmp_path: Path) -> None:
    first = answers(run, small, "--as-of", "HEAD")
    (tmp_path / "file").write_text("")
    assert first == {
        question: (ran.code, ran.stdout)
        for question in first
        if (ran := run("--as-of", "HEAD", *question, cwd=small, env={"NOTEBOOK_CACHE": str(tmp_path / "file" / "no")}))
    }


def test_many_at_once_do_not_disturb_each_other(lived: tuple[Path, list[str]], run: Runner) -> None:
    root, ids = lived
    expected = {number: run("--as-of", ids[number], "due", cwd=root).stdout for number in range(5)}
    shutil.rmtree(cache_folder(root))
    started = [(number, run.start("--as-of", ids[number], "due", cwd=root)) for number in (0, 1, 2, 3, 4, 0)]
    assert [(number, expected[number]) for number, _ in started] == [
        (number, process.communicate()[0]) for number, process in started
    ]


@pytest.fixture(autouse=True, scope="module")
def no_git_is_left() -> Iterator[None]:
    """Every git that a test starts has ended."""
    yield
    there = subprocess.run(["ps", "-A", "-o", "ppid=,comm="], capture_output=True, encoding="utf-8", check=True).stdout
    assert [str(os.getpid()), "git"] not in [line.split() for line in there.splitlines()]
