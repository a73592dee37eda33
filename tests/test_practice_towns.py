"""Whether what is written of a place means a town."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.practice.towns import lies_in


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("Lisbon", "Lisbon"),
        ("lisbon", "LISBON, Portugal"),
        ("Lisbon, Portugal", "Lisbon, Portugal"),
        ("Lisbon, Portugal", "Lisbon"),
        ("Lisbon", "Rua Augusta 4, 1100-053 Lisbon, Portugal"),
        ("Portugal", "Lisbon, Portugal"),
        ("Porto", "Foz, Porto"),
        ("Foz", "Rua do Passeio Alegre 4, Foz, Porto"),
        ("Rua do Passeio Alegre", "Rua do Passeio Alegre 4, Foz, Porto"),
        ("köln", "Domplatz 1, D-50667 Koln"),
        ("London", "London SW1A 2AA"),
        ("Lisbon", "near Lisbon"),
        ("Lisbon", "Greater Lisbon area"),
        ("Lisbon", "Lisbon / Berlin"),
        ("Berlin", "Lisbon and Berlin"),
        ("Lisbon", "Lisbon (since 2024)"),
        ("Póvoa", "Póvoa de Varzim"),
        ("Frankfurt", "Frankfurt am Main"),
        ("Lis*", "Lisbon"),
        ("東京", "東京都港区"),
        ("Old Town", "Old Town"),
    ],
)
def test_it_lies_there(place: str, written: str) -> None:
    assert lies_in(place)(written)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("Lisbon", ""),
        ("Lisbon", "New Lisbon, Ohio"),
        ("Lisbon", "Lisbon Falls"),
        ("Lisbon, Portugal", "Lisbon, Ohio"),
        ("Lisbon, Portugal", "Porto, Portugal"),
        ("Porto", "Portofino"),
        ("Porto", "Porto Alegre"),
        ("Porto", "Rua do Porto 5, Lisbon"),
        ("York", "New York"),
        ("Lis*", "New Lisbon"),
        ("Lisbon", "Porto"),
        (",", "Lisbon"),
    ],
)
def test_it_does_not(place: str, written: str) -> None:
    assert not lies_in(place)(written)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_read(place: str, written: str) -> None:
    assert lies_in(place)(written) in (True, False)
