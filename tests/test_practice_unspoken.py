"""What no draft brings up: whatever has to do with a line of `care:`, in any wording and script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.practice.drafting.unspoken import Unspoken


@pytest.mark.parametrize(
    ("care", "line"),
    [
        ("mother ill since 2026-09", "how is her mother"),
        ("son in jail", "how is her son"), ("divorce", "she is divorced"),
        ("burn-out", "how is the burnout"), ("burnout", "after the burn-out"), ("burn out", "the burnout"),
        ("母が病気", "母の病気はどうですか"), ("母が入院", "母の日"),
        ("病気", "母の病気"), ("암 치료", "암은 어때"), ("암 치료", "치료는 어때"),
        ("แม่ป่วยเป็นมะเร็ง", "มะเร็งเป็นอย่างไร"), ("Krebs", "die Krebsbehandlung"), ("Brustkrebs", "der Krebs"),
        ("болезнь мамы", "как мама"), ("العلاج من السرطان", "كيف السرطان"), ("pai doente", "como está o pai"),
        ("losing the flat", "lost the flat"), ("hearings about the custody", "the custody hearing"), ("Ex", "her ex"),
        ("ガン治療", "ガンの話"), ("CANCER", "the cancer ward"), ("माँ बीमार", "माँ कैसी हैं"),
    ],
)  # fmt: skip
def test_a_line_that_has_to_do_with_it(care: str, line: str) -> None:
    assert Unspoken([care]).touched_by(line)
    assert Unspoken([line]).touched_by(care)


@pytest.mark.parametrize(
    ("care", "line"),
    [
        ("mother ill since 2026-09", "the map of 2026-09"), ("son in jail", "a song for the fair"),
        ("ill", "the mill is open"),
        ("her mother is in hospital now", "what she said to him is in the list now"), ("母が病気", "今日は日本語"),
        ("암 치료", "서울 여행"), ("losing the shop in May", "how was the trip in May"),
        ("", "anything"), ("divorce", ""),
    ],
)  # fmt: skip
def test_another_line_has_not(care: str, line: str) -> None:
    assert not Unspoken([care]).touched_by(line)


def test_without_care_all_may_be_said() -> None:
    assert not Unspoken([]).touched_by("cancer")


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_is_the_same_both_ways_and_never_fails(one: str, other: str) -> None:
    assert Unspoken([one]).touched_by(other) == Unspoken([other]).touched_by(one)
