"""A few files change: what is known of the vault is brought up to date, and is what it would be if all were read."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
import time
from array import array
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notebook.crosscheck import all_problems
from notebook.records import Kind
from notebook.records.packing import unpacker
from notebook.schema.read import read_file
from notebook.snapshot import Snapshot
from notebook.vault.reading import differences, facts, filed
from notebook.vault.reading import load as load_module
from notebook.vault.reading.catalog import Catalog
from notebook.vault.reading.contents import Contents, brought_up_to_date
from notebook.vault.reading.differences import Listed, changes_between
from notebook.vault.reading.facts import facts_of, generation_of
from notebook.vault.reading.filed import Files, Kept, filed_from, folded_stem
from notebook.vault.reading.load import Vault, kind_of, load
from notebook.vault.reading.scan import Scan

ROOT = Path(__file__).resolve().parent.parent
FOLDERS: dict[str, Kind] = {
    "contacts": "contact",
    "interactions": "interaction",
    "events": "event",
    "organizations": "organization",
    "projects": "project",
}
Texts = Mapping[str, str]  # by path

# A vault in memory: read anew, and brought up to date


def in_order(paths: Texts) -> list[str]:
    """The order of a scan: the files of a folder, then the folders in it."""

    def key(path: str) -> list[tuple[int, str]]:
        *folders, name = path.split("/")
        return [*((1, folder) for folder in folders), (0, name)]

    return sorted(paths, key=key)


def kept(path: str, text: str) -> Kept:
    digest = hashlib.blake2b(text.encode(), digest_size=7).digest()
    record, problems = read_file(text.encode(), path, kind_of(path, FOLDERS))
    return Kept(int.from_bytes(digest), int.from_bytes(digest), record, problems)


def scan_of(texts: Texts) -> Scan:
    paths = in_order(texts)
    stamps = array("q", [kept(path, texts[path]).stamp for path in paths])
    return Scan("".join(f"\0{path}" for path in paths).encode(), stamps.tobytes(), [])


def anew(texts: Texts, me: str = "ada") -> Contents:
    """The contents of a vault, from all its files."""
    files: Files = {path: kept(path, texts[path]) for path in in_order(texts)}
    records = tuple(one.record for one in files.values() if one.record)
    notes = frozenset(folded_stem(path) for path, one in files.items() if not one.record)
    problems = [problem for one in files.values() for problem in one.problems]
    generation = generation_of((path, one.version) for path, one in files.items())
    found = facts_of(generation, Snapshot(records, (), me, notes), problems)
    return Contents(filed_from(scan_of(texts).listing, files), found)


def updated(old: Contents, texts: Texts, me: str = "ada") -> Contents:
    """The contents of a vault, from what was known before and the files that changed."""
    found = brought_up_to_date(old, scan_of(texts), lambda path, _: kept(path, texts[path]), me)
    assert found is not None
    return found


def shown(contents: Contents, me: str = "ada") -> dict[str, object]:
    """All that can be known of contents; waste and the order in which things were packed left out."""
    kept_facts = contents.facts
    snapshot = contents.snapshot((), me)
    return {
        "listing": contents.filed.listing,
        "stamped": contents.filed.stamped,
        "files": contents.filed.files(),
        "each": [contents.filed.at(file) for file in range(len(contents.filed.paths))],
        "versions": contents.filed.versions(),
        "records": list(contents.filed.records),
        "generation": kept_facts.generation,
        "overview": kept_facts.overview,
        "between": kept_facts.between,
        "used": unpacker(dict[str, int])(kept_facts.used),
        "problems": kept_facts.problems,
        "notes": kept_facts.notes,
        "all problems": all_problems(snapshot),
        "owner": snapshot.owner,
    }


STEMS = [
    "ada",
    "Ada",
    "bob",
    "eve",
    "ada lovelace",
    "conf",
    "2026-11-18-tea",
    "2026-11-18-Tea",
    "2025-01-01-call",
    "ädä",
]
NAMES = [*STEMS, "Ada Lovelace", "Countess", "@bob", "@[[ada]]", "nobody", "Conf", "adda"]
HOMES = ["", "contacts/", "contacts/sub/", "interactions/2026/", "events/", "organizations/", "projects/", "other/"]
paths = st.builds(lambda home, stem: f"{home}{stem}.md", st.sampled_from(HOMES), st.sampled_from(STEMS))
names = st.sampled_from(NAMES)
FIELDS = {
    "kind": st.sampled_from(["contact", "event", "workshop", "interaction"]),
    "name": names,
    "aliases": st.lists(names, max_size=2),
    "with": st.lists(names, max_size=3),
    "date": st.sampled_from(["2026-11-18", "2026-11-18 14:30", "2026-12", "2025-01-01", "soon"]),
    "place": st.sampled_from(["London", "london", "Café"]),
    "status": st.sampled_from(["cancelled", "active", "oops"]),
    "event": names,
    "organization": names,
    "met": st.builds(lambda name: f"{{at: {name!r}}}", names),
    "knows": st.lists(names, max_size=2),
}
BODIES = [
    "",
    "[[{}]] and [[{}]]\n",
    "- [ ] write to @{} due:2026-11-20\n",
    "- [ ] @{}: send it\n",
    "- [?] {}\n",
    "# {}\n",
]
bodies = st.builds(lambda body, one, other: body.format(one, other), st.sampled_from(BODIES), names, names)


def text_of(fields: dict[str, object], body: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n{body}" if fields else body


some_fields = st.dictionaries(st.sampled_from(sorted(FIELDS)), st.none(), max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries({key: FIELDS[key] for key in chosen})
)
texts = st.builds(text_of, some_fields, bodies) | st.sampled_from(["---\nname: [\n---\n", "no record\n", ""])
COUNTESS, WITH_COUNTESS = "---\nname: Countess\n---\n", "---\nwith: [Countess]\n---\n"
WITH_AT = "---\nwith: ['@bob']\n---\n"


def talk_on(day: str) -> str:
    return f"---\nwith: [bob]\ndate: {day}\n---\n"


vaults = st.dictionaries(paths, texts, max_size=12)
changes = st.dictionaries(paths, st.none() | texts, max_size=4)  # no text: the file goes


@settings(max_examples=400)
@given(vaults, st.lists(changes, min_size=1, max_size=4), st.sampled_from(["me", "ada", "Countess", "conf"]))
@example({"contacts/ada.md": "", "contacts/sub/ada.md": ""}, [{"contacts/ada.md": None}], "me")
# Another contact with the id of one whom talks mention by the name, and of the owner.
@example({"contacts/bob.md": COUNTESS, "interactions/tea.md": WITH_COUNTESS}, [{"contacts/sub/bob.md": ""}], "me")
@example({"contacts/bob.md": COUNTESS}, [{"contacts/sub/bob.md": ""}], "Countess")
@example(
    {"contacts/bob.md": "", "interactions/tea.md": WITH_COUNTESS},
    [{"contacts/bob.md": COUNTESS}, {"contacts/bob.md": None}],
    "Countess",
)
# A later talk that stands before others, and one of the same day.
@example(
    {"contacts/bob.md": "", "interactions/a.md": talk_on("2026-12-01"), "interactions/c.md": talk_on("2025-01-01")},
    [{"interactions/b.md": ""}],
    "me",
)
@example(
    {"contacts/bob.md": "", "interactions/b.md": talk_on("2026-12-01"), "interactions/c.md": talk_on("2026-12-01")},
    [{"interactions/a.md": talk_on("2026-12-01")}],
    "me",
)
# A note and a contact whom a name with @ means.
@example({"interactions/a.md": WITH_AT}, [{"@bob.md": ""}, {"contacts/bob.md": ""}], "me")
def test_what_is_brought_up_to_date_is_what_is_read_anew(
    vault: dict[str, str], steps: list[dict[str, str | None]], me: str
) -> None:
    now = anew(vault, me)
    for step in steps:
        after: dict[str, str | None] = {**vault, **step}
        vault = {path: text for path, text in after.items() if text is not None}
        now = updated(now, vault, me)
        assert shown(anew(vault, me), me) == shown(now, me)


# What little is done for a few changes

SMALL = {
    "contacts/ada.md": "---\nname: Ada Lovelace\naliases: [Countess]\n---\n",
    "contacts/bob.md": "---\nname: Bob\n---\nSee [[tea plans]].\n",
    "events/conf.md": "---\nstart: 2026-10-01\n---\n",
    "interactions/2026/2026-11-01-call.md": "---\nwith: [ada, Nobody]\nplace: London\n---\n",
    "interactions/2026/2026-11-18-tea.md": "---\nwith: [ada, bob]\nplace: London\n---\n- [ ] send it\n",
    "readme.md": "no record\n",
}
LITTLE = {
    "a note is added": {"interactions/2026/2026-11-21-walk.md": "---\nwith: [bob]\nplace: Bath\n---\n[[ada]]\n"},
    "a note is added before others": {"interactions/2025-11-21-walk.md": "---\nwith: [bob]\n---\n"},
    "a note is changed": {"interactions/2026/2026-11-18-tea.md": "---\nwith: [ada]\n---\n- [x] send it\n"},
    "a note is removed": {"interactions/2026/2026-11-18-tea.md": None},
    "a note names another": {"interactions/2026/2026-11-18-tea.md": "---\nwith: [Lovelace, Countess]\n---\n"},
    "a field of a contact is set": {"contacts/ada.md": "---\nname: Ada Lovelace\naliases: [Countess]\nrole: x\n---\n"},
    "a contact has another name": {"contacts/bob.md": "---\nname: Robert\naliases: [Rob]\n---\n[[conf]]\n"},
    "a contact that nobody mentions goes": {"contacts/bob.md": None, "interactions/2026/2026-11-18-tea.md": None},
    "somebody new is met": {"contacts/eve.md": "---\nname: Eve\n---\n",
                            "interactions/2026/2026-11-20-tea.md": "---\nwith: [eve]\n---\n"},
    "a contact is renamed where it is mentioned": {
        "contacts/bob.md": None, "contacts/robert.md": "---\nname: Bob\n---\nSee [[tea plans]].\n",
        "interactions/2026/2026-11-18-tea.md": "---\nwith: [ada, robert]\nplace: London\n---\n- [ ] send it\n"},
    "a file that is no record changes": {"readme.md": "still none\n"},
    "a file that is no record comes": {"other.md": "none\n"},
    "a record is spoilt": {"events/conf.md": "---\nstart: [\n---\n"},
}  # fmt: skip
MUCH = {
    "a link leads to something now": {"organizations/tea plans.md": "---\nname: Plans\n---\n"},
    "a name is somebody's now": {"contacts/eve.md": "---\nname: Nobody\n---\n"},
    "a name is two people's now": {"contacts/eve.md": "---\naliases: [ADA]\n---\n"},
    "a contact that is mentioned goes": {"contacts/ada.md": None},
    "a contact that is mentioned is another kind": {"contacts/ada.md": "---\nkind: event\n---\n"},
    "a note has the name that a link means": {"tea plans.md": "no record\n"},
}


def after(vault: Texts, step: Mapping[str, str | None]) -> dict[str, str]:
    changed: dict[str, str | None] = {**vault, **step}
    return {path: text for path, text in changed.items() if text is not None}


class TooMuch(Exception):
    """Raised where everything is gone through."""


def too_much(*_: object) -> None:
    raise TooMuch


@pytest.mark.parametrize("what", LITTLE)
def test_other_records_are_not_gone_through_when(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = after(SMALL, LITTLE[what])
    before, expected = anew(SMALL), shown(anew(vault))
    monkeypatch.setattr(facts, "facts_of", too_much)
    assert expected == shown(updated(before, vault))


@pytest.mark.parametrize("what", MUCH)
def test_other_records_are_looked_at_again_when(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = after(SMALL, MUCH[what])
    before, expected = anew(SMALL), shown(anew(vault))
    assert expected == shown(updated(before, vault))
    monkeypatch.setattr(facts, "facts_of", too_much)
    with pytest.raises(TooMuch):
        updated(before, vault)


def test_few_records_are_unpacked_for_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    talks = {
        f"interactions/2026-{day // 28 + 1:02}-{day % 28 + 1:02}-call.md": "---\nwith: [bob]\n---\n"
        for day in range(300)
    }
    before = anew({**SMALL, **talks})
    read: list[str] = []
    inner = filed._read_said
    monkeypatch.setattr(filed, "_read_said", lambda packed: read.append("") or inner(packed))
    updated(before, {**SMALL, **talks, "interactions/2026/2026-11-21-walk.md": "---\nwith: [ada]\n---\n"})
    assert 0 < len(read) < 10


def test_a_file_that_only_looks_changed_costs_no_more_than_its_stamp() -> None:
    before = anew(SMALL)
    stamps = array("q", before.filed.stamped)
    stamps[2] = 7
    scan = Scan(before.filed.listing, stamps.tobytes(), [])

    def read(path: str, known: Kept | None) -> Kept:
        assert known is not None
        return Kept(7, known.version, known.record, known.problems)

    now = brought_up_to_date(before, scan, read, "ada")
    assert now is not None
    assert now.filed.stamped == scan.stamped
    assert (now.facts, now.filed.columns, now.filed.blobs) == (before.facts, before.filed.columns, before.filed.blobs)
    assert now.facts is before.facts
    assert now.filed.columns is before.filed.columns


def test_contents_that_are_true_are_given_back() -> None:
    before = anew(SMALL)
    assert before is brought_up_to_date(before, scan_of(SMALL), too_much, "ada")  # not called


def reading(vault: dict[str, str], path: str, _: Kept | None) -> Kept:
    return kept(path, vault[path])


def test_blobs_that_are_mostly_waste_are_packed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filed, "_FULL", 500)
    now, sizes = anew(SMALL), []
    for number in range(60):
        vault = {**SMALL, "contacts/ada.md": f"---\nname: Ada\n---\n{'many words ' * 20}{number}\n"}
        found = brought_up_to_date(now, scan_of(vault), partial(reading, vault), "ada")
        now = found or anew(vault)
        assert shown(anew(vault)) == shown(now)
        sizes.append(sum(map(len, now.filed.blobs)))
    assert max(sizes) < 6_000
    assert sorted(sizes) != sizes


def test_the_places_of_interactions_are_counted_as_they_are_written() -> None:
    assert {"London": 2} == anew(SMALL).facts.overview.places
    vault = after(SMALL, {"interactions/2026/2026-11-18-tea.md": "---\nplace: london\n---\n",
                          "contacts/ada.md": "---\nplace: Bath\n---\n"})  # fmt: skip
    assert {"London": 1, "london": 1} == updated(anew(SMALL), vault).facts.overview.places


def test_the_generation_is_the_same_for_the_same_files_in_any_order() -> None:
    files = [("a.md", 1), ("b.md", 2), ("c.md", 2)]
    assert generation_of(files) == generation_of(reversed(files))
    others = [files[:2], [("a.md", 2), ("b.md", 1), ("c.md", 2)], [("a.md", 1), ("b.md", 2), ("d.md", 2)]]
    assert 4 == len({generation_of(one) for one in [files, *others]})


# What differs between two listings

# The stamp of each of some files; 0 for one that is not there.
stamps = st.lists(st.sampled_from([1, 1, 1, 2, 0]), max_size=120)


def listed(stamps: Mapping[int, int]) -> Listed:
    return Listed([f"{number:04}.md" for number in sorted(stamps)], array("q", [stamps[one] for one in sorted(stamps)]))


def expected_changes(old: Listed, new: Listed) -> set[tuple[str, int | None, int | None]]:
    was = {path: (place, stamp) for place, (path, stamp) in enumerate(zip(*old, strict=True))}
    now = {path: (place, stamp) for place, (path, stamp) in enumerate(zip(*new, strict=True))}
    nothing = (None, None)
    both = {path: (was.get(path, nothing), now.get(path, nothing)) for path in was.keys() | now.keys()}
    return {(path, one[0], other[0]) for path, (one, other) in both.items() if one[1] != other[1]}


@given(stamps, st.dictionaries(st.integers(0, 130), st.integers(0, 3), max_size=30), st.integers(0, 20))
@example([1], {0: 2}, 0)
def test_the_changes_between_listings_are_found(before: list[int], changed: dict[int, int], short: int) -> None:
    was = dict(enumerate(before))
    old, new = (listed({one: stamp for one, stamp in files.items() if stamp}) for files in (was, was | changed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "_SHORT", short)
        found = changes_between(old, new)
    assert found is not None
    assert expected_changes(old, new) == set(found)
    assert len(found) == len(set(found))


def test_many_changes_are_not_gone_through() -> None:
    old = listed(dict.fromkeys(range(5000), 1))
    assert None is changes_between(old, listed(dict.fromkeys(range(5000), 2)))
    assert None is changes_between(old, listed({}))
    assert None is changes_between(listed({}), old)
    assert 1000 == len(changes_between(old, listed(dict.fromkeys(range(4000), 1))) or ())


def test_files_in_another_order_are_not_compared_one_by_one() -> None:
    old, new = Listed(["a", "b", "c"], array("q", [1, 1, 1])), Listed(["a", "c", "b"], array("q", [1, 1, 1]))
    assert None is changes_between(old, new)


# On the disk: several at once, killed, damaged

SETTLING = 0.03  # seconds; longer than a tick of the file system's clock


@pytest.fixture(autouse=True)
def settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "_SETTLING", int(SETTLING * 1e9))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for path, text in SMALL.items():
        put(root, path, text)
    (root / "notebook.toml").write_text('me = "ada"\n')
    time.sleep(SETTLING * 1.5)
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def put(root: Path, path: str, text: str | None) -> None:
    if text is None:
        (root / path).unlink()
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def loaded(root: Path, cache: Path | None, *, silent: bool = True) -> Vault:
    said: list[str] = []
    vault = load(root, cache=cache, now_ns=time.time_ns(), say=said.append)
    assert not (silent and said), said
    return vault


def seen(vault: Vault) -> dict[str, object]:
    return {
        "records": list(vault.snapshot.records),
        "problems": all_problems(vault.snapshot),
        "overview": vault.snapshot.overview,
        "generation": vault.generation,
        "versions": dict(vault.versions),
        "files": [(path, one.record, one.problems) for path, one in vault.files.items()],
    }


def assert_same(root: Path, cache: Path, *, silent: bool = True) -> None:
    assert seen(loaded(root, None)) == seen(loaded(root, cache, silent=silent))


@pytest.mark.parametrize("what", LITTLE)
def test_a_few_changes_are_written_into_the_catalog_when(
    what: str, root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(root, cache)
    monkeypatch.setattr(load_module, "_take_in", too_much)
    monkeypatch.setattr(facts, "facts_of", too_much)
    for path, text in LITTLE[what].items():
        put(root, path, text)
    time.sleep(SETTLING * 1.5)
    found = seen(loaded(root, cache))
    monkeypatch.setattr(load_module, "brought_up_to_date", lambda known, scan, *_: true_of(known, scan))
    assert found == seen(loaded(root, cache))
    monkeypatch.undo()
    assert found == seen(loaded(root, None))


def true_of(known: Contents, scan: Scan) -> Contents:
    assert (known.filed.listing, known.filed.stamped) == (scan.listing, scan.stamped)
    return known


def test_more_than_a_thousand_changes_are_read_like_a_new_vault(root: Path, cache: Path) -> None:
    loaded(root, cache)
    for number in range(1001):
        put(root, f"contacts/person-{number}.md", "")
    assert_same(root, cache)
    assert_same(root, cache)


def test_of_two_that_change_the_same_catalog_only_the_first_does(root: Path, cache: Path) -> None:
    loaded(root, cache)
    key = repr(("ada", sorted(load_module.load_settings(root)[0].folders.items())))
    one, other = Catalog(cache, key, print), Catalog(cache, key, print)
    first, second = one.read(), other.read()
    assert first
    assert second
    one.write(updated(first, {**SMALL, "contacts/eve.md": "---\nname: Eve\n---\n"}), first)
    written = (cache / "catalog.sqlite").read_bytes()
    other.write(updated(second, {**SMALL, "contacts/bob.md": "---\nname: Robert\n---\n"}), second)
    assert (cache / "catalog.sqlite").read_bytes() == written
    assert_same(root, cache)


def test_a_catalog_that_was_deleted_meanwhile_is_not_written_in_part(root: Path, cache: Path) -> None:
    loaded(root, cache)
    key = repr(("ada", sorted(load_module.load_settings(root)[0].folders.items())))
    catalog = Catalog(cache, key, print)
    known = catalog.read()
    assert known
    (cache / "catalog.sqlite").unlink()
    catalog.write(updated(known, {**SMALL, "contacts/eve.md": ""}), known)
    assert_same(root, cache)


LOADING = """
import sys, time
from pathlib import Path
from notebook.vault.reading import load as module
module._SETTLING = int(0.03e9)
for path, text in zip(sys.argv[3::2], sys.argv[4::2]):
    Path(sys.argv[1], path).write_text(text)
    vault = module.load(Path(sys.argv[1]), cache=Path(sys.argv[2]), now_ns=time.time_ns(), say=print)
