"""Which words find which text, in many scripts and spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from index_notes import Notes, note

from notebook.query.nodes import And, Words


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path / "index")


@pytest.mark.parametrize("name", ["Will", "May", "An", "Can", "A", "X", "The", "It"])
def test_no_name_is_a_stop_word_or_too_short(notes: Notes, name: str) -> None:
    notes.put(note("a.md", names=f"{name} Smith"), note("b.md", f"we met {name} there"), note("c.md", "nobody"))
    assert notes.find(name.lower()) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Łukasz", "lukasz"),
        ("lukasz", "ŁUKASZ"),
        ("Søren Ørsted", "soren"),
        ("Straße", "strasse"),
        ("STRASSE", "straße"),
        ("José", "Jose\u0301"),
        ("Ioannis Αθηνά", "αθηνα"),
        ("Οδυσσέας", "οδυσσεασ"),
        ("Йосиф Фёдоров", "федоров"),
        ("Фёдоров", "ФЁДОРОВ"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("محـــمد", "محمد"),
        ("می‌خواهم", "میخواهم"),
        ("दीपा नमस्ते", "नमस्ते"),
        ("Ɛva", "eva"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_case_accents_and_silent_signs_make_no_difference(notes: Notes, written: str, asked: str) -> None:
    notes.put(note("a.md", names=written), note("b.md", "someone else"))
    assert notes.find(asked) == ["a.md"]


def test_a_mark_does_not_cut_a_word(notes: Notes) -> None:
    notes.put(note("a.md", "नमस्ते"))
    assert notes.find("नम") == []


@pytest.mark.parametrize(
    "asked", ["ada@society.example", "ADA@Society.Example", "<ada@society.example>", "ada", "society"]
)
def test_an_address_is_found_whole_and_by_part(notes: Notes, asked: str) -> None:
    notes.put(note("a.md", fields="ada@society.example"), note("b.md", "other@elsewhere.test"))
    assert notes.find(asked) == ["a.md"]


def test_an_address_is_not_found_by_the_same_parts_in_another_order(notes: Notes) -> None:
    notes.put(note("a.md", fields="society@ada.example"))
    assert notes.find("ada@society.example") == []


@pytest.mark.parametrize("written", ["O'Brien", "O’Brien", "Oʼbrien", "OBrien's O'Brien’s"])
@pytest.mark.parametrize("asked", ["O'Brien", "o’brien", "obrien", "O’Brien's"])
def test_an_apostrophe_may_be_of_any_kind_or_left_out(notes: Notes, written: str, asked: str) -> None:
    notes.put(note("a.md", f"tea with {written}, twice"), note("b.md", "tea"))
    assert notes.find(asked) == ["a.md"]


def test_a_name_is_found_by_the_part_after_the_apostrophe(notes: Notes) -> None:
    notes.put(note("a.md", names="Flann O'Brien"))
    assert notes.find("brien") == ["a.md"]


@pytest.mark.parametrize("asked", ["ada", "ada's", "Ada’s"])
def test_a_possessive_is_the_word(notes: Notes, asked: str) -> None:
    notes.put(note("a.md", "Ada's book"), note("b.md", "a book of Ada"), note("c.md", "as"))
    assert sorted(notes.find(asked)) == ["a.md", "b.md"]


@pytest.mark.parametrize("asked", ["jean-luc", "Jean‐Luc", "jean", "luc", "jeanluc"])
def test_a_hyphenated_name_is_found_whole_by_part_and_closed_up(notes: Notes, asked: str) -> None:
    notes.put(note("a.md", names="Jean-Luc Picard"), note("b.md", "lucjean"))
    assert notes.find(asked) == ["a.md"]


def test_a_hyphenated_name_finds_it_with_a_space_or_closed_up(notes: Notes) -> None:
    notes.put(note("a.md", names="Jean Luc"), note("b.md", names="Jeanluc"), note("c.md", names="Luc Jean"))
    assert sorted(notes.find("jean-luc")) == ["a.md", "b.md"]


@pytest.mark.parametrize("asked", ["442079460000", "+442079460000", "+44-20-7946-0000", "7946", "44"])
@pytest.mark.parametrize("written", ["+44 20 7946 0000", "+44 (0)20 7946 0000", "+44-20-7946-0000", "+44.20.7946.0000"])
def test_a_telephone_number_is_found_by_its_digits(notes: Notes, written: str, asked: str) -> None:
    notes.put(note("a.md", fields=f"London\n{written}\nactive"), note("b.md", fields="+1 555 0100"))
    assert notes.find(asked) == ["a.md"]


def test_a_number_in_groups_finds_the_number_without(notes: Notes) -> None:
    notes.put(note("a.md", fields="+442079460000"))
    assert notes.find(Words("+44 20 7946 0000", "phrase")) == ["a.md"]


def test_a_date_and_time_are_no_telephone_number(notes: Notes) -> None:
    notes.put(note("a.md", "2026-11-18 14:30"))
    assert notes.find("2026111814") == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("山田太郎", "山田太郎"),
        ("山田太郎", "山"),
        ("山田太郎", "田太"),
        ("山田 太郎", "山田太郎"),
        ("山田太郎", "山田　太郎"),
        ("昨日は山田太郎さんと会いました。", "山田太郎"),
        ("我们在北京见了王小明一次", "王小明"),
        ("ソニーのﾊﾟｿｺﾝ", "パソコン"),
        ("김민수를 만났다", "김민수"),
        ("김민수", "민"),
        ("株式会社ABC", "abc"),
        ("3月の会", "月"),
        ("ฉันพบสมชายเมื่อวาน", "สมชาย"),
        ("𠮷野家", "𠮷"),
    ],
)
def test_scripts_without_spaces_are_found_inside_running_text(notes: Notes, written: str, asked: str) -> None:
    notes.put(note("a.md", written), note("b.md", "山川 東京 대한 ไทย xyz"))
    assert "a.md" in notes.find(asked)


def test_the_characters_of_a_name_in_another_order_are_another_name(notes: Notes) -> None:
    notes.put(note("a.md", "太郎と山田"))
    assert notes.find("山田太郎") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("running", "run"),
        ("runs", "running"),
        ("companies", "company"),
        ("studies", "study"),
        ("meeting", "meetings"),
        ("funding", "funded"),
    ],
)
@pytest.mark.parametrize("place", ["fields", "body"])
def test_english_words_of_one_stem_find_each_other(notes: Notes, place: str, one: str, other: str) -> None:
    notes.put(note("a.md", **{place: f"about {one} again"}), note("b.md", **{place: f"About {other.upper()}."}))
    assert (sorted(notes.find(one)), sorted(notes.find(other))) == (["a.md", "b.md"], ["a.md", "b.md"])


@pytest.mark.parametrize(("asked", "first"), [("meeting", "a.md"), ("meet", "b.md"), ("meetings", "c.md")])
def test_the_word_itself_ranks_before_others_of_its_stem(notes: Notes, asked: str, first: str) -> None:
    notes.put(note("a.md", "one meeting here"), note("b.md", "we meet here"), note("c.md", "many meetings here"))
    assert notes.find(asked)[0] == first


def test_names_have_no_stem(notes: Notes) -> None:
    notes.put(note("a.md", names="Hastings Banks"), note("b.md", names="Bank"))
    assert notes.find("bank") == ["b.md"]


@pytest.mark.parametrize("stem", ["compani", "~compani"])
def test_a_stem_is_not_taken_for_a_word(notes: Notes, stem: str) -> None:
    notes.put(note("a.md", "companies"))
    assert notes.find(Words(stem, "phrase")) == []


def test_several_words_are_looked_up_each_by_itself(notes: Notes) -> None:
    notes.put(note("a.md", "printing", names="Ada"), note("b.md", names="Ada"))
    assert notes.find(And((Words("ada"), Words("print")))) == ["a.md"]


def test_a_very_long_word_is_found(notes: Notes) -> None:
    notes.put(note("a.md", "x" * 100_000 + " tail"), note("b.md", "x" * 10))
    assert notes.find("x" * 100_000) == ["a.md"]
