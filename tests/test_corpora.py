"""Notes that nobody here wrote: everything in them is understood, and no problem is found that is none."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from notebook.crosscheck import all_problems
from notebook.records import Contact
from notebook.vault.reading.load import Vault, load

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
VCF = CORPORA / "obsidian-vcf-contacts"
KEPANO = CORPORA / "kepano"


def reading(folder: Path) -> pytest.MarkDecorator:
    """The test gets the folder; None, and a name that says so, where it is not on this machine."""
    there = folder.is_dir()
    return pytest.mark.parametrize("folder", [folder if there else None], ids=[folder.name if there else "absent"])


def loaded(folder: Path, tmp_path: Path, settings: str) -> Vault:
    root = tmp_path / "vault"
    shutil.copytree(folder, root)
    for place in (root, *root.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    (root / "notebook.toml").write_text(settings)
    return load(root, cache=None, now_ns=time.time_ns(), say=print)


def places(vault: Vault) -> list[tuple[str, str, int]]:
    return [(one.code, one.path, one.line) for one in all_problems(vault.snapshot)]


# Contacts of an Obsidian plug-in, its keys after vCard

VCF_SETTINGS = '[folders]\ncontact = "markdown"\n'
PEOPLE = {
    "Anya Volkova": ("1991-01-05", 2, 2),
    "Bao Nguyen": ("1996-06-30", 2, 3),
    "Bruce Wayne": ("1939-05-27", 2, 2),
    "Elin Lindström": ("1988-09-03", 2, 3),
    "Elísabet Jónsdóttir": ("1989-04-21", 2, 3),
    "Ethan Hunt": ("1964-07-03", 2, 3),
    "Hana Yamada": ("1990-05-15", 2, 3),
    "Liam O’Reilly": ("1986-03-17", 2, 3),
    "Mira Goldstein": ("1987-11-22", 2, 3),
    "Rajiv Patel": ("1985-03-17", 2, 3),
    "Thiago Santos": ("1993-02-28", 2, 3),
    "Tony Stark": ("1970-05-29", 2, 3),
    "Zahra Ali": ("1990-08-08", 2, 3),
    "Zhihao Tang": ("1994-09-09", 2, 3),
    "李伟": ("1992-10-10", 2, 3),
    'kite surf spot "zandmotor"': ("None", 0, 0),
}


@reading(VCF)
def test_every_note_with_the_keys_of_vcard_is_a_record(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        records = loaded(folder, tmp_path, VCF_SETTINGS).snapshot.records
        assert 18 == len(records)
        # Two cards say KIND: org.
        assert ["India Gate (1931)", "Snip & Sip AB"] == [one.name for one in records if not isinstance(one, Contact)]


@reading(VCF)
def test_every_person_has_their_name_birthday_addresses_and_numbers(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        contacts = loaded(folder, tmp_path, VCF_SETTINGS).snapshot.contacts
        assert PEOPLE == {one.name: (str(one.birthday), len(one.emails), len(one.phones)) for one in contacts}


@reading(VCF)
def test_a_label_in_a_key_is_the_values_label(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        found = loaded(folder, tmp_path, VCF_SETTINGS).snapshot.find("李伟", "contact")
        assert isinstance(found, Contact)
        assert [("home", "liwei@zhuyukeji.cn"), ("work", "li.wei@bamboo-tech.cn")] == [
            (one.label, one.text) for one in found.emails
        ]


@reading(VCF)
def test_the_categories_of_a_card_are_tags(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        assert ("Art", "Robotics") == loaded(folder, tmp_path, VCF_SETTINGS).snapshot.find("Anya Volkova").tags


@reading(VCF)
def test_no_problem_is_found_in_cards_that_have_none(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        assert [] == places(loaded(folder, tmp_path, VCF_SETTINGS))


# A vault of notes, of which some are meetings

KEPANO_SETTINGS = '[folders]\ninteraction = "Notes"\n'
EVERGREEN = "Notes/Evergreen notes turn ideas into objects that you can manipulate.md"
MEETING = "Notes/2023-09-12 Meeting with Steph.md"


@reading(KEPANO)
def test_a_meeting_has_its_name_day_people_and_topics(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        (meeting,) = (
            one for one in loaded(folder, tmp_path, KEPANO_SETTINGS).snapshot.interactions if one.path == MEETING
        )
        assert ("Meeting with Steph", "2023-09-12", ["Steph Ango"], ["Emergence"]) == (
            meeting.name,
            str(meeting.date),
            [one.text for one in meeting.with_],
            [one.text for one in meeting.topics],
        )


@reading(KEPANO)
def test_notes_in_a_folder_of_interactions_lack_what_interactions_have(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        found = places(loaded(folder, tmp_path, KEPANO_SETTINGS))
        undated = ("2023 Japan Trip", EVERGREEN[6:-3], "Minimal Theme", "Product usage analysis")
        assert [f"Notes/{name}.md" for name in undated] == [path for code, path, _ in found if code == "missing-date"]
        assert [f"Notes/{name}.md" for name in undated] == [path for code, path, _ in found if code == "missing-people"]
        others = [one for one in found if one[0] not in ("missing-date", "missing-people", "broken-link")]
        assert [
            ("unknown-person", MEETING, 11),
            ("unknown-choice", EVERGREEN, 15),
            ("unknown-choice", "Notes/Minimal Theme.md", 11),
        ] == others


@reading(KEPANO)
def test_links_to_notes_that_are_not_written_yet_are_noted(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        found = [(path, line) for code, path, line in places(loaded(folder, tmp_path, KEPANO_SETTINGS))
                 if code == "broken-link"]  # fmt: skip
        evergreen = [(EVERGREEN, line) for line in (17, 23, 24, 25, 26, 27, 28, 29, 34, 36)]
        assert [(MEETING, 15), (MEETING, 15), *evergreen, ("Notes/Product usage analysis.md", 1)] == found


@reading(KEPANO)
def test_a_vault_of_no_folders_of_ours_is_a_vault_without_records(folder: Path | None, tmp_path: Path) -> None:
    if folder:
        vault = loaded(folder, tmp_path, "")
        assert ((), []) == (vault.snapshot.records, places(vault))
