"""Thanks: which words say that the owner thanked somebody."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, note, vault_of

from notebook.practice.thanks import thanks_to
from notebook.practice.thanks_words import given_thanks, is_thanks_purpose, says_thanks

PEOPLE = {"contacts/ada": note(name="Ada Marr"), "contacts/bob": note(name="Bob Oak"), "contacts/me": note(name="Me")}
SINCE = datetime.date(2026, 11, 1)


def thanks(body: str = "", *, whom: str = "ada", card: str = "", **fields: str) -> list[tuple[str, str, bool]]:
    """The day, the words and whether a promise was kept, of each thanks to `whom` in one talk and on the card."""
    talk = note(body, **{"date": "2026-11-10", "with_": "ada", **fields})
    files = {**PEOPLE, "interactions/talk": talk, **({"contacts/ada": note(card, name="Ada Marr")} if card else {})}
    found = thanks_to(vault_of(files, me="me"), whom, SINCE, TODAY)
    return [(str(one.day), one.text, one.kept) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Thanked her for the soup.",
        "Thanked him, on paper, with the sheet folded exactly.",
        "Thanked her for telling me without telling him.",
        "Rain all day. Thanked her for the soup.",
        "I thanked her.",
        "Ana and I thanked Bea.",
        "Told her what Thea said about the run, and thanked her for the door.",
        "Wrote that I had got home in nine minutes and she in eleven, and thanked her for standing up.",
        "Rang Ana and thanked her.",
        "Wrote to thank her for the book.",
        "Went over to say thank you.",
        "Said thank you.",
        "Sent her a thank-you card.",
        "A thank-you note.",
        "Thank-you the same day.",
        "Thanks for the map!",
        "Many thanks again.",
        "thanks",
        "Thank you for the map.",
        "email to Meena, thanked her for the syllabus",
        "Email to Ivone today, thanked her for the advance copy",
        "Coffee with Ana, and thanked her for the loan.",
        "Call with Ana to thank her.",
        "Email to Ana, thanks for the map",
        "Email to Ana: thanks for the map",
        "Wrote: thanks for the map.",
        "On the phone: thanks for the map.",
        "Obrigado pela boleia.",
        "Muito obrigada!",
        "Agradeci-lhe a boleia.",
        "Escrevi a agradecer.",
        "Gracias por el mapa.",
        "Le di las gracias.",
        "Merci pour la carte.",
        "Je l'ai remerciée.",
        "Remercié Luc pour le pain.",
        "Danke für die Karte.",
        "Ich habe mich bei ihr bedankt.",
        "Vielen Dank!",
        "Grazie per la mappa.",
        "L'ho ringraziata.",
    ],
)
def test_these_words_thank(text: str) -> None:
    assert says_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Forgot to thank her for the soup.",
        "I forgot, and never thanked her.",
        "No thanks to the weather we were late.",
        "Thanks to the weather we were late.",
        "Thank God it stopped.",
        "She thanked Ana for the cake.",
        "Ana thanked Bea.",
        "She came and thanked me.",
        "Ana came by, and thanked me for the plan.",
        "She thanked me for the visit.",
        "Told her that Ana came and that she thanked Bea.",
        "Thanked me at the door.",
        "Talked of the thanks Bea got.",
        "Thanks Bea got for the cake.",
        "I should have thanked her.",
        "I did not thank her, and haven't thanked him.",
        "Must thank her.",
        "To thank her for the book.",
        "Thank her for the book.",
        "Thank-you note still to write.",
        "A thank-you card from Ana.",
        "Got a thank-you card.",
        "Her thank-you note came.",
        '"Thanks for the map!" she said.',
        "“It was fun. Thanks for the map.”",
        "Thanks for the map, wrote Ana.",
        "Which means no, and thanks.",
        "Thanksgiving plans.",
        "Ana: thanks for the map.",
        "She wrote: thanks for the map.",
        "Email from Ana: thanks for the map.",
        "Email from Ana, thanks for the map.",
        "Coffee with Ana, who thanked Bob.",
        "Talk of the thanks Bea got.",
        "Thankless work, thankfully over.",
        "Não agradeci.",
        "Ela agradeceu a boleia.",
        "Esqueci-me de agradecer.",
        "Gracias a la lluvia llegamos tarde.",
        "Je ne l'ai pas remerciée.",
        "Elle a remercié Luc.",
        "Ich habe mich nicht bedankt.",
        "Non l'ho ringraziata.",
        "Obrigado a sair.",
    ],
)
def test_these_words_do_not(text: str) -> None:
    assert not says_thanks(text)


@pytest.mark.parametrize("text", ["Thanks for the map.", "A thank-you note."])
def test_a_greeting_in_what_they_wrote_is_theirs(text: str) -> None:
    assert not says_thanks(text, greets=False)
    assert says_thanks("Thanked her.", greets=False)


@pytest.mark.parametrize("purpose", ["thanks", "Thank-You", "thank_you", "Appreciation", "Agradecimento", "merci"])
def test_a_purpose_is_to_thank(purpose: str) -> None:
    assert is_thanks_purpose(purpose)


@pytest.mark.parametrize("purpose", ["thanksgiving", "no thanks", "catch-up"])
def test_other_purposes_are_not(purpose: str) -> None:
    assert not is_thanks_purpose(purpose)


@pytest.mark.parametrize(
    "text",
    ["thank Ana", "thank-you letter", "send a sheet as thanks", "write him a thank-you on paper", "obrigada à Ana",
     "wine to thank her", "remercier Luc", "a thank-you card"],
)  # fmt: skip
def test_what_is_done_or_given_as_thanks(text: str) -> None:
    assert given_thanks(text)


@pytest.mark.parametrize(
    "text",
    ["cook for Thanksgiving", "ask Bob to thank Ana", "find out whether she thanked him",
     "frame the thank-you card from Ana", "a book", "no thanks to him", "remind Bob to thank Ana"],
)  # fmt: skip
def test_what_is_not(text: str) -> None:
    assert not given_thanks(text)


@pytest.mark.parametrize(
    ("body", "fields", "expected"),
    [
        ("So kind.", {"purpose": "thanks"}, [("2026-11-10", "So kind.", False)]),
        ("", {"purpose": "thanks"}, [("2026-11-10", "thanks", False)]),
        ("", {"gave": "[a thank-you card]"}, [("2026-11-10", "a thank-you card", False)]),
        ("", {"topics": "[work, thanks]"}, [("2026-11-10", "thanks", False)]),
        ("", {"topics": "[Thanksgiving]"}, []),
        ("So kind.", {"purpose": "thanks", "initiated": "them"}, []),
        ("Thanks for the map.", {"initiated": "them"}, []),
        ("Thanked her for it.", {"initiated": "them"}, [("2026-11-10", "Thanked her for it.", False)]),
        ("So kind.", {"purpose": "thanks", "status": "cancelled"}, []),
        ("So kind.", {"purpose": "thanks", "date": "2026-11-22"}, []),
        ("So kind.", {"purpose": "thanks", "date": "2026-10-22"}, []),
        ("- [x] thank her", {}, [("2026-11-10", "thank her", True)]),
        ("- [x] thank her done:2026-11-12", {}, [("2026-11-12", "thank her", True)]),
        ("- [ ] thank her", {}, []),
        ("- [-] thank her", {}, []),
        ("- [x] @ada: thank Bob", {}, []),
    ],
)
def test_what_of_a_talk_thanks(body: str, fields: dict[str, str], expected: list[tuple[str, str, bool]]) -> None:
    assert expected == thanks(body, **fields)


def test_a_promise_on_the_card_thanks_on_the_day_it_was_kept() -> None:
    assert [("2026-11-12", "thank her", True)] == thanks(card="- [x] thank her done:2026-11-12\n- [x] thank-you card")


@pytest.mark.parametrize("body", ["Thanked Bob for the soup.", "- [x] thank [[bob]]", "- [x] thank Bob for the soup"])
def test_who_is_not_named_is_not_thanked(body: str) -> None:
    assert [] == thanks(body, with_="[ada, bob]")
    assert 1 == len(thanks(body, with_="[ada, bob]", whom="bob"))


def test_several_may_be_named() -> None:
    assert [1, 1] == [
        len(thanks("Thanked Bob and Ada for it.", with_="[ada, bob]", whom=who)) for who in ("ada", "bob")
    ]


@pytest.mark.parametrize("body", ["Thanked her Monday.", "Thanked both.", "Thanked [[ada|our Ada]] at the door."])
def test_no_name_thanks_everybody_there(body: str) -> None:
    assert 1 == len(thanks(body))
