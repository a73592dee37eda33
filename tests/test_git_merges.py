"""Two random sequences of edits of one note, merged: nothing of either is lost, and what comes out is a note.

Real git does it in both directions and by rebase, and by the ways in which git merges one file or another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from merging import LATER, Verdict, git_merge, judged, says, tried, unequal, with_back
from merging_cards import Pair, readable, some_pair
from merging_git import Program, Repository, program_in, repository_of, serving
from random_notes import some_file, some_value

from notebook.changes.threeway import Versions, merge_three
from notebook.errors import Refused
from notebook.git.setup import clone_settings
from notebook.git.text_merge import merge_text
from notebook.text.document import read_document
from notebook.text.edits import set_value
from notebook.text.frontmatter import read_front_matter
from notebook.text.nodes import plain_value

NOTE = b"---\nname: Ada Lovelace\nrole: Mathematician\ntags: [close]\n---\nShe laughed.\n\n- [ ] send the map\n"
PATH = "contacts/ada-lovelace.md"


class Tally:
    """What came of many merges."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.shown: list[str] = []

    def take(self, pair: Pair, verdict: Verdict, way: str) -> None:
        self.counts[way] += 1
        self.counts["conflicts"] += bool(verdict.conflicts)
        self.counts.update(set(verdict.remarks))
        self.counts.update({fault.split(":")[0] for fault in verdict.faults})
        if verdict.faults:
            self.shown.append("\n".join([f"{way}: seed {pair.seed}", *verdict.faults]))

    def check(self) -> None:
        print(dict(self.counts))
        assert not self.shown, "\n\n".join([str(dict(self.counts)), *self.shown[:20]])


# In this process


