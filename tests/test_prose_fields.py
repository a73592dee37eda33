"""When, how, where and what for: the fields of an interaction from the words of a line."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose import Understood
from notebook.changes.prose.reading import read_line

VAULT = vault_of(
    {
        "contacts/ada": note(name="Ada Brook", location="Faro"),
        "contacts/grace": note(name="Grace Ito"),
        "contacts/may": note(name="May Ash"),
        "contacts/tom": note(name="Tom Weir"),
        "organizations/society": note(name="Analytical Society", aliases="[Club]"),
        "organizations/kestrel": note(name="Kestrel Foundry", location="Setúbal"),
        "organizations/kestrel-school": note(name="Kestrel School"),
        "events/fair-2025": note(name="Boat Fair", start="2025-11-14", place="Harbour Hall, Faro"),
        "events/fair-2026": note(name="Boat Fair", start="2026-11-14"),
        "events/dinner": note(name="Guild Dinner", start="2026-11-13"),
        "events/paper": note(name="Paper and Plate", start="2026-11-10"),
        "events/mapas": note(name="Mapas & Café 2026", start="2026-11-12"),
        "events/mixer": note(name="Faro Book Trade Mixer", start="2026-11-11"),
        "projects/atlas": note(name="Open Atlas", aliases="[the atlas]"),
        "projects/tidal": note(name="Tidal"),
        "interactions/old": note(date="2026-01-01", with_="ada", place="the Blue Door"),
    }
)


def read(line: str) -> Understood:
    return read_line(line, VAULT, TODAY)


# When: today is Saturday, 21 November 2026


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("coffee with Ada yesterday", "2026-11-20"),
        ("yesterday's coffee with Ada", "2026-11-20"),
        ("last friday coffee with Ada", "2026-11-20"),
        ("coffee with Ada on 12 Nov", "2026-11-12"),
        ("coffee with Ada on the 18th", "2026-11-18"),
        ("on thu 12th coffee with Ada", "2026-11-12"),
        ("3 days ago called Ada", "2026-11-18"),
        ("a fortnight ago coffee with Ada", "2026-11-07"),
        ("the day before yesterday: Ada", "2026-11-19"),
        ("this morning call with Ada", "2026-11-21"),
        ("pint with Ada tonight", "2026-11-21"),
        ("drinks with Ada last night", "2026-11-20"),
        ("drinks with Ada on friday night", "2026-11-20"),
        ("2026-11-18 call with Ada", "2026-11-18"),
        ("19 Nov: Ada, by phone", "2026-11-19"),
        ("mon: call with Ada", "2026-11-16"),
        ("met Ada in May", "2026-05"),
        ("in 2024 I met Ada", "2024"),
        ("saw Ada last week", "2026-11-09~"),
        ("coffee with May, first week of may", "2026-05"),
        ("she is well; had coffee with her yesterday, Ada that is", "2026-11-20"),
        ("I will call Ada on monday", "2026-11-23"),
        ("planned: lunch with Ada next wednesday", "2026-11-25"),
        ("lunch with Ada tomorrow", "2026-11-22"),
        ("lunch with Ada tomorrow on the 22nd", "2026-11-22"),
        ("lunch with Ada next friday", "2026-11-27"),
        ("Nov. 2nd: lunch with Ada", "2026-11-02"),
        ("lunch with Ada on Nov. 2nd, 2025", "2025-11-02"),
        ("lunch with Ada on 12.11.2026", "2026-11-12"),
        ("12.11.2026 lunch with Ada", "2026-11-12"),
        ("2026-10: lunch with Ada", "2026-10"),
        ("lunch with May 3 May", "2026-05-03"),
        ("lunch with May 3 June", "2026-06-03"),
        ("met May May 5", "2026-05-05"),
        ("call with May in June", "2026-06"),
    ],
)
def test_a_day_in_the_line_is_the_day_of_the_talk(line: str, day: str) -> None:
    assert str(read(line).day) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("coffee with Ada yesterday at 14:30", "2026-11-20T14:30"),
        ("coffee with Ada last friday at 3pm", "2026-11-20T15:00"),
        ("at 9:15am on Wednesday met Ada", "2026-11-18T09:15"),
        ("coffee with Ada at noon", "2026-11-21T12:00"),
        ("2026-11-12 14:00 Ada, video", "2026-11-12T14:00"),
        ("coffee with Ada at noon yesterday", "2026-11-20T12:00"),
        ("Ada called at midnight on friday", "2026-11-20T00:00"),
        ("yesterday noon: lunch with Ada", "2026-11-20T12:00"),
        ("lunch with Ada around noon on the 18th", "2026-11-18T12:00"),
    ],
)
def test_a_time_of_day_belongs_to_the_day(line: str, day: str) -> None:
    assert str(read(line).day) == day


@pytest.mark.parametrize(
    "line",
    ["coffee with Ada", "coffee with Ada, she leaves on Friday", "coffee with Ada; back on friday", "coffee with May",
     "call with Ada about the meeting on Friday", "coffee with Ada every friday", "coffee with Ada, her list by friday",
     "coffee with Ada; [ ] send the list by friday", "call with Ada, the fair is on 3 December", "Sat next to Ada",
     "coffee with Ada until 5 May", "call with Ada, nothing until next tuesday", "12 apples for Ada",
     "Ada and Grace are coming on Friday", "coffee with Ada, recital on 12 december",
     "lunch with Ada 16/11", "call with Ada about 12.11.2026", "version 1.2.2026 for Ada", "lunch with Ada 45.13.2026",
     "met Ada, lunch next friday", "Ada called, lunch next friday", "saw Ada next door",
     "lunch with Ada next month on the 3rd"],
)  # fmt: skip
def test_other_days_are_part_of_what_was_said(line: str) -> None:
    assert read(line).day is None


# How


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("coffee with Ada", "coffee"), ("tea with Ada", "coffee"), ("lunch with Ada", "meal"), ("Ada came to dinner",
        "meal"),
        ("beers with Ada", "drink"), ("a pint with Ada", "drink"), ("walked home with Ada", "walk"), ("visited Ada",
        "visit"),
        ("Ada came over", "visit"), ("called Ada", "call"), ("Ada rang", "call"), ("phone with Ada", "call"),
        ("left Ada a voicemail", "call"), ("video call with Ada", "video"), ("zoom with Ada", "video"),
        ("texted Ada", "message"), ("whatsapp from Ada", "message"), ("emailed Ada", "email"),
        ("thank-you card to Ada", "letter"),
        ("postcard from Ada", "letter"), ("wrote to Ada", "letter"), ("met Ada", "meeting"), ("met Ada for coffee",
        "coffee"),
        ("chat with Ada on linkedin", "social"), ("Guild Dinner with Ada", "event"),
        ("she is well. wine with Ada", "drink"),
    ],
)  # fmt: skip
def test_a_word_says_how(line: str, channel: str) -> None:
    assert read(line).channel == channel


@pytest.mark.parametrize(
    "line",
    ["saw Ada", "Ada told me about the call", "Ada needs a letter", "Ada, thanks for the coffee", "Ada, no phone",
     "saw Ada at the coffee machine", "saw Ada; [ ] call her", "Ada is well, she called Grace"],
)  # fmt: skip
def test_the_same_word_can_be_part_of_what_was_said(line: str) -> None:
    assert read(line).channel is None


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("called Ada", "me"), ("Ada called", "them"), ("a letter from Ada", "them"), ("email to Ada", "me"),
        ("wrote to Ada", "me"), ("Ada wrote", "them"), ("Ada invited me to lunch", "them"), ("got a call from Ada",
        "them"),
        ("left a voicemail for Ada", "me"), ("Ada's brother called", "them"), ("the bank called", "them"),
        ("it is Ada's birthday, called her", "me"), ("visited Ada", "me"), ("cards: one from Ada", "them"),
        ("coffee with Ada", None), ("Ada told me that Grace called", None), ("met Ada", None),
        ("messages with Ada", None), ("note to self: Ada", None),
    ],
)  # fmt: skip
def test_who_took_the_first_step(line: str, who: str | None) -> None:
    assert read(line).initiated == who


# Where


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("coffee with Ada at the Society", "Analytical Society"),
        ("coffee with Ada at the club", "Analytical Society"),
        ("coffee with Ada at Kestrel Foundry", "Kestrel Foundry"),
        ("coffee with Ada in Faro", "Faro"),
        ("coffee with Ada in setubal", "Setúbal"),
        ("coffee with Ada at the blue door", "the Blue Door"),
        ("coffee with Ada at Harbour Hall", "Harbour Hall, Faro"),
    ],
)
def test_a_place_the_notebook_knows_is_the_place(line: str, place: str) -> None:
    assert read(line).place == place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("coffee with Ada at the Anchor", "Anchor"),
        ("coffee with Ada at the Anchor, in a hurry", "Anchor"),
        ("met Ada at Ostia station", "Ostia station"),
        ("bumped into Ada at the market", "market"),
        ("quick coffee with Ada at the hospital canteen, she is on nights", "hospital canteen"),
        ("walk with Ada in Tavira yesterday", "Tavira"),
        ("coffee with Ada at the end of the day", None),
        ("coffee with Ada at the same time as Grace", None),
        ("coffee with Ada in English", None),
        ("coffee with Ada in May", None),
        ("call with Ada at the station", None),  # of two who call, one is somewhere else
        ("coffee with Ada about her flat in Tavira", None),
    ],
)
def test_a_place_may_be_new(line: str, place: str | None) -> None:
    assert read(line).place == place


@pytest.mark.parametrize(
    "line",
    ["coffee with Ada at the moment", "coffee with Ada at Kestrel", "coffee with Ada, she works at the Society",
     "call with Ada about a flat in Faro", "coffee with Ada; Grace is in Faro"],
)  # fmt: skip
def test_other_places_are_left_in_the_text(line: str) -> None:
    assert read(line).place is None


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("met Ada at the Guild Dinner", "dinner"),
        ("met Ada at the boat fair", "fair-2026"),
        ("met Ada at the Boat Fair 2025", "fair-2025"),
        ("Boat Fair last year: met Ada", "fair-2025"),
        ("on 15 Nov 2025 met Ada at the Boat Fair", "fair-2025"),
        ("called Ada about the Guild Dinner", None),
        ("met Ada at the Mapas & Café winter", "mapas"),
        ("Mapas last week: met Ada", "mapas"),
        ("met Ada at the Faro book mixer", "mixer"),
        ("met Ada at the book trade mixer", "mixer"),
        ("met Ada at the Faro book fair", None),
        ("met Ada at the Faro trade office", None),
        ("met Ada in Faro", None),
        ("coffee with Ada at the Café", None),
        ("met Ada at the paper and plate workshop", "paper"),
        ("workshop with Ada on Paper and Plate", "paper"),
        ("workshop with Ada on paper and plate", None),
        ("lunch with Ada on a paper plate", None),
        ("called Ada on 3 May 2026 from the Boat Fair", None),
    ],
)
def test_an_event_is_the_one_nearest_to_the_day(line: str, event: str | None) -> None:
    assert read(line).event == event


@pytest.mark.parametrize(
    ("line", "project"),
    [
        ("call with Ada about Open Atlas", "atlas"), ("open atlas: call with Ada", "atlas"), ("Ada, the atlas",
        "atlas"),
        ("tidal: call with Ada", "tidal"), ("call with Ada re Tidal", "tidal"), ("read [[atlas]] with Ada", None),
        ("the tidal pool with Ada", None), ("Open Atlas and Tidal with Ada", None),
    ],
)  # fmt: skip
def test_a_project_is_known_by_its_name(line: str, project: str | None) -> None:
    assert read(line).project == project


# What about, and what was given


def test_topics_are_marked() -> None:
    assert read("call with Ada #funding, #old-boats #1 a#b https://a.example/#c").topics == ("funding", "old-boats")


@pytest.mark.parametrize(
    ("line", "gave"),
    [
        ("gave Ada comments on her draft", "comments on her draft"),
        ("gave the plant book to Ada", "the plant book"),
        ("gave Ada and Grace tickets yesterday", "tickets"),
        ("gave her the book, walked home with Ada", "the book"),
        ("lent Tom my ladder at the Society", "my ladder"),
        ("Ada lent me a map, gave her the keys", "the keys"),
    ],
)
def test_what_i_gave(line: str, gave: str) -> None:
    assert read(line).gave == (gave,)


@pytest.mark.parametrize(
    ("line", "received"),
    [
        ("got an intro from Ada", "an intro"),
        ("got advice on the grant from Ada by email", "advice on the grant"),
        ("received: three chairs from Ada", "three chairs"),
        ("Ada gave me the plant book, she is well", "the plant book"),
        ("Ada lent me her atlas and walked home", "her atlas"),
        ("got from Ada: the number of a plumber", "the number of a plumber"),
    ],
)
def test_what_i_got(line: str, received: str) -> None:
    assert read(line).received == (received,)


@pytest.mark.parametrize(
    "line",
    ["got married, Ada came", "got home, called Ada", "got to meet Ada", "got it from the shop", "got sick",
     "got a call from Ada",
     "Ada got a new job", "she gave him a book", "gave up on Ada", "Ada gave birth", "got an email from Ada"],
)  # fmt: skip
def test_the_same_verbs_can_mean_something_else(line: str) -> None:
    understood = read(line)
    assert (understood.gave, understood.received) == ((), ())