print("done", len(vault.snapshot.records))
"""


def test_processes_that_write_notes_at_once_leave_a_true_catalog(root: Path, cache: Path) -> None:
    loaded(root, cache)
    arguments = [
        [
            word
            for number in range(12)
            for word in (f"contacts/{letter}{number}.md", f"---\nname: {letter} {number}\n---\n")
        ]
        for letter in "xyz"
    ]
    running = [
        subprocess.Popen([sys.executable, "-c", LOADING, root, cache, *words], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, cwd=ROOT)
        for words in arguments
    ]  # fmt: skip
    assert ["done"] * 3 == [one.communicate()[0].split()[0] for one in running]
    assert_same(root, cache)
    assert 3 * 12 + 5 == len(loaded(root, cache).snapshot.records)


KILLED = """
import os, signal, sqlite3, sys, time
from pathlib import Path
from notebook.vault.reading import catalog, load as module
steps = int(sys.argv[3])

def step(statement):
    global steps
    steps -= 1
    if steps == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(*arguments, **options):
    database = inner(*arguments, **options)
    database.set_progress_handler(lambda: step("") and 0, 5)
    database.set_trace_callback(step)
    return database

inner, catalog.sqlite3.connect = sqlite3.connect, connect
module.load(Path(sys.argv[1]), cache=Path(sys.argv[2]), now_ns=time.time_ns() + 10**10, say=print)
print("done")
"""


def test_a_command_killed_while_it_writes_leaves_a_catalog_that_is_read(root: Path, cache: Path) -> None:
    loaded(root, cache)
    ends = []
    for number in (*range(1, 80, 4), 10**9):
        put(root, "contacts/bob.md", f"---\nname: Bob {number}\n---\n")
        put(root, f"interactions/2026/2026-10-{number % 28 + 1:02}-tea.md", "---\nwith: [bob]\n---\n")
        ends.append(
            subprocess.run([sys.executable, "-c", KILLED, root, cache, str(number)], capture_output=True, text=True,
                           check=False, cwd=ROOT).returncode
        )  # fmt: skip
        assert_same(root, cache)
    assert {0, -9} == set(ends)


def test_a_part_of_an_earlier_writing_is_noticed(root: Path, cache: Path) -> None:
    loaded(root, cache)
    file = cache / "catalog.sqlite"
    with sqlite3.connect(file) as database:
        earlier = database.execute("SELECT number, bytes FROM part").fetchall()
    database.close()
    put(root, "contacts/bob.md", "---\nname: Robert\n---\n")
    put(root, "interactions/2026/2026-11-20-tea.md", "---\nwith: [bob]\n---\n")
    time.sleep(SETTLING * 1.5)
    loaded(root, cache)
    whole = file.read_bytes()
    for number, part in earlier:
        file.write_bytes(whole)
        with sqlite3.connect(file) as database:
            database.execute("UPDATE part SET bytes = ? WHERE number = ?", (part, number))
        database.close()
        said: list[str] = []
        vault = load(root, cache=cache, now_ns=time.time_ns(), say=said.append)
        assert seen(loaded(root, None)) == seen(vault)
        assert ["The catalog was damaged; it is built again."] == said


def test_damage_after_changes_leaves_the_vault_as_it_is(root: Path, cache: Path) -> None:
    loaded(root, cache)
    for number in range(3):
        put(root, f"interactions/2026/2026-11-2{number}-tea.md", "---\nwith: [bob, ada]\n---\n")
        loaded(root, cache)
    file = cache / "catalog.sqlite"
    sound = file.read_bytes()
    source = random.Random(7)
    places = [at for at in range(len(sound)) if sound[at]]
    for _ in range(150):
        damaged = bytearray(sound)
        for at in source.sample(places, 3):
            damaged[at] ^= source.randrange(1, 256)
        file.write_bytes(damaged)
        assert_same(root, cache, silent=False)


def test_only_the_files_that_changed_are_read(root: Path, cache: Path) -> None:
    loaded(root, cache)
    names: list[str] = []
    inner = load_module._Reader.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            load_module._Reader, "read", lambda self, path, known: names.append(path) or inner(self, path, known)
        )
        put(root, "contacts/bob.md", "---\nname: Robert\n---\n")
        put(root, "contacts/eve.md", "---\nname: Eve\n---\n")
        loaded(root, cache)
    assert ["contacts/bob.md", "contacts/eve.md"] == sorted(names)