def in_process(pair: Pair) -> Callable[[bytes, bytes, bytes], tuple[bytes, bool]]:
    def merge(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
        merged = merge_three(Versions(base, ours, theirs), pair.path, pair.kind, merge_text)
        return merged.raw, bool(merged.clashes)

    return merge


@pytest.mark.parametrize("batch", range(4))
def test_two_peoples_edits_of_a_note_merge_without_loss(batch: int) -> None:
    tally = Tally()
    for seed in range(batch * 100, batch * 100 + 100):
        pair = some_pair(seed)
        try:
            tally.take(pair, tried(pair, in_process(pair)), "both ways")
        except Exception as wrong:
            wrong.add_note(str(pair))
            raise
    tally.check()


def test_a_side_without_edits_leaves_the_other_as_it_is() -> None:
    for seed in range(1000, 1040):
        pair = some_pair(seed)
        merge = in_process(pair)
        for base, ours, theirs in ((pair.base, pair.ours, pair.base), (pair.base, pair.base, pair.ours)):
            if base:
                assert (pair.ours, False) == merge(base, ours, theirs), pair
        assert (pair.ours, False) == merge(pair.base, pair.ours, pair.ours), pair


def test_the_judge_sees_what_is_lost() -> None:
    pairs = [pair for pair in map(some_pair, range(80)) if pair.base and pair.base != pair.theirs != pair.ours]
    unseen = [pair.seed for pair in pairs if not judged(pair, pair.ours, clashed=False).faults]
    assert len(unseen) < len(pairs) / 20, "keys in another order, and quotes that both changed, are not told apart"


# Files of every kind


def read(raw: bytes) -> tuple[dict[str, Any], str] | None:
    """The fields and the body; None for what cannot be read."""
    document, _ = read_document(raw, "x.md")
    root = read_front_matter(document.front or "", "x.md", 2)[0] if document else None
    return (plain_value(root), document.body) if document and root else None


def strange_sides(seed: int) -> tuple[bytes, bytes, bytes] | None:
    """A file as no tool would write it, and two of it with another value in one key each, unless refused."""
    random = Random(seed)
    base = some_file(random)
    said = read(base)
    if said is None:
        return None
    keys = random.sample(list(said[0]), len(said[0]))
    mine = keys.pop() if keys and random.random() < 0.7 else "a key of ours"
    other = keys.pop() if keys and random.random() < 0.7 else "a key of theirs"
    try:
        ours = set_value(base, "x.md", (mine,), some_value(random))
        theirs = set_value(base, "x.md", (other,), some_value(random))
    except Refused:
        return None
    end = b"" if theirs.endswith(b"\n") else b"\n"
    theirs += random.choice([b"", end + b"\nTheir last line.\n"])
    return (base, ours, theirs) if read(ours) and read(theirs) else None


def merges_strangely(seeds: Iterable[int]) -> int:
    """Merges such files both ways and checks what comes out; how many merges there were."""
    count = 0
    for seed in seeds:
        base, ours, theirs = strange_sides(seed) or (b"", b"", b"")
        for one, another in ((ours, theirs), (theirs, ours)) if base else ():
            count += 1
            merged = merge_three(Versions(base, one, another), "contacts/x.md", "contact", merge_text)
            said = [(read(raw) or ({}, ""))[0] for raw in (base, one, another)]
            wanted = said[0] | {
                key: side[key] for side in said[1:] for key in side if key not in said[0] or said[0][key] != side[key]
            }
            result = read(merged.raw)
            if merged.clashes:  # anchors and the like: a text merge
                whole = [raw.decode().replace("\r\n", "\n") for raw in (base, one, another)]
                assert git_merge(*whole).conflicts, (seed, base, one, another, merged)
            else:
                assert result, (seed, base, one, another, merged.raw)
                assert wanted == result[0], (seed, base, one, another, merged.raw)
            assert (b"Their last line." in theirs) == (b"Their last line." in merged.raw), seed
    return count


def test_strange_files_with_edits_of_two_keys_merge_to_both() -> None:
    assert merges_strangely(range(120)) > 120


@pytest.mark.slow
def test_thousands_of_strange_files_with_edits_of_two_keys_merge_to_both() -> None:
    assert merges_strangely(range(1000, 5000)) > 4000


# By real git


def judged_in_git(repository: Repository, pairs: Sequence[Pair]) -> Tally:
    """Merges both ways and rebases, and what is wrong with the results."""
    tally = Tally()
    forth = merged(repository, "a", "b", pairs)
    back = merged(repository, "b", "a", pairs)
    for pair in pairs:
        verdict = with_back(judged(pair, *forth[pair.path]), pair, forth[pair.path][0], *back[pair.path])
        tally.take(pair, verdict, "both ways")
    clashed = {path for path, (_, clash) in forth.items() if clash}
    take_rebased(tally, repository, pairs, clashed, forth)
    take_replayed(tally, repository, pairs)
    return tally


def take_rebased(
    tally: Tally,
    repository: Repository,
    pairs: Sequence[Pair],
    clashed: set[str],
    forth: dict[str, tuple[bytes, bool]],
) -> None:
    found = repository.rebase("b", "a")
    for pair in pairs:
        wrong = []
        if (pair.path in found) != (pair.path in clashed):
            wrong = [f"unequal: rebase: {pair.path in found}, merge: {pair.path in clashed}"]
        elif pair.path not in found:
            wrong = told(unequal(repository.read(pair.path), forth[pair.path][0]))
        tally.take(pair, Verdict(wrong), "rebased")


def take_replayed(tally: Tally, repository: Repository, pairs: Sequence[Pair]) -> None:
    """Rebases what was done in two commits: each is merged by itself, with the same end."""
    found = repository.rebase("c", "a")
    for pair in pairs:
        three = [says(raw).fields for raw in (pair.base, pair.half, pair.theirs)]
        twice = any(len({repr(one.get(key)) for one in three}) == 3 for key in LATER)
        same_start = set(pair.told[0]) & set(pair.told[1])  # what both say halfway, one of them alone may change then
        if pair.path not in found and not twice and not same_start and pair.base:
            tally.take(pair, judged(pair, repository.read(pair.path), clashed=False), "replayed")


def merged(repository: Repository, ours: str, theirs: str, pairs: Iterable[Pair]) -> dict[str, tuple[bytes, bool]]:
    unmerged = repository.merge(ours, theirs)
    found = {pair.path: (repository.read(pair.path), pair.path in unmerged) for pair in pairs}
    repository.clean()
    return found


def told(fault: str) -> list[str]:
    return [fault] if fault else []


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return program_in(tmp_path / "bin")


def driver_of(program: Program) -> str:
    """The command that `notebook git setup` gives to git."""
    return clone_settings(str(program.file))["merge.notebook.driver"]


def test_git_merges_and_rebases_by_the_driver_without_loss(home: Path, program: Program) -> None:
    pairs = [some_pair(seed) for seed in range(2000, 2004)]
    repository = repository_of(home / "vault", pairs)
    repository.set_driver(driver_of(program))
    judged_in_git(repository, pairs).check()
    assert program.paths


@pytest.mark.parametrize("batch", range(2))
def test_git_merges_many_notes_both_ways_and_by_rebase(batch: int, home: Path, tmp_path: Path) -> None:
    pairs = [some_pair(seed) for seed in range(3000 + batch * 20, 3020 + batch * 20)]
    repository = repository_of(home / "vault", pairs)
    with serving(tmp_path) as driver:
        repository.set_driver(driver)
        judged_in_git(repository, pairs).check()


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(20))
def test_five_thousand_pairs_lose_nothing_in_git(batch: int, home: Path, tmp_path: Path) -> None:
    pairs = [some_pair(seed) for seed in range(10_000 + batch * 250, 10_250 + batch * 250)]
    repository = repository_of(home / "vault", pairs)
    with serving(tmp_path) as driver:
        repository.set_driver(driver)
        judged_in_git(repository, pairs).check()


