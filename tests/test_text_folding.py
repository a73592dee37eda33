"""Names are compared without case and accents in any script, and stay different where a person sees two names."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.text.folding import fold, slug

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(name) == fold(fold(name))


@given(names, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_names_that_unicode_holds_equal_fold_alike(name: str, form: str) -> None:
    assert fold(name) == fold(unicodedata.normalize(form, name))


@given(names)
def test_case_does_not_count(name: str) -> None:
    assert fold(name) == fold(name.casefold())


@given(names)
def test_space_around_and_between_does_not_count(name: str) -> None:
    assert fold(name) == fold(f"  {name}\t\n")


@given(names)
def test_a_slug_is_a_file_name_everywhere_and_never_empty(name: str) -> None:
    stem = slug(name)
    assert stem
    assert len(f"{stem}.md".encode()) <= 255
    assert not stem.startswith((".", "-"))
    assert not any(char in '/\\:*?"<>|\0\n ' or not char.isprintable() for char in stem)


@given(names)
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(name) == slug(slug(name))


@given(names)
def test_a_file_can_have_a_slug_for_its_name(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{slug(name)}.md"
        file.touch()
        assert [file] == list(Path(folder).iterdir())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Lovelace", "ada  lovelace"),
        ("José", "Jose"),
        ("Małgorzata Żółkowska", "malgorzata zolkowska"),
        ("Søren Bjørnholt", "Soren Bjornholt"),
        ("Weiß", "WEISS"),
        ("Þóra", "Thora"),
        ("Işıl", "Isil"),
        ("İpek", "Ipek"),
        ("O’Dreelan", "O'Dreelan"),
        ("Jean‑Luc", "Jean-Luc"),
        ("Ἀθηνᾶ", "Αθηνα"),
        ("ΟΔΥΣΣΕΥΣ", "Οδυσσευς"),
        ("Йосиф", "Йосиф"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("ｱﾔ", "アヤ"),
        ("Nguyễn", "Nguyen"),
        ("ﬁnn", "finn"),
        ("Ada\u200b", "Ada"),
        ("می‌خواهم", "میخواهم"),
        ("A\u00adda", "Ada"),
        ("❤️", "❤"),
        ("葛󠄀", "葛"),
    ],
)
def test_a_person_calls_these_one_name(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    "different",
    [
        ("か", "が"),  # ka, ga
        ("ハ", "バ", "パ"),
        ("मिना", "मीना", "मना"),  # Devanagari vowel signs
        ("ปา", "ป่า", "ป้า"),  # Thai tones
        ("李伟", "李薇", "伟李"),
        ("김민준", "김민서"),
        ("Иван", "Ивана"),
        ("محمد", "محمود"),
        ("தமிழ்", "தமிழ"),
        ("Ana", "Anna", "An"),
        ("🎉", "🎂"),
    ],
)
def test_a_person_calls_these_different_names(different: tuple[str, ...]) -> None:
    assert len(different) == len({fold(name) for name in different})


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("Małgorzata Żółkowska", "malgorzata-zolkowska"),
        ("O'Brien, Pat", "obrien-pat"),
        ("李伟", "李伟"),
        ("Анна Каренина", "анна-каренина"),
        ("मीना", "मीना"),
        ("नरेन्द्र मोदी", "नरेन्द्र-मोदी"),
        ("ทองดี ป้า", "ทองดี-ป้า"),
        ("c/o a.b_c", "c-o-a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "unnamed"),
        ("🎉", "unnamed"),
        ("", "unnamed"),
        ("A" * 300, "a" * 80),
    ],
)
def test_a_slug_is_the_name_as_a_file_is_called(name: str, stem: str) -> None:
    assert stem == slug(name)


def test_a_slug_of_a_long_name_in_any_script_fits_a_file_system() -> None:
    assert len(slug("𠮷" * 300).encode()) <= 250
