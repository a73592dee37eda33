"""What the notes know for a letter: said to the person, nothing guessed, nothing that is private."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.congratulations import Congratulation
from notebook.practice.drafting.calling_cards import address_of, called
from notebook.practice.drafting.letters import Letter, letter
from notebook.practice.drafting.occasions import coming, occasion_of
from notebook.practice.drafting.second_person import pronoun_of, said_to
from notebook.records import Contact, Labelled


def person(name: str, *aliases: str, pronouns: str | None = None, **more: Any) -> Contact:
    return Contact(id="x", path="contacts/x.md", name=name, aliases=aliases, pronouns=pronouns, **more)


def drafted(files: dict[str, str], kind: str = "follow-up", *ids: str, me: str | None = None, **more: Any) -> Letter:
    snapshot = vault_of({"contacts/ada": note(name="Ada Lovelace", aliases="[Ada]")} | files, me=me)
    return letter(snapshot, kind, [contact(snapshot, one) for one in ids or ("ada",)], TODAY, **more)


# A line about somebody, said to them


@pytest.mark.parametrize(
    ("line", "turned"),
    [
        ("send Ada the grant list", "send you the grant list"),
        ("send Ada Lovelace the list", "send you the list"),
        ("comments on Ada's chapter two", "comments on your chapter two"),
        ("mend the drawer, with soap, at Ada's", "mend the drawer, with soap, at yours"),
        ("how did her mother's operation go", "how did your mother's operation go"),
        ("has she answered the one line", "have you answered the one line"),
        ("has Ada answered", "have you answered"),
        ("now that Rosa has asked her twice", "now that Rosa has asked you twice"),
        ("send her the list", "send you the list"),
        ("is the idea hers", "is the idea yours"),
        ("did she do it herself", "did you do it yourself"),
        ("is the boat sold, and what colour is he", "is the boat sold, and what colour is he"),
        ("the second scan on 9 December", "the second scan on 9 December"),
    ],
)
def test_a_line_about_somebody_is_said_to_them(line: str, turned: str) -> None:
    assert turned == said_to(line, person("Ada Lovelace", "Ada"), "she", alone=True)


@pytest.mark.parametrize("line", ["she works too much", "send her sheet 4", "she's tired"])
def test_a_line_that_cannot_be_turned_for_sure_is_left_out(line: str) -> None:
    assert said_to(line, person("Ada Lovelace"), "she", alone=True) is None


def test_among_several_she_could_be_anybody() -> None:
    assert said_to("her mother's operation", person("Ada"), "she", alone=False) is None
    assert said_to("what came of Ada's desk", person("Ada"), "she", alone=False) == "what came of your desk"


def test_without_any_pronoun_of_theirs_she_could_be_anybody() -> None:
    assert said_to("is she well", person("Kim"), "", alone=True) is None


def test_a_month_is_no_person() -> None:
    april = person("April Nakagawa", "April")
    assert said_to("the plan for April", april, "she", alone=True) == "the plan for you"
    assert said_to("the print run in April", april, "she", alone=True) == "the print run in April"
    assert said_to("send April the table", april, "she", alone=True) == "send you the table"


@pytest.mark.parametrize(
    ("pronouns", "notes", "found"),
    [
        ("she/her", ["he he he"], "she"),
        ("They/Them", [], "they"),
        ("xe/xem", ["she"], ""),
        (None, ["He made coffee", "his knees", "the boat: she is blue"], ""),
        (None, ["He made coffee", "his knees, he says", "his own", "the boat: she is blue"], "he"),
        (None, ["made coffee"], ""),
    ],
)
def test_pronouns_are_those_of_the_card_or_of_nearly_all_notes(
    pronouns: str | None, notes: list[str], found: str
) -> None:
    assert found == pronoun_of(person("Ada", pronouns=pronouns), notes)


@given(
    st.text(max_size=60), st.text(min_size=1, max_size=20), st.sampled_from(["she", "he", "they", ""]), st.booleans()
)
def test_turning_never_fails_and_leaves_no_mark(line: str, name: str, pronoun: str, alone: bool) -> None:
    turned = said_to(line.replace("\x01", ""), person(name.replace("\x01", "") or "A"), pronoun, alone=alone)
    assert turned is None or "\x01" not in turned


# How they are called, and where to write


@pytest.mark.parametrize(
    ("name", "aliases", "said"),
    [
        ("Ada Lovelace", ["Ada"], "Ada"),
        ("Ada Lovelace", ["Countess of Lovelace"], "Ada Lovelace"),
        ("久慈 真帆", ["Kuji Maho", "Maho"], "Maho"),
        ("نادرة القصبي", [], "نادرة القصبي"),
        ("Kwame Asiedu-Brandt", [], "Kwame Asiedu-Brandt"),
        ("Ada Lovelace", ["ada@example.org", "ada1815"], "Ada Lovelace"),
    ],
)
def test_a_name_is_never_split_by_guess(name: str, aliases: list[str], said: str) -> None:
    assert said == called(person(name, *aliases))


@pytest.mark.parametrize(
    ("emails", "found"),
    [
        ([("a@work.example", "work"), ("a@home.example", "home")], "a@home.example"),
        ([("a@one.example", None), ("a@two.example", None)], "a@one.example"),
        ([("no address", None), ("a@two.example", None)], "a@two.example"),
        ([("a@b.example\r\nBcc: eve@example.org", None)], None),
        ([("a@b.example?bcc=eve@example.org", None)], None),
        ([], None),
    ],
)
def test_the_address_is_the_one_at_home_or_the_first_that_is_one(
    emails: list[tuple[str, str | None]], found: str | None
) -> None:
    assert found == address_of(person("Ada", emails=tuple(Labelled(text, label) for text, label in emails)))


# What the letter goes on from


def test_it_goes_on_from_the_last_talk_and_what_it_was_about() -> None:
    found = drafted(
        {"interactions/2026-11-17-coffee": note("Good.", with_="ada", channel="coffee", topics="[maps, tea]")}
    )
    assert found.last is not None
    assert ("on Tuesday", "in person", True) == (found.last.when.text, found.last.group, found.last.first)
    assert ["maps", "tea"] == [topic.text for topic in found.last.topics]
    assert found.last.when.evidence.path == "interactions/2026-11-17-coffee.md"


def test_a_follow_up_goes_on_from_what_was_spoken_and_not_from_the_mail_after_it() -> None:
    files = {
        "interactions/2026-11-17-coffee": note(with_="ada", channel="coffee"),
        "interactions/2026-11-18-email": note(with_="ada", channel="email"),
    }
    assert [drafted(files, kind).last.channel for kind in ("follow-up", "reconnect")] == ["coffee", "email"]  # type: ignore[union-attr]


def test_what_is_planned_or_cancelled_was_no_talk() -> None:
    files = {
        "interactions/2026-12-17-coffee": note(with_="ada", channel="coffee"),
        "interactions/2026-11-17-coffee": note(with_="ada", channel="coffee", status="cancelled"),
    }
    assert drafted(files).last is None


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-21", "today"), ("2026-11-20", "yesterday"), ("2026-11-14", "last week"), ("2026-11-01", "3 weeks ago"),
     ("2026-05-02", "in May"), ("2024-02-29", "in February 2024")],
)  # fmt: skip
def test_when_it_was_is_said_as_people_say_it(day: str, words: str) -> None:
    last = drafted({f"interactions/{day}-call": note(with_="ada", channel="call")}, "reconnect").last
    assert last is not None
    assert last.when.text == words


def test_their_own_words_are_those_of_a_talk_between_the_two_alone() -> None:
    talk = "> Maps are promises.\n"
    alone = {"interactions/2026-11-17-coffee": note(talk, with_="ada")}
    with_bob = {"contacts/bob": note(name="Bob"), "interactions/2026-11-17-coffee": note(talk, with_="[ada, bob]")}
    assert drafted(alone).quote is not None
    assert drafted(with_bob).quote is None


def test_what_is_told_about_them_is_no_quote() -> None:
    assert (
        drafted({"interactions/2026-11-17-coffee": note("## Heard\n- She has forty puppets\n", with_="ada")}).quote
        is None
    )


def test_a_promise_is_said_with_where_it_stands() -> None:
    found = drafted({"interactions/2026-11-17-coffee": note("- [ ] send Ada the list due:2026-11-20\n", with_="ada")})
    assert found.promise is not None
    assert ("send you the list", True, True) == (found.promise.text.text, found.promise.does, found.promise.sends)
    assert (found.promise.text.evidence.text, found.promise.text.evidence.line) == ("send Ada the list", 4)


@pytest.mark.parametrize("line", ["thank Ada, with the one thing I will use", "tell Ada what came of it"])
def test_a_promise_that_the_letter_itself_keeps_is_not_spoken_of(line: str) -> None:
    files = {"interactions/2026-11-17-coffee": note(f"- [ ] {line}\n- [ ] send the list\n", with_="ada")}
    found = drafted(files).promise
    assert found is not None
    assert found.text.text == "send the list"


@pytest.mark.parametrize("mark", ["[x]", "[-]", "[ ] @ada:", "[?]"])
def test_what_is_done_dropped_theirs_or_to_ask_is_no_promise_of_mine(mark: str) -> None:
    assert drafted({"interactions/2026-11-17-coffee": note(f"- {mark} send the list\n", with_="ada")}).promise is None


def test_a_question_about_another_is_not_asked() -> None:
    files = {
        "contacts/bob": note(name="Bob"),
        "interactions/2026-11-17-coffee": note("- [?] what came of Bob's student\n", with_="[ada, bob]"),
    }
    assert drafted(files).question is None
    found = drafted(files, "follow-up", "bob").question
    assert found is not None
    assert found.text.text == "what came of your student"


def test_a_gift_that_was_thanked_for_gives_way_to_one_that_was_not() -> None:
    files = {
        "interactions/2026-11-10-coffee": note(with_="ada", received="[a loaf of her bread]"),
        "interactions/2026-11-12-coffee": note(with_="ada", received="[a book]"),
        "contacts/ada": note(name="Ada Lovelace", pronouns="she/her"),
    }
    assert [gift.text for gift in drafted(files).gifts] == ["the book"]
    files["interactions/2026-11-13-letter"] = note(with_="ada", purpose="thanks")
    assert [gift.text for gift in drafted(files).gifts] == ["the book"]  # both are thanked for: the newest


def test_care_is_known_to_the_writer() -> None:
    assert [one.text for one in drafted({"contacts/ada": note(name="Ada", care="[mother ill]")}).care] == ["mother ill"]


def test_what_weighs_on_them_is_not_brought_up() -> None:
    talk = note(
        "> The scan was long.\n- [?] the second scan\n- [?] how is the garden\n", with_="ada", topics="[scans, tea]"
    )
    files = {"interactions/2026-11-17-call": talk, "contacts/ada": note(name="Ada", care="[the scan in December]",
                                                                                     interests="[tea]")}  # fmt: skip
    found = drafted(files)
    assert (found.quote, found.question.text.text) == (None, "how is the garden")  # type: ignore[union-attr]
    assert [topic.text for topic in found.last.topics] == ["tea"]  # type: ignore[union-attr]


def topics(*said: str, **card: str) -> list[str]:
    talk = note(with_="ada", topics=f"[{', '.join(said)}]", channel="call")
    project = note(name="Tide Atlas", with_="ada")
    last = drafted(
        {"contacts/ada": note(name="Ada", **card), "interactions/2026-11-17-x": talk, "projects/p": project}
    ).last
    return [topic.text for topic in last.topics] if last else []


def test_no_letter_begins_with_what_is_hard() -> None:
    assert topics("illness", "her treatment", "the divorce", "money trouble", "maps") == ["maps"]
    assert topics("Caminha", "a loan") == ["Caminha", "a loan"]


def test_with_care_it_begins_with_what_is_their_own_or_with_nothing() -> None:
    assert topics("Caminha", "old maps", "the tide atlas", care="[her mother]", interests="[maps]") == [
        "old maps", "the tide atlas"
    ]  # fmt: skip
    assert topics("Caminha", care="[her mother]") == []


@pytest.mark.parametrize(
    ("care", "thread"),
    [("母が病気", "母の病気はどうですか"), ("burn-out", "how is the burnout"), ("son in jail", "how is her son")],
)
def test_no_wording_of_it_is_asked(care: str, thread: str) -> None:
    talk = note(f"- [?] {thread}\n", with_="ada")
    files = {"interactions/2026-11-17-x": talk, "contacts/ada": note(name="Ada", pronouns="she", care=f"[{care}]")}
    assert drafted(files).question is None


def test_a_date_that_is_hard_is_not_brought_up_either() -> None:
    talk = note("- [?] how is the divorce\n", with_="ada", channel="call")
    card = note(name="Ada", dates="[{date: 2024-02-01, what: divorce}]")
    assert drafted({"interactions/2026-11-17-x": talk, "contacts/ada": card}).question is None


def test_the_evidence_for_the_day_of_a_talk_does_not_say_it_either() -> None:
    files = {
        "interactions/2026-11-18-divorce": note("We spoke of the divorce.\n", with_="ada", channel="call"),
        "contacts/ada": note(name="Ada", care="[divorce]"),
    }
    assert drafted(files).last.when.evidence.text == "2026-11-18"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("thread", "asked"),
    [
        ("how was the half-marathon on 6 December", None),
        ("how was the run on 1 November", "how was the run on 1 November"),
        ("is 6 December still the day", "is 6 December still the day"), ("the hearing 2026-12-01", None),
    ],
)  # fmt: skip
def test_what_is_ahead_is_not_asked_as_if_it_had_been(thread: str, asked: str | None) -> None:
    files = {"interactions/2026-11-17-x": note(f"- [?] {thread}\n- [?] the boat\n", with_="ada")}
    assert drafted(files).question.text.text == (asked or "the boat")  # type: ignore[union-attr]


def test_a_question_in_the_middle_is_one() -> None:
    files = {
        "contacts/ada": note(name="Ada", pronouns="she"),
        "interactions/2026-11-17-x": note("- [?] the names, and did she write to the factory\n", with_="ada"),
    }
    question = drafted(files).question
    assert question is not None
    assert (question.text.text, question.asks) == ("the names, and did you write to the factory", True)


def test_with_care_nobody_is_asked_whether_they_have_time() -> None:
    files = {"contacts/me": note(name="Me", interests="[chess]"), "contacts/ada": note(name="Ada", interests="[chess]")}
    assert [one.text for one in drafted(files, me="me").shared] == ["chess"]
    files["contacts/ada"] = note(name="Ada", interests="[chess]", care="[ill]")
    assert drafted(files, me="me").shared == ()


def test_with_nothing_known_nothing_is_said() -> None:
    found = drafted({})
    empty = ("about", "last", "quote", "promise", "question", "occasion", "through", "me")
    assert [getattr(found, name) for name in empty] == [None] * len(empty)
    assert (found.gifts, found.shared, found.people, found.fits, found.care) == ((), (), (), (), ())


def test_what_they_share_with_the_owner_is_rarest_first() -> None:
    files = {
        "contacts/me": note(name="Me", interests="[maps, chess]"),
        "contacts/ada": note(name="Ada", interests="[maps, chess]"),
        "contacts/bob": note(name="Bob", interests="[maps]"),
    }
    assert [one.text for one in drafted(files, "reconnect", me="me").shared] == ["chess", "maps"]


def test_who_brought_us_together_is_said_before_the_first_talk_alone() -> None:
    files = {"contacts/mary": note(name="Mary"), "contacts/ada": note(name="Ada", met="{through: mary}")}
    assert drafted(files).through.text == "Mary"  # type: ignore[union-attr]
    assert drafted(files | {"contacts/ada": note(name="Ada", met="{through: mary}", private="[met]")}).through is None
    assert drafted(files | {"interactions/2026-11-17-coffee": note(with_="ada")}).through is None


# Occasions


def occasion(today: date = TODAY, news: tuple[Congratulation, ...] = (), **said: str) -> tuple[str, str, int] | None:
    snapshot = vault_of({"contacts/ada": note(name="Ada", **said)})
    found = occasion_of(snapshot, contact(snapshot, "ada"), today, news)
    return (found.kind, found.what, found.days) if found else None


def test_a_birthday_near_is_an_occasion() -> None:
    assert occasion(birthday="1815-11-23") == ("birthday", "birthday", 2)
    assert occasion(birthday="1815-11-24") is None
    assert occasion(birthday="--11-19") == ("birthday", "birthday", -2)
    assert occasion(birthday="1815-12-27") is None
    assert occasion(birthday="1815") is None
    assert occasion(date(2027, 2, 28), birthday="--02-29") == ("birthday", "birthday", 0)


@pytest.mark.parametrize(
    "what",
    ["mother died", "funeral", "divorce", "new hip", "morreu a mãe", "closed her shop", "our wedding",
     "doctor's appointment",
         "thesis deadline", "my award", "release from prison", "failed the licence", "lost her new job",
     "retired as director"],
)  # fmt: skip
def test_nobody_is_congratulated_on_what_is_not_surely_glad(what: str) -> None:
    assert occasion(dates=f"[{{date: 2026-11-18, what: {what}}}]") is None


def test_a_glad_date_is_one_in_its_year_and_a_wedding_every_year() -> None:
    assert occasion(dates="[{date: 2026-11-18, what: made head of works}]") == ("date", "made head of works", -3)
    assert occasion(dates="[{date: 2025-11-18, what: made head of works}]") is None
    assert occasion(dates="[{date: --11-18, what: wedding anniversary}]") == ("anniversary", "wedding anniversary", -3)


def test_nothing_but_a_birthday_is_congratulated_on_before_its_day() -> None:
    for what in ("wedding anniversary", "first marathon", "name day"):
        assert occasion(dates=f"[{{date: 2026-11-22, what: {what}}}]") is None
        assert occasion(dates=f"[{{date: 2026-11-21, what: {what}}}]") is not None


def test_what_is_soon_is_known_though_it_is_early() -> None:
    def soon(**card: str) -> tuple[str, int] | None:
        snapshot = vault_of({"contacts/ada": note(name="Ada", **card)})
        found = coming(snapshot, contact(snapshot, "ada"), TODAY)
        return (found.what, found.days) if found else None

    assert soon(birthday="--11-27") == ("birthday", 6)
    assert soon(dates="[{date: 2026-12-05, what: her first marathon}]") == ("your first marathon", 14)
    assert soon(dates="[{date: 2026-12-06, what: her first marathon}]") is None
    assert soon(birthday="--11-27", tags="[deceased]") is None


@pytest.mark.parametrize(
    ("what", "pronouns", "said"),
    [
        ("her first half-marathon", "she", "your first half-marathon"),
        ("her first marathon", "", "your first marathon"),
        ("Ada's graduation", "", "your graduation"),
        ("his graduation", "she", None), ("their new house", "", "your new house"),
        ("their wedding", "he", "your wedding"), ("Tim's graduation", "she", "Tim's graduation"),
    ],
)  # fmt: skip
def test_the_words_for_it_are_said_to_them(what: str, pronouns: str, said: str | None) -> None:
    snapshot = vault_of({"contacts/ada": note(name="Ada", dates=f'[{{date: 2026-11-20, what: "{what}"}}]')})
    found = occasion_of(snapshot, contact(snapshot, "ada"), TODAY, pronoun=pronouns)
    assert (found.what if found else None) == said


@pytest.mark.parametrize(
    "more",
    [
        {"died": "2026-01-02"},
        {"tags": "[deceased]"},
        {"dates": "[{date: 2026-01-02, what: died}]"},
        {"care": "[died in May]"},
    ],
)
def test_who_has_died_has_no_birthday(more: dict[str, str]) -> None:
    assert occasion(birthday="1930-11-22", **more) is None
    assert occasion(birthday="1930-11-22", care="[her mother died]") is not None


WEDDING = "{date: 2010-11-20, what: wedding}"


@pytest.mark.parametrize(
    "more",
    [{"dates": f"[{WEDDING}, {{date: 2024-11-24, what: divorce}}]"},
     {"care": "[Alberto died 2025-10-19]"},
     {"dates": f"[{WEDDING}, {{date: --10-19, what: Alberto died}}]"},
     {"tags": "[widowed]"}, {"marital status": "divorced"}],
)  # fmt: skip
def test_a_wedding_has_no_anniversary_once_it_has_ended(more: dict[str, str]) -> None:
    assert occasion(**{"dates": f"[{WEDDING}]", **more}) is None


def test_what_was_before_the_wedding_ends_it_not() -> None:
    dates = f"[{{date: 2004-02-01, what: divorce}}, {WEDDING}]"
    assert occasion(dates=dates) == ("anniversary", "wedding", -1)


def test_a_new_job_in_the_history_is_one() -> None:
    news = Congratulation("ada", "Ada", "Analyst", "Head of Research", date(2026, 11, 12), "contacts/ada.md", 4)
    assert occasion(news=(news,)) == ("job", "Head of Research", -9)
    assert occasion(news=(replace(news, new="unemployed, laid off"),)) is None


# What goes to others


def test_two_people_of_one_name_are_kept_apart() -> None:
    files = {
        "contacts/sam-1": note(name="Sam", seeks="[a piano tuner]"),
        "contacts/sam-2": note(name="Sam", offers="[piano tuner]"),
    }
    found = drafted(files, "ask-introduction", "sam-1", "sam-2")
    assert [one.id for one in found.people] == ["sam-2"]
    assert [(fit.first, fit.seek.evidence.path) for fit in found.fits] == [(True, "contacts/sam-1.md")]


def test_of_two_who_are_introduced_no_note_promise_or_care_is_told() -> None:
    files = {
        "contacts/bob": note("Owes money.\n- [ ] call Bob\n", name="Bob", care="[ill]", location="Rome"),
        "interactions/2026-11-17-coffee": note("> Secret.\n- [?] how is it\n", with_="ada", received="[a secret]"),
    }
    for kind in ("introduce", "ask-introduction"):
        found = drafted(files, kind, "ada", "bob")
        assert (found.last, found.quote, found.promise, found.question, found.gifts) == (None,) * 4 + ((),)
        assert [one.text for one in found.care] == ["ill"]  # for the writer: no template sees it
        assert {card.location for card in (*found.to, *found.people)} == {None}


@pytest.mark.parametrize("kind", ["introduce", "ask-introduction"])
def test_what_weighs_on_one_of_them_is_in_no_introduction(kind: str) -> None:
    card = {
        "seeks": "[a divorce lawyer, a press]",
        "interests": "[divorce law, maps]",
        "offers": "[divorce talks, ink]",
    }
    files = {
        "contacts/ada": note(name="Ada", role="Divorced widow", care="[divorce]", **card),
        "contacts/bob": note(name="Bob", role="Printer", seeks="[divorce talks, ink]",
                             offers="[a divorce lawyer, a press]", interests="[maps, divorce law]"),
    }  # fmt: skip
    found = drafted(files, kind, "ada", "bob")
    said = texts(replace(found, care=()))
    assert [text for text in said if "ivorce" in text] == []
    assert {"ink", "a press", "maps"} <= set(said)


def test_an_introduction_gives_each_reason_that_the_notes_have() -> None:
    files = {
        "contacts/ada": note(name="Ada", seeks="[a piano teacher, old maps]", offers="[Latin lessons]"),
        "contacts/bob": note(name="Bob", seeks="[lessons in Latin]", offers="[piano teaching, a chair, old maps]"),
    }
    found = drafted(files, "introduce", "ada", "bob").fits
    assert {(one.first, one.seek.text, one.offer.text) for one in found} == {
        (True, "a piano teacher", "piano teaching"), (True, "old maps", "old maps"),
        (False, "lessons in Latin", "Latin lessons")
    }  # fmt: skip
    assert {one.first for one in found[:2]} == {True, False}


def test_without_a_fit_it_says_what_else_they_share() -> None:
    card = {"organization": "ACM", "knows": "[carol]", "location": "Porto"}
    talk = note(with_="[ada, bob]", topics="[the secret]", channel="call")
    files = {
        "contacts/ada": note(name="Ada", **card), "contacts/bob": note(name="Bob", **card),
        "contacts/carol": note(name="Carol"),
        "events/fair": note(name="Fair", date="2026-10-02", with_="[ada, bob]"), "interactions/2026-11-01-x": talk,
    }  # fmt: skip
    found = drafted(files, "introduce", "ada", "bob").common
    assert {(one.kind, one.text.text) for one in found} == {
        ("organization", "ACM"),
        ("person", "Carol"),
        ("event", "Fair"),
    }
    files["contacts/ada"] = note(name="Ada", private="[knows, company]", **card)
    assert [one.kind for one in drafted(files, "introduce", "ada", "bob").common] == ["event"]


MARKED = ("role", "organization", "location", "interests", "offers", "seeks", "aliases", "care", "emails", "addresses")
COMMON = {"interests": "chess, ", "offers": "piano, ", "seeks": "piano, "}
SPELLED = {"organization": "company", "interests": "Hobbies", "offers": "skills", "location": "based-in"}


def texts(value: Any) -> list[str]:
    """Every text in a value."""
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for child in value for text in texts(child)]
    return [str(value)]


@given(
    st.lists(st.sampled_from(MARKED), unique=True),
    st.lists(st.sampled_from(MARKED), unique=True),
    st.booleans(),
    st.sampled_from(["introduce", "ask-introduction"]),
)
def test_what_is_private_never_goes_to_others(hers: list[str], his: list[str], synonyms: bool, kind: str) -> None:
    def card(name: str, private: list[str]) -> str:
        spelled = [SPELLED.get(field, field) if synonyms else field for field in private]
        marks = {field: f"{'secret' if field in private else 'open'}{name}{field}" for field in MARKED}
        lists = {field: f"[{COMMON.get(field, '')}{mark}]" for field, mark in marks.items()}
        single = {field: marks[field] for field in ("role", "location")}
        return note(f"secret{name}note\n", name=name, private=f"[{', '.join(spelled)}]", **(lists | single))

    found = drafted({"contacts/ada": card("Ada", hers), "contacts/bob": card("Bob", his)}, kind, "ada", "bob")
    assert [text for text in texts(replace(found, care=())) if "secret" in text] == []
    assert "interests" in his or any("openBobinterests" in text for text in texts(found.people))
    assert [one.text for one in found.shared] == ([] if "interests" in (*hers, *his) else ["chess"])
    fit = [("seeks" not in one and "offers" not in other) for one, other in ((hers, his), (his, hers))]
    assert [one.first for one in found.fits if one.seek.text == "piano"] == [
        first for first, fits in zip((True, False), fit, strict=True) if fits
    ]