# The ways of git


@pytest.fixture
def repository(home: Path, program: Program) -> Repository:
    """A vault with one note, and the driver as it is set up."""
    repository = Repository(home / "vault")
    repository.set_driver(driver_of(program))
    repository.write({PATH: NOTE})
    repository.commit("base")
    return repository


OURS = NOTE.replace(b"Mathematician", b"Countess").replace(b"[close]", b"[close, chess]")
THEIRS = NOTE.replace(b"[close]", b"[close, horses]").replace(b"[ ]", b"[x]")
BOTH = OURS.replace(b"chess]", b"chess, horses]").replace(b"[ ]", b"[x]")


def test_a_cherry_pick_merges_by_meaning(repository: Repository) -> None:
    repository.branch("a", "main", {PATH: OURS})
    repository.branch("b", "main", {PATH: THEIRS})
    repository.git("checkout", "--quiet", "a")
    repository.git("cherry-pick", "b")
    assert BOTH == repository.read(PATH)


def test_a_stash_comes_back_onto_a_changed_note(repository: Repository) -> None:
    repository.write({PATH: THEIRS})
    repository.git("stash")
    repository.write({PATH: OURS})
    repository.commit("ours")
    repository.git("stash", "pop")
    assert BOTH == repository.read(PATH)


def test_a_revert_keeps_what_came_later(repository: Repository) -> None:
    repository.branch("a", "main", {PATH: OURS}, {PATH: BOTH})
    repository.git("revert", "--no-edit", "HEAD~1")
    assert THEIRS == repository.read(PATH)


def test_a_note_renamed_by_one_and_edited_by_the_other_is_merged_under_its_new_name(
    repository: Repository, program: Program
) -> None:
    new = "contacts/ada.md"
    repository.branch("a", "main")
    repository.git("mv", PATH, new)
    repository.write({new: OURS})
    repository.commit("renamed")
    repository.branch("b", "main", {PATH: THEIRS})
    assert set() == repository.merge("a", "b")
    assert BOTH == repository.read(new)
    assert set() == repository.merge("b", "a")
    assert says(BOTH).meaning == says(repository.read(new)).meaning
    assert [new, new] == program.paths


def test_a_note_renamed_by_both_to_one_name_is_merged(repository: Repository) -> None:
    new = "contacts/ada.md"
    for name, raw in (("a", OURS), ("b", THEIRS)):
        repository.branch(name, "main")
        repository.git("mv", PATH, new)
        repository.write({new: raw})
        repository.commit("renamed")
    assert set() == repository.merge("a", "b")
    assert BOTH == repository.read(new)


def test_a_note_renamed_by_both_to_two_names_says_under_each_what_both_say(repository: Repository) -> None:
    names = {"a": "contacts/ada.md", "b": "contacts/lovelace.md"}
    for (branch, new), raw in zip(names.items(), (OURS, THEIRS), strict=True):
        repository.branch(branch, "main")
        repository.git("mv", PATH, new)
        repository.write({new: raw})
        repository.commit("renamed")
    assert {PATH, *names.values()} == repository.merge("a", "b")
    assert [BOTH, BOTH] == [repository.read(new) for new in names.values()]


def test_a_note_deleted_by_one_and_edited_by_the_other_is_left_to_git(repository: Repository, program: Program) -> None:
    repository.branch("a", "main", {PATH: OURS})
    repository.branch("b", "main")
    repository.git("rm", "--quiet", PATH)
    repository.commit("gone")
    assert {PATH} == repository.merge("a", "b")
    assert OURS == repository.read(PATH)
    assert [] == program.paths


def test_a_note_that_both_added_has_what_both_say(repository: Repository) -> None:
    path = "contacts/mary.md"
    repository.branch("a", "main", {path: OURS})
    repository.branch("b", "main", {path: THEIRS.replace(b"Mathematician", b"Countess").replace(b"[x]", b"[ ]")})
    assert set() == repository.merge("a", "b")
    assert BOTH.replace(b"[x]", b"[ ]") == repository.read(path)


def test_a_note_that_both_added_marks_what_they_say_differently(repository: Repository) -> None:
    path = "contacts/mary.md"
    repository.branch("a", "main", {path: OURS})
    repository.branch("b", "main", {path: NOTE})
    assert {path} == repository.merge("a", "b")
    text = repository.read(path).decode()
    assert 1 == text.count("<<<<<<<")
    assert re.search(r"<<<<<<<.*\nrole: Countess\n(\|{7}.*\n)?=======\nrole: Mathematician\n>>>>>>>", text)


