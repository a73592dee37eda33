"""Renaming: every place that means the record means it afterwards, byte for byte, and no other byte changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import EXAMPLE
from hypothesis import given
from hypothesis import strategies as st
from small_vault import kind_of, note

from notebook.changes import ChangeSet
from notebook.changes.rename.rename import rename
from notebook.crosscheck import all_problems
from notebook.errors import Refused, UsageFault
from notebook.schema.read import read_file
from notebook.schema.referring import mentions
from notebook.schema.values import names_of
from notebook.snapshot import Snapshot
from notebook.text.folding import fold
from notebook.text.links import links_to
from notebook.text.names import stem_of

ADA = "contacts/ada-lovelace"
NOTE = "interactions/2026/2026-11-18-tea"
VAULT = {
    ADA: note(name="Ada Lovelace", aliases="[Countess]"),
    "contacts/bob": note(name="Bob"),
    "contacts/clara": note(name="Clara"),
}


def snapshot_of(files: Mapping[str, bytes], me: str | None) -> Snapshot:
    """The snapshot of these files, to the byte."""
    read = {path: read_file(raw, path, kind_of(path)) for path, raw in sorted(files.items()) if path.endswith(".md")}
    records = tuple(record for record, _ in read.values() if record is not None)
    found = tuple(problem for _, problems in read.values() for problem in problems)
    notes = frozenset(fold(stem_of(path)) for path, (record, _) in read.items() if record is None)
    return Snapshot(records, found, me, notes)


class Files:
    """A vault in memory: what is read from it, and what it holds after a change set."""

    def __init__(self, files: Mapping[str, str | bytes], me: str | None = None, settings: str = "") -> None:
        self.raw = {f"{path}.md": text.encode() if isinstance(text, str) else text for path, text in files.items()}
        self.raw["notebook.toml"] = settings.encode()
        self.snapshot = snapshot_of(self.raw, me)

    def linking(self, record_id: str) -> list[str]:
        names = {fold(name) for name in names_of(self.snapshot.by_id[record_id])}
        return [path for path, raw in self.raw.items() if links_to(raw.decode(), lambda name: fold(name) in names)]

    def rename(self, record_id: str, name: str, *, chosen: str | None = None, alias: bool = False) -> ChangeSet:
        return rename(
            self.snapshot.by_id[record_id],
            name,
            snapshot=self.snapshot,
            read=self.raw.__getitem__,
            linking=self.linking(record_id),
            record_id=chosen,
            keep_alias=alias,
        )

    def after(self, changes: ChangeSet) -> dict[str, bytes]:
        files = dict(self.raw)
        for change in changes.changes:
            assert files.get(change.path) == change.before
            if change.after is None:
                del files[change.path]
            else:
                files[change.path] = change.after
        return files


def renamed(text: str, name: str = "Ada Byron", record: str = ADA, path: str = NOTE) -> str:
    """What stands in a note once the record is renamed."""
    files = Files({**VAULT, path: text})
    return files.after(files.rename(record.rpartition("/")[2], name))[f"{path}.md"].decode()


# The forms of a reference, in a note: what stands there before and after Ada Lovelace becomes Ada Byron.
FIELDS = [
    ("with: [ada-lovelace, bob]", "with: [ada-byron, bob]"),
    ("with: ada-lovelace", "with: ada-byron"),
    ("with: [Ada Lovelace]", "with: [Ada Byron]"),
    ("with: [ada lovelace]", "with: [Ada Byron]"),
    ("with: [ÁDA-LOVELACE]", "with: [ada-byron]"),
    ("with: [Countess]", "with: [Countess]"),
    ('with: ["@ada-lovelace"]', 'with: ["@ada-byron"]'),
    ("with: [[ada-lovelace]]", "with: [[ada-byron]]"),
    ("with: [[Ada Lovelace]]", "with: [[Ada Byron]]"),
    ('with: ["[[ada-lovelace|Ada]]"]', 'with: ["[[ada-byron|Ada]]"]'),
    ('with: "[[ada-lovelace]], [[bob|B]], [[Ada Lovelace|A]]"', 'with: "[[ada-byron]], [[bob|B]], [[Ada Byron|A]]"'),
    ("with: ['[[contacts/ada-lovelace.md#Work|Ada]]']", "with: ['[[contacts/ada-byron.md#Work|Ada]]']"),
    ("with:\n  - ada-lovelace # she\n  -   bob", "with:\n  - ada-byron # she\n  -   bob"),
    ("people:  'ada-lovelace'", "people:  'ada-byron'"),
    ('introduced: [ "ada-lovelace" , bob]', 'introduced: [ "ada-byron" , bob]'),
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("event: 2026-10-19-fair", "event: 2026-10-19-book-fair"),
        ('event: "2026-10-19-fair"', 'event: "2026-10-19-book-fair"'),
        ("event: '[[2026-10-19-fair]]'", "event: '[[2026-10-19-book-fair]]'"),
        ("event: Fair", "event: Book fair"),
    ],
)
def test_a_talk_at_an_event_goes_on_being_at_it(before: str, after: str) -> None:
    event = "events/2026-10-19-fair"
    files = Files({**VAULT, event: note(name="Fair"), NOTE: f"---\nwith: bob\n{before}\n---\n"})
    changed = files.after(files.rename("2026-10-19-fair", "Book fair"))
    assert changed[f"{NOTE}.md"].decode() == f"---\nwith: bob\n{after}\n---\n"


@pytest.mark.parametrize(("before", "after"), FIELDS)
def test_a_reference_in_a_field_is_written_anew_in_its_own_form(before: str, after: str) -> None:
    assert renamed(f"---\ndate: 2026-11-18\n{before}\n---\nTea.\n") == f"---\ndate: 2026-11-18\n{after}\n---\nTea.\n"


CARDS = [
    ("knows: [{who: ada-lovelace, as: friend}]", "knows: [{who: ada-byron, as: friend}]"),
    ("knows: [{ada-lovelace: friend}]", "knows: [{ada-byron: friend}]"),
    ("knows: {Ada Lovelace: friend, clara: aunt}", "knows: {Ada Byron: friend, clara: aunt}"),
    ('knows: {"[[ada-lovelace]]": friend}', 'knows: {"[[ada-byron]]": friend}'),
    ("knows:\n  ada-lovelace: friend  # old", "knows:\n  ada-byron: friend  # old"),
    ("knows:\n- who: ada-lovelace\n  as: friend", "knows:\n- who: ada-byron\n  as: friend"),
    ("met: {through: ada-lovelace, at: fair}", "met: {through: ada-byron, at: fair}"),
    ("met_through: Ada Lovelace", "met_through: Ada Byron"),
    ("met: through ada-lovelace", "met: through ada-lovelace"),
]


@pytest.mark.parametrize(("before", "after"), CARDS)
def test_a_tie_keeps_its_role_and_form(before: str, after: str) -> None:
    path = "contacts/dora"
    assert renamed(f"---\nname: Dora\n{before}\n---\n", path=path) == f"---\nname: Dora\n{after}\n---\n"


BODIES = [
    ("See [[ada-lovelace]].", "See [[ada-byron]]."),
    ("See [[Ada Lovelace]] and [[ADA LOVELACE]].", "See [[Ada Byron]] and [[Ada Byron]]."),
    ("See [[Countess]].", "See [[Countess]]."),
    ("See [[ada-lovelace|my Ada Lovelace]].", "See [[ada-byron|my Ada Lovelace]]."),
    ("See [[ ada-lovelace | Ada ]].", "See [[ ada-byron | Ada ]]."),
    ("See [[contacts/ada-lovelace.md]].", "See [[contacts/ada-byron.md]]."),
    ("See [[../contacts/Ada-Lovelace#Life|her]].", "See [[../contacts/ada-byron#Life|her]]."),
    ("See [[ada-lovelace#^abc]] and [[ada-lovelace^abc]].", "See [[ada-byron#^abc]] and [[ada-byron^abc]]."),
    ("![[ada-lovelace]]", "![[ada-byron]]"),
    ("![[ada-lovelace.png]] ![[other]]", "![[ada-lovelace.png]] ![[other]]"),
    ("`[[ada-lovelace]]` [[ada-lovelace]]", "`[[ada-lovelace]]` [[ada-byron]]"),
    ("```\n[[ada-lovelace]]\n```\n[[ada-lovelace]]", "```\n[[ada-lovelace]]\n```\n[[ada-byron]]"),
    ("# On [[ada-lovelace]]\n\n> [[ada-lovelace]]", "# On [[ada-byron]]\n\n> [[ada-byron]]"),
    ("| a | b |\n|---|---|\n| [[ada-lovelace]] | x |", "| a | b |\n|---|---|\n| [[ada-byron]] | x |"),
    ("| a |\n|---|\n| [[ada-lovelace\\|Ada]] |", "| a |\n|---|\n| [[ada-byron\\|Ada]] |"),
    ("- [ ] @ada-lovelace: send it due:2026-12-01", "- [ ] @ada-byron: send it due:2026-12-01"),
    ("  - [x] @[[ada-lovelace]]: sent", "  - [x] @[[ada-byron]]: sent"),
    ("- [ ] @[[ada-lovelace|Ada]]: send it", "- [ ] @[[ada-byron|Ada]]: send it"),
    ("- [ ] @[[ Ada Lovelace ]]: send it", "- [ ] @[[ Ada Byron ]]: send it"),
    ("- [?] @Countess: well?", "- [?] @Countess: well?"),
    ("- [ ] write [[ada-lovelace]] and @ada-lovelace: no", "- [ ] write [[ada-byron]] and @ada-lovelace: no"),
    ("\t- [ ] @ada-lovelace: tabs", "\t- [ ] @ada-lovelace: tabs"),
    ("ada-lovelace, Ada Lovelace, @ada-lovelace", "ada-lovelace, Ada Lovelace, @ada-lovelace"),
]


@pytest.mark.parametrize(("before", "after"), BODIES)
def test_a_link_or_promise_in_the_text_is_written_anew_in_its_own_form(before: str, after: str) -> None:
    head = "---\ndate: 2026-11-18\nwith: bob\n---\n"
    assert renamed(f"{head}{before}\n") == f"{head}{after}\n"
    assert renamed(f"{head}{before}".replace("\n", "\r\n")) == f"{head}{after}".replace("\n", "\r\n")
    assert renamed(f"\ufeff{head}{before}") == f"\ufeff{head}{after}"


def test_a_note_without_front_matter_is_rewritten() -> None:
    assert renamed("Saw [[ada-lovelace]].", path="contacts/eva") == "Saw [[ada-byron]]."


# The record's own file


def test_the_name_is_set_where_it_stands_and_the_file_is_named_after_it() -> None:
    files = Files({**VAULT, ADA: '---\n# me\nname:   "Ada Lovelace"  # hers\nrole: Poet\n---\nHi, [[ada-lovelace]].\n'})
    changes = files.rename("ada-lovelace", "Ada Byron")
    assert changes.paths == ("contacts/ada-lovelace.md", "contacts/ada-byron.md")
    assert files.after(changes)["contacts/ada-byron.md"].decode() == (
        '---\n# me\nname:   "Ada Byron"  # hers\nrole: Poet\n---\nHi, [[ada-byron]].\n'
    )
    assert "contacts/ada-lovelace.md" not in files.after(changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nrole: Poet\n---\n", "---\nname: Ada Byron\nrole: Poet\n---\n"),
        ("---\nname:\nrole: Poet\n---\n", "---\nname: Ada Byron\nrole: Poet\n---\n"),
        ("---\nfull_name: Ada Lovelace\n---\n", "---\nfull_name: Ada Byron\n---\n"),
        ("Hello.\n", "---\nname: Ada Byron\n---\nHello.\n"),
        ("# Ada Lovelace\n", "---\nname: Ada Byron\n---\n# Ada Lovelace\n"),
        ("---\r\nname: Ada Lovelace\r\n---\r\n", "---\r\nname: Ada Byron\r\n---\r\n"),
        ("\ufeff---\nname: Ada Lovelace\n---\n", "\ufeff---\nname: Ada Byron\n---\n"),
    ],
)
def test_the_name_is_put_where_the_file_has_none(before: str, after: str) -> None:
    files = Files({**VAULT, ADA: before})
    assert files.after(files.rename("ada-lovelace", "Ada Byron"))["contacts/ada-byron.md"].decode() == after


def test_a_heading_that_gave_the_name_is_left_and_said() -> None:
    files = Files({**VAULT, ADA: "# Ada Lovelace\n"})
    assert "# Ada Lovelace is left as it is" in files.rename("ada-lovelace", "Ada Byron").remarks[0]


@pytest.mark.parametrize(
    ("path", "name", "new", "path_after"),
    [
        ("events/2026-10-19-pycon-pt", "PyCon PT", "PyCon Portugal", "events/2026-10-19-pycon-portugal.md"),
        ("events/pycon", "PyCon", "PyCon PT", "events/pycon-pt.md"),
        ("events/2026-10-19 PyCon PT", "PyCon PT", "PyCon Portugal", "events/2026-10-19 PyCon Portugal.md"),
        ("contacts/Grace Hopper", "Grace Hopper", "Grace Murray", "contacts/Grace Murray.md"),
        ("contacts/Grace Hopper", "Grace Hopper", "Grace/Murray", "contacts/grace-murray.md"),
        ("contacts/grace", "Grace Hopper", "Gráce Murray", "contacts/grace-murray.md"),
        ("contacts/x/grace", "Grace Hopper", "Лев Толстой", "contacts/x/лев-толстои.md"),
        ("contacts/grace", "Grace Hopper", "Con", "contacts/con-contact.md"),
        ("interactions/2026/2026-11-18-tea", "Tea", "Tea at nine", "interactions/2026/2026-11-18-tea.md"),
    ],
)
def test_the_file_is_named_the_way_it_was(path: str, name: str, new: str, path_after: str) -> None:
    files = Files({**VAULT, path: note(name=name, with_="bob", date="2026-10-19", start="2026-10-19")})
    changes = files.rename(path.rpartition("/")[2], new)
    assert [change.path for change in changes.changes if change.after is not None] == [path_after]


def test_an_id_can_be_chosen() -> None:
    files = Files({**VAULT, NOTE: note(with_="ada-lovelace", date="2026-11-18")})
    changes = files.rename("ada-lovelace", "Ada Byron", chosen="ada")
    assert "contacts/ada.md" in changes.paths
    assert b"with: ada\n" in files.after(changes)[f"{NOTE}.md"]


def test_only_the_id_can_change() -> None:
    files = Files({**VAULT, NOTE: note("[[Ada Lovelace]] [[ada-lovelace]]", with_="bob", date="2026-11-18")})
    changes = files.rename("ada-lovelace", "Ada Lovelace", chosen="ada")
    assert files.after(changes)["contacts/ada.md"] == files.raw["contacts/ada-lovelace.md"]
    assert files.after(changes)[f"{NOTE}.md"].endswith(b"[[Ada Lovelace]] [[ada]]")


def test_an_interaction_gets_another_file_by_its_id_alone() -> None:
    files = Files({**VAULT, NOTE: note(with_="bob", date="2026-11-18"), "contacts/eva": "[[2026-11-18-tea]]"})
    changes = files.rename("2026-11-18-tea", "Tea", chosen="2026-11-18-tea-bob")
    assert "interactions/2026/2026-11-18-tea-bob.md" in changes.paths
    assert files.after(changes)["contacts/eva.md"] == b"[[2026-11-18-tea-bob]]"


def test_a_day_that_only_the_files_name_said_is_kept() -> None:
    files = Files({**VAULT, "events/2026-10-19-fair": note(name="Fair"), NOTE: note(with_="bob")})
    after = files.after(files.rename("2026-10-19-fair", "Fair", chosen="fair"))
    assert after["events/fair.md"] == b"---\nname: Fair\nstart: 2026-10-19\n---\n"
    after = files.after(files.rename("2026-11-18-tea", "Tea", chosen="tea"))
    assert after["interactions/2026/tea.md"] == b"---\ndate: 2026-11-18\nwith: bob\n---\n"


def test_a_name_that_only_the_files_name_gave_is_kept() -> None:
    files = Files({**VAULT, "contacts/eva": "Hello.\n"})
    assert (
        files.after(files.rename("eva", "Eva", chosen="eva-2"))["contacts/eva-2.md"] == b"---\nname: Eva\n---\nHello.\n"
    )


def test_the_old_name_is_kept_as_an_alias_where_that_is_wanted() -> None:
    files = Files({**VAULT, NOTE: note("[[Ada Lovelace]]", with_="bob", date="2026-11-18")})
    after = files.after(files.rename("ada-lovelace", "Ada Byron", alias=True))
    assert b"aliases: [Countess, Ada Lovelace]\n" in after["contacts/ada-byron.md"]
    assert after[f"{NOTE}.md"].endswith(b"[[Ada Byron]]")


def test_an_alias_is_added_where_there_is_none() -> None:
    files = Files({**VAULT, "contacts/bob": "---\nname: Bob\ntags: [a]\n---\n"})
    after = files.after(files.rename("bob", "Rob", alias=True))
    assert after["contacts/rob.md"] == b"---\nname: Rob\naliases: [Bob]\ntags: [a]\n---\n"


def test_another_spelling_of_the_name_is_no_other_file() -> None:
    files = Files({**VAULT, NOTE: note("[[ada lovelace]] [[Ada Lovelace]]", with_="bob", date="2026-11-18")})
    changes = files.rename("ada-lovelace", "Áda LOVELACE")
    assert set(changes.paths) == {"contacts/ada-lovelace.md", f"{NOTE}.md"}
    assert files.after(changes)[f"{NOTE}.md"].endswith("[[ada lovelace]] [[Áda LOVELACE]]".encode())


def test_an_alias_can_become_the_name() -> None:
    files = Files({**VAULT, NOTE: note("[[Countess]]", with_="bob", date="2026-11-18")})
    changes = files.rename("ada-lovelace", "Countess")
    assert changes.paths == ("contacts/ada-lovelace.md", "contacts/countess.md")


def test_a_name_that_is_there_already_changes_nothing() -> None:
    assert Files(VAULT).rename("ada-lovelace", " Ada   Lovelace ").changes == ()


# Names that would not mean the record


def test_where_the_new_name_would_mean_two_the_id_is_written() -> None:
    files = Files({**VAULT, "projects/atlas": note(name="Atlas"), "organizations/x": note(name="Map house"),
                   "contacts/eva": note("[[Atlas]]", org="Map house")})  # fmt: skip
    changes = files.rename("atlas", "Map House", chosen="map-house-project")
    assert files.after(changes)["contacts/eva.md"] == b"---\norg: Map house\n---\n[[map-house-project]]"


@pytest.mark.parametrize("name", ["C# circle", "A | B", "x ^ y", "[[Ada]] B"])
def test_a_name_that_cannot_stand_in_a_link_is_written_as_the_id(name: str) -> None:
    text = renamed("---\nknows: [Ada Lovelace]\n---\n[[Ada Lovelace]]", name, path="contacts/eva")
    assert f"[[{name}]]" not in text
    assert "Lovelace" not in text


def test_an_owner_of_two_words_is_written_by_the_id() -> None:
    assert "@bob-stone: pay" in renamed("- [ ] @Bob: pay\n", "Bob Stone", record="contacts/bob")


def test_an_owner_whose_id_has_a_space_stands_in_brackets() -> None:
    files = Files({**VAULT, NOTE: note("- [ ] @bob: pay\n", with_="bob", date="2026-11-18")})
    after = files.after(files.rename("bob", "Bob Stone", chosen="Bob Stone"))
    assert after[f"{NOTE}.md"].endswith(b"- [ ] @[[Bob Stone]]: pay\n")


def test_a_name_of_two_that_did_not_mean_the_record_is_left_alone() -> None:
    text = note("[[Sam]]", with_="[Sam, sam-a]", date="2026-11-18")
    files = Files({"contacts/sam-a": note(name="Sam"), "contacts/sam-b": note(name="Sam"), NOTE: text})
    changes = files.rename("sam-a", "Samuel")
    assert files.after(changes)[f"{NOTE}.md"].decode() == text.replace("sam-a", "samuel")
    assert f'{NOTE}.md:2: with "Sam" means Sam (sam-b) now.' in changes.remarks


def test_a_name_of_nobody_that_means_the_record_now_is_said() -> None:
    files = Files({**VAULT, NOTE: note("[[Ada Byron]]", with_="bob", date="2026-11-18")})
    remark = f"{NOTE}.md:5: [[Ada Byron]] means Ada Byron (ada-byron) now."
    assert files.rename("ada-lovelace", "Ada Byron").remarks == (remark,)


# What is refused


@pytest.mark.parametrize(
    ("name", "chosen", "says"),
    [
        ("Bob", None, "Bob (contacts/bob.md) is called so already."),
        ("Robert", None, "Roberts (organizations/roberts.md) goes by robert already."),
        ("Ada B", "clara", "Clara (contacts/clara.md) is there already."),
        ("Reading", None, "There is a file reading.md already"),
    ],
)
def test_a_name_or_id_that_is_taken_is_refused(name: str, chosen: str | None, says: str) -> None:
    more = {"organizations/roberts": note(name="Roberts", aliases="[robert]"), "notes/Reading": "no record"}
    with pytest.raises(Refused, match="already") as refused:
        Files({**VAULT, **more}).rename("ada-lovelace", name, chosen=chosen)
    assert says in refused.value.message


def test_two_may_have_one_name_where_an_id_is_chosen() -> None:
    changes = Files(VAULT).rename("ada-lovelace", "Bob", chosen="bob-2")
    assert changes.remarks == ("2 are now called Bob; links say which by the id.",)


def test_a_name_that_would_mean_two_where_it_meant_one_is_refused() -> None:
    files = Files({**VAULT, NOTE: note("\nAsked [[Bob]].", with_="clara", date="2026-11-18")})
    with pytest.raises(Refused) as refused:
        files.rename("ada-lovelace", "Bob", chosen="bob-2")
    assert f"{NOTE}.md:6: [[Bob]] means Bob (bob)" in refused.value.message


def test_a_name_by_which_the_owner_is_meant_is_not_given_to_another() -> None:
    with pytest.raises(Refused, match=r"notebook\.toml"):
        Files(VAULT, me="Clara").rename("bob", "Clara", chosen="clara-2")


def test_a_link_to_a_file_that_is_no_record_does_not_come_to_mean_one() -> None:
    files = Files({**VAULT, "notes/Robin": "x", NOTE: note("[[Robin]]", with_="bob", date="2026-11-18")})
    with pytest.raises(Refused, match=r"leads to|means the file Robin.md"):
        files.rename("ada-lovelace", "Robin", chosen="ada-robin")


@pytest.mark.parametrize("name", ["", "  ", "[[Ada]]", "🦉"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UsageFault):
        Files(VAULT).rename("ada-lovelace", name)


def test_an_interaction_has_no_aliases() -> None:
    files = Files({**VAULT, NOTE: note(with_="bob", date="2026-11-18")})
    with pytest.raises(UsageFault):
        files.rename("2026-11-18-tea", "Tea", alias=True)


def test_a_place_that_cannot_be_edited_refuses_the_whole() -> None:
    text = "---\ndate: 2026-11-18\nwith: [&a ada-lovelace]\nintroduced: [*a, bob]\n---\n"
    with pytest.raises(Refused, match=rf"{NOTE}.md:3: "):
        Files({**VAULT, NOTE: text}).rename("ada-lovelace", "Ada Byron")


def test_a_file_that_is_called_otherwise_by_now_is_left_alone() -> None:
    files = Files(VAULT)
    files.raw[f"{ADA}.md"] = b"---\nname: Ada King\n---\n"
    with pytest.raises(Refused, match="has changed meanwhile"):
        files.rename("ada-lovelace", "Ada Byron")


# What is left alone, and said


def test_a_link_in_a_key_of_the_users_own_is_left_and_said() -> None:
    text = '---\nname: Eva\nboss: "[[ada-lovelace]]"\ntopics: [ada-lovelace]\n---\n'
    files = Files({**VAULT, "contacts/eva": text})
    changes = files.rename("ada-lovelace", "Ada Byron")
    assert "contacts/eva.md" not in changes.paths
    assert changes.remarks == (
        "contacts/eva.md:3: boss links to ada-lovelace; it is left as it is, and leads nowhere now.",
    )


def test_notes_that_are_no_records_are_left_and_said() -> None:
    files = Files({**VAULT, "daily/2026-11-18": "Saw [[Ada Lovelace]].", "daily/other": "[[bob]]"})
    changes = files.rename("ada-lovelace", "Ada Byron")
    assert changes.remarks == (
        "daily/2026-11-18.md is no record, and is left as before: a link there still has the old name.",
    )


def test_a_file_that_cannot_be_read_and_seems_to_name_it_is_said() -> None:
    files = Files(
        {
            **VAULT,
            "contacts/eva": "---\nknows: [ada-lovelace\n---\n[[ada-lovelace]]",
            "contacts/dan": "---\na: [\n---\n",
        }
    )
    (remark,) = files.rename("ada-lovelace", "Ada Byron").remarks
    assert remark.startswith("contacts/eva.md cannot be read")


def test_a_file_that_cannot_be_opened_may_still_name_it_and_is_said() -> None:
    files = Files({**VAULT, "contacts/eva": "---\nknows: [\n---\n"})

    def read(path: str) -> bytes:
        if path == "contacts/eva.md":
            raise Refused("contacts/eva.md cannot be read: Permission denied. Nothing was written.")
        return files.raw[path]

    changes = rename(files.snapshot.by_id["ada-lovelace"], "Ada Byron", snapshot=files.snapshot, read=read)
    assert changes.remarks == ("contacts/eva.md cannot be read, so it may still say ada-lovelace.",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\nup: [[Ada Lovelace]]\n---\n", "2: up links to"),
        ("---\nup: [[Ada Lovelace|A]]\n---\n", "2: up links to"),
        ("<!-- [[Ada Lovelace]] -->\n", "1: HTML or a comment links to"),
        ("<div>\n[[Ada Lovelace]]\n</div>\n", "2: HTML or a comment links to"),
        ("See [her](Ada-Lovelace.md).\n", "1: the link [her](Ada-Lovelace.md) still leads to"),
        ("See [her](../contacts/ada%2Dlovelace.md#work).\n", "1: the link [her]("),
    ],
)
def test_a_link_that_is_not_read_is_left_and_said(text: str, says: str) -> None:
    files = Files({**VAULT, "contacts/eva": text})
    changes = files.rename("ada-lovelace", "Ada Byron")
    (remark,) = changes.remarks
    assert remark.startswith(f"contacts/eva.md:{says}")
    assert "contacts/eva.md" not in changes.paths


@pytest.mark.parametrize("text", ["\\[[Ada Lovelace]]\n", "```\n[[Ada Lovelace]]\n```\n"])
def test_what_is_no_link_is_neither_rewritten_nor_said(text: str) -> None:
    files = Files({**VAULT, "contacts/eva": text})
    changes = files.rename("ada-lovelace", "Ada Byron")
    assert ("contacts/eva.md" in changes.paths, changes.remarks) == (False, ())


def test_files_that_do_not_refer_are_not_touched() -> None:
    files = Files({**VAULT, NOTE: note("Ada Lovelace and ada-lovelace.", with_="bob", date="2026-11-18")})
    assert set(files.rename("ada-lovelace", "Ada Byron").paths) == {f"{ADA}.md", "contacts/ada-byron.md"}


# The settings file


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        ('me = "clara"\n', 'me = "clara-v"\n'),
        ("# mine\r\n  me='clara' # I\r\n[git]\r\n", "# mine\r\n  me='clara-v' # I\r\n[git]\r\n"),
        ('\ufeffme = "clara"\n[queries]\nme = "clara x"\n', '\ufeffme = "clara-v"\n[queries]\nme = "clara x"\n'),
    ],
)
def test_the_owner_is_named_anew_in_the_settings(settings: str, after: str) -> None:
    files = Files(VAULT, me="clara", settings=settings)
    assert files.after(files.rename("clara", "Clara V"))["notebook.toml"].decode() == after


@pytest.mark.parametrize("settings", ["", 'me = """clara"""\n', '"me" = "clara"\n', '[x]\nme = "clara"\n'])
def test_where_the_owner_is_named_otherwise_the_line_to_write_is_said(settings: str) -> None:
    changes = Files(VAULT, me="clara", settings=settings).rename("clara", "Clara V")
    assert "notebook.toml" not in changes.paths
    assert changes.remarks[0].endswith('Write me = "clara-v" there.')


def test_an_owner_by_name_is_named_by_the_new_name() -> None:
    files = Files(VAULT, me="Clara", settings='me = "Clara"\n')
    assert files.after(files.rename("clara", "Clara V"))["notebook.toml"] == b'me = "Clara V"\n'


def test_a_saved_query_that_names_it_is_left_and_said() -> None:
    settings = '[queries]\nher = "with:ada-lovelace kind:contact"\nno = "with:ada-lovelace-2"\n'
    changes = Files(VAULT, settings=settings).rename("ada-lovelace", "Ada Byron")
    assert changes.remarks == ("notebook.toml: the query her says ada-lovelace. Write ada-byron there.",)


# What holds for every vault

Meanings = set[tuple[str, str, tuple[str, ...]]]


def meanings(snapshot: Snapshot, moved: Mapping[str, str]) -> Meanings:
    """Who is meant where, with the ids that have moved written as the new ones."""
    return {
        (moved.get(record.id, record.id), where, tuple(moved.get(one.id, one.id) for one in found))
        for record in snapshot.records
        for reference, where, kinds in mentions(record)
        if (found := snapshot.resolve(reference.text, *kinds))
    }


NAMES = ["ada", "Ada", "Ada Lovelace", "ada-lovelace", "Countess", "Bob", "bob", "Sam", "Robin", "nobody", "Ada B."]
FORMS = ["{}", '"[[{}]]"', '"[[contacts/{}|x]]"', "{{who: {}, as: friend}}", '"@{}"']
LINKS = ["[[{}]]", "[[{}|x]]", "[[a/{}.md#y]]", "![[{}]]", "`[[{}]]`", "- [ ] @{}: pay\n", "- [ ] @[[{}]]: x [[{}]]\n"]


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    """A few records with names in common, which refer to each other in every form."""
    name = st.sampled_from(NAMES)
    files = {}
    for path in ("contacts/ada", "contacts/Ada Lovelace", "contacts/bob", "projects/robin", NOTE):
        if not draw(st.booleans()) and path != "contacts/ada":
            continue
        listed = [draw(st.sampled_from(FORMS[: 4 if "contacts" in path else 3])).format(draw(name)) for _ in range(2)]
        body = " ".join(one.replace("{}", draw(name)) for one in draw(st.lists(st.sampled_from(LINKS), max_size=3)))
        key = "knows" if path.startswith("contacts") else "with"
        aliases = "" if path == NOTE else f"aliases: [{draw(name)}]\n"
        called = f"name: {draw(name)}\n" if draw(st.booleans()) else ""
        files[path] = f"---\n{called}{aliases}{key}: [{', '.join(listed)}]\n---\n{body}\n"
    return files


@given(vaults(), st.sampled_from(["Ada Byron", "Countess", "Robin", "nobody", "Ada"]), st.sampled_from([None, "zz"]))
def test_after_a_rename_everything_means_what_it_meant(files: dict[str, str], name: str, chosen: str | None) -> None:
    before = Files(files, me="bob", settings='me = "bob"\n')
    try:
        changes = before.rename("ada", name, chosen=chosen)
    except Refused:
        return
    files_after = before.after(changes)
    new = next((change.path for change in changes.changes if change.before is None), "contacts/ada.md")
    stem = new.rpartition("/")[2].removesuffix(".md")
    after = snapshot_of(files_after, "bob")
    was, now = meanings(before.snapshot, {"ada": stem}), meanings(after, {})
    assert {one for one in was if len(one[2]) == 1} <= now
    for record, where, ids in now - was:  # a name of several means fewer, a name of nobody means the record
        meant = {one for other, place, found in was for one in found if (other, place) == (record, where)}
        assert set(ids) <= {*meant, stem}
    assert after.by_id[stem].name == name


def example() -> Files:
    paths = [path for path in EXAMPLE.rglob("*.md") if kind_of(path.relative_to(EXAMPLE).as_posix())]
    files = {path.relative_to(EXAMPLE).as_posix().removesuffix(".md"): path.read_bytes() for path in paths}
    return Files(files, me="clara-vilarmouro", settings=(EXAMPLE / Path("notebook.toml")).read_text())


def test_every_record_of_the_example_can_be_renamed_and_all_links_hold() -> None:
    files = example()
    known = {(one.code, one.path) for one in all_problems(files.snapshot)}
    for record in (*files.snapshot.contacts[::11], *files.snapshot.events[::7], *files.snapshot.organizations[::5]):
        changes = files.rename(record.id, "Quirina Testamunha")
        after = snapshot_of(files.after(changes), "clara-vilarmouro")
        new = next(path for path in changes.paths if path not in files.raw).rpartition("/")[2].removesuffix(".md")
        assert meanings(files.snapshot, {record.id: new}) == meanings(after, {})
        assert {(one.code, one.path) for one in all_problems(after)} <= known


def test_what_is_renamed_and_renamed_back_is_the_same_to_the_byte() -> None:
    files = example()
    for record in (*files.snapshot.contacts[1::11], *files.snapshot.events[::6], *files.snapshot.projects):
        changes = files.rename(record.id, "Quirina Testamunha")
        renamed = Files({})
        renamed.raw = files.after(changes)
        renamed.snapshot = snapshot_of(renamed.raw, "clara-vilarmouro")
        new = next(path for path in changes.paths if path not in files.raw).rpartition("/")[2].removesuffix(".md")
        assert renamed.after(renamed.rename(new, record.name, chosen=record.id)) == files.raw