def test_markers_are_as_long_as_the_vault_wants_them(repository: Repository) -> None:
    repository.write({".gitattributes": b"*.md -text merge=notebook conflict-marker-size=12\n"})
    repository.commit("attributes")
    repository.branch("a", "main", {PATH: NOTE.replace(b"Mathematician", b"Countess")})
    repository.branch("b", "main", {PATH: NOTE.replace(b"Mathematician", b"Poet")})
    assert {PATH} == repository.merge("a", "b")
    assert b"<" * 12 in repository.read(PATH)
    assert b"<" * 13 not in repository.read(PATH)
    sides = NOTE.replace(b"Mathematician", b"Countess"), NOTE.replace(b"Mathematician", b"Poet")
    pair = Pair(0, "contact", PATH, NOTE, *sides, ((), ()))
    found = judged(pair, repository.read(PATH), clashed=True, size=12)
    assert ([], ["role"]) == (found.faults, found.conflicts)


def test_a_vault_in_a_folder_of_a_repository_is_merged_too(repository: Repository) -> None:
    path = "people/vault/contacts/ada.md"
    repository.write({"people/vault/notebook.toml": b"", path: NOTE})
    repository.commit("a vault below")
    repository.branch("a", "main", {path: OURS})
    repository.branch("b", "main", {path: THEIRS})
    repository.merge("a", "b")
    assert BOTH == repository.read(path)


def test_a_side_that_cannot_be_read_is_merged_as_text(repository: Repository) -> None:
    broken = NOTE.replace(b"tags: [close]", b"tags: [close")
    changed = NOTE.replace(b"send the map", b"send the maps")
    repository.branch("a", "main", {PATH: broken})
    repository.branch("b", "main", {PATH: changed})
    assert set() == repository.merge("a", "b")
    assert broken.replace(b"the map", b"the maps") == repository.read(PATH)


@pytest.mark.parametrize("side", [b"---\nname: \xff\n---\n", b"no fields\n", b"---\nname: Ada\n", b""])
def test_a_side_that_is_no_note_loses_nothing_of_the_other(side: bytes, repository: Repository) -> None:
    repository.branch("a", "main", {PATH: OURS})
    repository.branch("b", "main", {PATH: side})
    for one, other in (("a", "b"), ("b", "a")):
        unmerged = repository.merge(one, other)
        there = repository.read(PATH)
        assert {PATH} == unmerged
        assert b"Countess" in there
        assert b"chess" in there
        repository.clean()


@pytest.mark.parametrize(
    "instead", ["exit 1", "exit 3", "exit 139", "kill -9 $$", "exec /nonexistent", "echo junk; exit 2"]
)
def test_a_driver_that_crashes_leaves_what_git_makes_of_the_texts(instead: str, home: Path, tmp_path: Path) -> None:
    repository = Repository(home / "vault")
    repository.set_driver(driver_of(program_in(tmp_path / "crashing", instead)))
    repository.write({PATH: NOTE})
    repository.commit("base")
    repository.branch("a", "main", {PATH: OURS})
    repository.branch("b", "main", {PATH: THEIRS})
    assert {PATH} == repository.merge("a", "b")
    merged = git_merge(NOTE.decode(), OURS.decode(), THEIRS.decode())
    text = re.sub(r"(?m)^([<>|]{7}).*", r"\1", repository.read(PATH).decode())
    assert len(merged.conflicts) == text.count("<<<<<<<")
    changed = {*OURS.split(b"\n"), *THEIRS.split(b"\n")} - {*NOTE.split(b"\n")}
    assert all(line.decode() in text for line in changed)


def test_a_program_that_is_gone_leaves_what_git_makes_of_the_texts(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    repository = Repository(home / "vault")
    repository.set_driver(driver_of(Program(tmp_path / "nowhere" / "notebook", tmp_path / "none")))
    repository.write({PATH: NOTE})
    repository.commit("base")
    repository.branch("a", "main", {PATH: OURS})
    repository.branch("b", "main", {PATH: NOTE.replace(b"send the map", b"send the maps")})
    assert set() == repository.merge("a", "b")
    assert OURS.replace(b"the map", b"the maps") == repository.read(PATH)


def test_a_settled_conflict_is_remembered_by_rerere(repository: Repository) -> None:
    repository.git("config", "rerere.enabled", "true")
    repository.branch("a", "main", {PATH: NOTE.replace(b"Mathematician", b"Countess")})
    repository.branch("b", "main", {PATH: NOTE.replace(b"Mathematician", b"Poet")})
    settled = NOTE.replace(b"Mathematician", b"Countess and poet")
    repository.merge("a", "b")
    repository.write({PATH: settled})
    repository.commit("settled")
    repository.merge("a", "b")
    assert settled == repository.read(PATH)


def test_random_notes_are_notes() -> None:
    pairs = [some_pair(seed) for seed in range(20)]
    assert all(readable(raw) for pair in pairs for raw in (pair.ours, pair.theirs))
