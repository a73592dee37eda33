"""The sections of a digest: what stands in each and why, which are wanted, and that nothing is said twice."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from datetime import date

import pytest
from small_vault import TODAY, note, vault_of

from notebook.digest.build import build_digest
from notebook.digest.context import DigestSpec
from notebook.digest.kinds import SECTION_KINDS, Choice
from notebook.digest.model import CareLine, Digest, DueLine, FollowUpLine, PlainLine, PromiseLine, UpcomingLine
from notebook.digest.period import week_period
from notebook.digest.sections import BUILDERS
from notebook.records import AnyRecord
from notebook.snapshot import Snapshot

ME = {"contacts/me": note(name="Me")}
RITA = {"contacts/rita": note(name="Rita")}


def digest_of(
    files: Mapping[str, str], *, today: date = TODAY, choice: Choice | None = None, me: str | None = "me",
    found: Mapping[str, list[str]] | None = None, later: bool = False,
    now: date | None = None,
) -> Digest:  # fmt: skip
    """The digest of these files; `found` are the ids that each saved query finds."""
    snapshot = vault_of({**ME, **files}, me)

    def find(name: str) -> list[AnyRecord]:
        return [snapshot.by_id[one] for one in (found or {})[name]]

    period = week_period(None, today, 0)
    return build_digest(snapshot, DigestSpec(period, {}, 14, 0, choice or Choice(), find, later, now))


def lines(digest: Digest, key: str) -> list[object]:
    return [line for one in digest.sections if one.key == key for line in one.lines]


def plain(digest: Digest, key: str) -> list[PlainLine]:
    found = [line for line in lines(digest, key) if isinstance(line, PlainLine)]
    assert len(found) == len(lines(digest, key))
    return found


def said(digest: Digest, key: str) -> list[tuple[str, str, str]]:
    return [(", ".join(one.name for one in line.who), line.text, line.when) for line in plain(digest, key)]


# Every section


def test_every_section_has_a_builder_and_a_meaning() -> None:
    assert list(BUILDERS) == [kind.key for kind in SECTION_KINDS]
    assert all(kind.doc and kind.title and kind.limit for kind in SECTION_KINDS)


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 2, 28)])
@pytest.mark.parametrize("me", ["me", None])
def test_one_contact_alone_has_no_digest(today: date, me: str | None) -> None:
    assert digest_of(RITA, today=today, me=me).sections == ()


def test_nothing_at_all_has_no_digest() -> None:
    period = week_period(None, TODAY, 0)
    assert build_digest(Snapshot(()), DigestSpec(period, {}, 14, 0)).sections == ()


def test_names_that_are_nobody_or_two_and_files_with_one_id_are_no_trouble() -> None:
    files = {
        "contacts/sam": note(name="Sam", cadence="weekly", knows="[{who: sam}]"),
        "contacts/old/sam": note(name="Sam", cadence="weekly"),
        "interactions/2026-10-01-call": note("- [ ] a map @zoe\n- [?] how is [[nobody]]", with_="[sam, ghost]"),
        "events/2026-11-20-mixer": note(name="Mixer", with_="[Sam, ghost]", status="went"),
    }
    assert lines(digest_of(files), "due")


# First


def first(files: Mapping[str, str], today: date = TODAY) -> list[tuple[str, str, str]]:
    return said(digest_of(files, today=today), "first")


def test_a_promise_for_today_comes_first_and_is_not_said_again() -> None:
    talk = note("- [ ] the map due:2026-11-21\n- [ ] the key due:2026-11-25", with_="[rita]")
    digest = digest_of({**RITA, "interactions/2026-11-18-call": talk})
    assert said(digest, "first") == [("Rita", "the map", "due today")]
    (mine,) = lines(digest, "promises-mine")
    assert isinstance(mine, PromiseLine)
    assert mine.text == "the key"


def test_what_is_late_for_long_is_not_first() -> None:
    talk = note("- [ ] the map due:2026-10-01\n- [ ] the key due:2026-11-01", with_="[rita]")
    assert first({**RITA, "interactions/2026-09-18-call": talk}) == [("Rita", "the key", "due Sun 1 Nov, 3 weeks late")]


def test_what_was_promised_to_you_or_has_no_day_is_not_first() -> None:
    talk = note("- [ ] @rita: the map due:2026-11-21\n- [ ] the key", with_="[rita]")
    assert first({**RITA, "interactions/2026-11-18-call": talk}) == []


def test_today_comes_before_tomorrow_and_what_is_on_before_what_is_late() -> None:
    files = {
        **RITA,
        "contacts/zoe": note(name="Zoe", birthday="1990-11-22"),
        "interactions/2026-11-18-call": note("- [ ] the map due:2026-11-20", with_="[rita]"),
        "interactions/2026-11-21-coffee": note(with_="[rita]", channel="coffee", status="planned", place="Ada's"),
        "events/2026-11-22-mixer": note(name="Mixer", kind="mixer", with_="[rita]", status="going"),
    }
    digest = digest_of(files)
    assert [(line.kind, line.when, line.command) for line in plain(digest, "first")] == [
        ("planned", "today", "notebook brief rita"), ("event", "tomorrow", "notebook brief 2026-11-22-mixer"),
        ("birthday", "tomorrow", "notebook draft congratulate zoe"), ("promise", "due yesterday", ""),
    ]  # fmt: skip
    assert said(digest, "first")[1] == ("Mixer", "mixer, you know 1 there", "tomorrow")
    assert lines(digest, "upcoming") == []


def test_what_is_on_the_day_after_tomorrow_is_not_first() -> None:
    files = {**RITA, "interactions/2026-11-23-coffee": note(with_="[rita]", channel="coffee")}
    assert first(files) == []
    assert first(files, date(2026, 11, 22)) == [("Rita", "coffee", "tomorrow")]


def test_an_event_that_goes_on_is_today() -> None:
    event = {"events/fair": note(name="Fair", start="2026-11-19", end="2026-11-23", place="Porto")}
    assert first(event) == [("Fair", "event, Porto", "today")]


def test_many_birthdays_on_one_day_leave_room_for_the_rest() -> None:
    people = {f"contacts/p{n}": note(name=f"P{n}", birthday="--11-21") for n in range(9)}
    talk = {"interactions/2026-11-18-call": note("- [ ] the map due:2026-11-21", with_="[p1]")}
    digest = digest_of({**people, **talk})
    assert [line.kind for line in plain(digest, "first")] == ["birthday"] * 3 + ["promise"]
    assert next(one.more for one in digest.sections if one.key == "first") == 0
    assert len(lines(digest, "upcoming")) == 5


def test_many_birthdays_leave_half_the_room_to_what_else_is_coming() -> None:
    people = {f"contacts/p{n}": note(name=f"P{n}", birthday="--11-23") for n in range(9)}
    fairs = {f"events/fair-{n}": note(name=f"Fair {n}", start=f"2026-12-0{n + 1}") for n in range(2)}
    found = [line for line in lines(digest_of({**people, **fairs}), "upcoming") if isinstance(line, UpcomingLine)]
    assert [line.kind for line in found] == ["birthday"] * 3 + ["event"] * 2
    assert [line.kind for line in lines(digest_of(people), "upcoming") if isinstance(line, UpcomingLine)] == [
        "birthday"
    ] * 5


def test_a_hard_day_is_for_care_and_not_first() -> None:
    files = {"contacts/rita": note(name="Rita", dates="[{date: 2020-11-21, what: her father died}]")}
    digest = digest_of(files)
    assert said(digest, "first") == []
    (care,) = lines(digest, "care")
    assert isinstance(care, CareLine)
    assert (care.name, care.text, care.when) == ("Rita", "her father died", "today")
    assert lines(digest, "upcoming") == []


def test_an_interview_without_thanks_is_first() -> None:
    talk = {"interactions/2026-11-20-call": note(with_="[rita]", purpose="informational interview")}
    (line,) = plain(digest_of({**RITA, **talk}), "first")
    assert (line.kind, line.when, line.command) == ("thanks", "yesterday", "notebook draft thank-you rita")
    thanked = {"interactions/2026-11-21-email": note(with_="[rita]", purpose="thanks", channel="email")}
    assert first({**RITA, **talk, **thanked}) == []


@pytest.mark.parametrize(
    ("end", "where"), [("2026-11-20", "first"), ("2026-11-19", "first"), ("2026-11-18", "follow-up")]
)
def test_an_event_is_first_for_two_days_after_it(end: str, where: str) -> None:
    event = {"events/mixer": note(name="Mixer", start=end, status="went", with_="[rita]")}
    digest = digest_of({**RITA, **event})
    assert [one.key for one in digest.sections] == [where]
    (line,) = lines(digest, where)
    assert isinstance(line, (PlainLine, FollowUpLine))
    assert line.command == "notebook triage mixer"


def test_on_a_common_year_a_birthday_on_29_february_is_on_28() -> None:
    rita = {"contacts/rita": note(name="Rita", birthday="1988-02-29")}
    assert first(rita, date(2027, 2, 28)) == [("Rita", "birthday, 39", "today")]
    assert first(rita, date(2028, 2, 28)) == [("Rita", "birthday, 40", "tomorrow")]


# Write to

WEEKLY = [f"2026-{month:02d}-{day:02d}" for month in range(1, 9) for day in (1, 8, 15, 22)]


def test_who_drifts_is_written_to_without_a_cadence() -> None:
    talks = {f"interactions/{day}-call": note(with_="[rita]", channel="call") for day in WEEKLY}
    (line,) = lines(digest_of({**RITA, **talks}), "due")
    assert isinstance(line, DueLine)
    assert line.status == "quiet for 3 months; before, it was usually 1 week"
    assert line.days_overdue is None


def test_due_says_how_to_reach_them_and_what_you_share() -> None:
    files = {
        "contacts/me": note(name="Me", interests="[punched cards, sailing]"),
        "contacts/rita": note(name="Rita", cadence="weekly", interests="[Punched cards]", phones="[+351 1]",
                              emails="[r@example.org]"),
        **{f"contacts/p{n}": note(name=f"P{n}", interests="[sailing]") for n in range(9)},
        "interactions/2026-10-01-call": note(with_="[rita]"),
    }  # fmt: skip
    (line,) = lines(digest_of(files), "due")
    assert isinstance(line, DueLine)
    assert line.reach == "r@example.org"
    (both,) = line.both
    assert (both.kind, both.path, both.line) == ("interest", "contacts/rita.md", 4)
    assert "unched cards" in both.text


def test_what_many_share_is_not_said() -> None:
    people = {f"contacts/p{n}": note(name=f"P{n}", cadence="weekly", interests="[sailing]") for n in range(9)}
    me = {"contacts/me": note(name="Me", interests="[sailing]")}
    found = lines(digest_of({**me, **people}), "due")
    assert found
    assert all(isinstance(line, DueLine) and line.both == () for line in found)


def test_a_promise_said_with_somebody_to_write_to_is_not_said_again() -> None:
    files = {
        "contacts/rita": note(name="Rita", cadence="weekly"),
        "interactions/2026-10-01-call": note("- [ ] the map\n- [?] where to", with_="[rita]"),
    }
    digest = digest_of(files)
    (line,) = lines(digest, "due")
    assert isinstance(line, DueLine)
    assert [one.text for one in line.reasons] == ["you promised: the map, 7 weeks ago"]
    assert (lines(digest, "promises-mine"), lines(digest, "threads")) == ([], [])
    hidden = digest_of(files, choice=Choice(without=("due",)))
    assert (len(lines(hidden, "promises-mine")), len(lines(hidden, "threads"))) == (1, 1)


# The rest


def test_what_was_given_lately_is_to_thank_for() -> None:
    talk = {"interactions/2026-11-10-call": note(with_="[rita]", received="[a book]")}
    digest = digest_of({**RITA, **talk})
    (line,) = plain(digest, "thank")
    assert said(digest, "thank") == [("Rita", "a book", "11 days ago")]
    assert (line.path, line.line) == ("interactions/2026-11-10-call.md", 3)


def test_what_somebody_you_see_soon_seeks_and_you_offer_is_help() -> None:
    files = {
        "contacts/me": note(name="Me", offers="[proof reading in English]", seeks="[a printing press]"),
        "contacts/rita": note(name="Rita", seeks="[proof reading]", offers="[an old printing press]"),
        "contacts/zoe": note(name="Zoe", seeks="[proof reading]"),
        "interactions/2026-11-24-coffee": note(with_="[rita]", channel="coffee"),
    }
    found = plain(digest_of(files), "help")
    assert [(line.kind, line.text) for line in found] == [
        ("help", "seeks proof reading; you offer proof reading in English"),
        ("helped", "offers an old printing press; you seek a printing press"),
    ]
    assert found[0].who[0].name == "Rita"
    assert [(one.kind, one.path) for one in found[0].notes] == [
        ("seek", "contacts/rita.md"),
        ("offer", "contacts/me.md"),
    ]


def test_what_you_promised_already_is_no_help_to_think_of() -> None:
    files = {
        "contacts/me": note(name="Me", offers="[proof reading, a bed in Porto]"),
        "contacts/rita": note(name="Rita", seeks="[proof reading, a bed in Porto]"),
        "interactions/2026-11-17-call": note("- [ ] the proof reading of her book", with_="[rita]"),
        "interactions/2026-11-24-coffee": note(with_="[rita]", channel="coffee"),
    }
    assert [line.text for line in plain(digest_of(files), "help")] == ["seeks a bed in Porto; you offer a bed in Porto"]


def test_two_people_who_should_meet_are_introduced() -> None:
    files = {
        "contacts/rita": note(name="Rita", seeks="[a proof reader]"),
        "contacts/zoe": note(name="Zoe", offers="[proof reader for hire]"),
        "interactions/2026-11-24-coffee": note(with_="[rita]", channel="coffee"),
    }
    digest = digest_of(files)
    (line,) = plain(digest, "introduce")
    assert [one.id for one in line.who] == ["rita", "zoe"]
    assert line.kind == "idea"
    assert line.notes[0].path == "contacts/rita.md"
    assert plain(digest_of({path: text for path, text in files.items() if "coffee" not in path}), "introduce") == []


def test_advice_of_weeks_ago_is_to_report_back_on() -> None:
    files = {
        "contacts/will": note(name="Will", relationship="[mentor]"),
        "interactions/2026-09-01-call": note(with_="[will]", received='["advice: keep the plates"]'),
    }
    assert said(digest_of(files), "report-back") == [("Will", "keep the plates", "3 months ago")]


def test_a_hard_day_that_is_near_is_cared_for_whoever_it_is() -> None:
    files = {
        "contacts/rita": note(name="Rita", care="[divorce final 2025-12-03, the flat]"),
        "contacts/zoe": note(name="Zoe", care="[her knees]", status="active"),
        "interactions/2026-11-24-coffee": note(with_="[zoe]", channel="coffee"),
    }
    found = lines(digest_of(files), "care")
    assert [(line.text, line.when) for line in found if isinstance(line, CareLine)] == [
        ("divorce final 2025-12-03", "Thu 3 Dec"), ("her knees", ""),
    ]  # fmt: skip


def test_a_talk_planned_for_today_is_ahead_and_one_that_was_held_is_not() -> None:
    talks = {
        "interactions/2026-11-21-coffee": note(with_="[rita]", channel="coffee", status="planned"),
        "interactions/2026-11-21-call": note(with_="[rita]", channel="call"),
    }
    (line,) = lines(digest_of({**RITA, **talks}, choice=Choice(without=("first",))), "upcoming")
    assert isinstance(line, UpcomingLine)
    assert (line.what, line.day, line.path, line.line) == ("coffee", "today", "interactions/2026-11-21-coffee.md", 1)


# Which sections, how many lines, under which heading

OPEN = note("".join(f"- [ ] map {n}\n- [ ] @rita: key {n}\n" for n in range(9)), with_="[rita]")
TALK = {**RITA, "interactions/2026-10-18-call": OPEN}


def keys(choice: Choice) -> list[str]:
    return [one.key for one in digest_of(TALK, choice=choice, found={"near": ["rita"]}).sections]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["promises-mine", "promises-theirs"]),
        (Choice(("promises-theirs", "promises-mine")), ["promises-theirs", "promises-mine"]),
        (Choice(("promises-theirs", "...")), ["promises-theirs", "promises-mine"]),
        (Choice(("...", "@near")), ["promises-mine", "promises-theirs", "@near"]),
        (Choice(("@near", "@near")), ["@near"]),
        (Choice(("due",)), []),
        (Choice(without=("promises-mine",)), ["promises-theirs"]),
        (Choice(("promises-mine", "..."), ("promises-mine",)), ["promises-theirs"]),
        (Choice(limits={"promises-mine": 0}), ["promises-theirs"]),
    ],
)
def test_sections_are_chosen_and_ordered(choice: Choice, expected: list[str]) -> None:
    assert keys(choice) == expected


def test_a_limit_cuts_and_the_rest_is_counted() -> None:
    (section,) = digest_of(TALK, choice=Choice(("promises-mine",), limits={"promises-mine": 7})).sections
    assert (len(section.lines), section.more, section.command) == (7, 2, "notebook promises --mine")


@pytest.mark.parametrize(
    ("key", "title"), [("@near", "Near"), ("@old-friends", "Old friends"), ("@go_to", "Go to"), ("@-", "@-")]
)
def test_a_saved_query_is_called_by_its_name(key: str, title: str) -> None:
    assert Choice().title(key) == title


def test_a_title_of_the_vaults_own_is_used() -> None:
    choice = Choice(("promises-mine", "@near"), titles={"promises-mine": "To do", "@near": "Around here"})
    found = digest_of(TALK, choice=choice, found={"near": ["rita"]})
    assert [one.title for one in found.sections] == ["To do", "Around here"]


def test_a_saved_query_shows_what_it_finds_of_each_kind() -> None:
    files = {
        "contacts/rita": note(name="Rita", role="printer", organization="guild", location="Porto"),
        "contacts/zoe": note(name="Zoe"),
        "interactions/2026-11-18-call": note("About *maps*.", with_="[rita]"),
        "events/2026-12-01-mixer": note(name="Mixer", kind="mixer", place="Porto"),
        "organizations/guild": note(name="The Guild", kind="association", location="Porto"),
        "projects/atlas": note(name="Atlas", status="active", with_="[{who: rita, as: printer}]"),
    }
    ids = ["rita", "zoe", "2026-11-18-call", "2026-12-01-mixer", "guild", "atlas"]
    digest = digest_of(files, choice=Choice(("@all",), limits={"@all": 9}), found={"all": ids})
    assert [(text, when) for _, text, when in said(digest, "@all")] == [
        ("printer, The Guild, Porto", "last talk 3 days ago"), ("", "no talk yet"), ("About maps.", "Wed 18 Nov"),
        ("mixer, Porto", "Tue 1 Dec"), ("association, Porto", ""), ("active, with Rita", ""),
    ]  # fmt: skip
    assert [(line.kind, line.path) for line in plain(digest, "@all")][:1] == [("contact", "contacts/rita.md")]


def test_a_saved_query_shows_also_what_stands_elsewhere_on_the_page() -> None:
    rita = {"contacts/rita": note(name="Rita", birthday="1990-11-21")}
    choice = Choice(("first", "@near"))
    assert keys_of(digest_of(rita, choice=choice, found={"near": ["rita"]})) == ["first", "@near"]


def keys_of(digest: Digest) -> list[str]:
    return [one.key for one in digest.sections]


# Days


def test_on_a_page_that_is_kept_every_day_is_named() -> None:
    files = {
        "contacts/rita": note(name="Rita", cadence="weekly", birthday="--11-21"),
        "interactions/2026-11-12-call": note("- [ ] the map due:2026-11-20\n- [?] where to", with_="[rita]"),
        "interactions/2026-11-22-coffee": note(with_="[rita]", channel="coffee"),
    }
    words = ("today", "yesterday", "tomorrow", "days ago")
    for later in (False, True):
        digest = digest_of(files, later=later)
        page = str([line for section in digest.sections for line in section.lines])
        assert any(word in page for word in words) is not later
        assert digest.period.day == TODAY
    assert said(digest, "first") == [
        ("Rita", "birthday", "Sat 21 Nov"), ("Rita", "coffee", "Sun 22 Nov"), ("Rita", "the map", "due Fri 20 Nov"),
    ]  # fmt: skip


def test_a_digest_for_later_has_plain_days() -> None:
    rita = {"contacts/rita": note(name="Rita", birthday="--11-21")}
    (line,) = plain(digest_of(rita, later=True), "first")
    assert type(line.date) is datetime.date


def test_a_promise_to_thank_for_an_interview_is_its_thank_you() -> None:
    fields = {"with_": "[rita]", "purpose": "informational-interview"}
    talk = note("- [ ] thank Rita for the hour due:2026-11-21", **fields)
    digest = digest_of({**RITA, "interactions/2026-11-18-call": talk})
    (line,) = plain(digest, "first")
    assert (line.kind, line.text, line.when) == ("thanks", "thank Rita for the hour", "due today")
    assert line.command == "notebook draft thank-you rita"
    assert lines(digest, "promises-mine") == []


# Who is archived, what waits, what came later


def test_nothing_is_suggested_for_somebody_archived_but_what_you_promised_them() -> None:
    files = {
        "contacts/zed": note("- [ ] the old thing due:2026-11-20", name="Zed", status="archived", seeks="[a press]"),
        **RITA,
        "contacts/me": note(name="Me", offers="[a press]"),
        "interactions/2026-11-17-call": note(
            "- [ ] the map due:2026-11-20\n- [?] how is the boat", with_="[zed]", purpose="informational-interview"
        ),
        "interactions/2026-11-18-call": note("- [ ] the key due:2026-11-29\n- [?] how is the cat", with_="[rita]"),
        "interactions/2026-11-24-coffee": note(with_="[zed]", channel="coffee"),
    }
    digest = digest_of(files)
    assert lines(digest, "first") == []
    assert lines(digest, "help") == []
    assert [line.text for line in lines(digest, "threads")] == ["how is the cat"]  # type: ignore[attr-defined]
    assert [line.text for line in lines(digest, "promises-mine")] == ["the key", "the map", "the old thing"]  # type: ignore[attr-defined]


def test_a_question_for_two_of_whom_one_is_archived_is_asked() -> None:
    files = {
        "contacts/zed": note(name="Zed", status="archived"),
        **RITA,
        "interactions/2026-11-17-call": note("- [?] how is the boat", with_="[zed, rita]"),
    }
    assert lines(digest_of(files), "threads")


def test_an_introduction_of_somebody_archived_is_not_suggested() -> None:
    files = {
        "contacts/zed": note(name="Zed", status="archived", interests="[kites]"),
        **RITA,
        "contacts/zoe": note(name="Zoe", interests="[kites]"),
        "interactions/2026-11-17-call": note("- [ ] introduce [[zed]] to [[zoe]]", with_="[rita]"),
    }
    assert plain(digest_of(files), "introduce") == []
    files["contacts/zed"] = note(name="Zed", interests="[kites]")
    assert plain(digest_of(files), "introduce")


def test_a_question_about_a_day_ahead_waits_for_it() -> None:
    talk = note("- [?] how was the race on 6 December", with_="[rita]")
    files = {**RITA, "interactions/2026-11-17-call": talk}
    assert lines(digest_of(files), "threads") == []
    assert lines(digest_of(files, today=date(2026, 12, 7)), "threads")


def test_a_plan_whose_day_has_passed_is_asked_about() -> None:
    files = {**RITA, "interactions/2026-11-16-call": note(with_="[rita]", channel="call", status="planned")}
    assert first(files) == [("Rita", "call planned for Mon 16 Nov: did it happen?", "")]


def test_what_was_held_after_the_week_was_no_plan() -> None:
    files = {
        **RITA,
        "interactions/2026-10-06-call": note(with_="[rita]", channel="call"),
        "interactions/2026-10-07-coffee": note(with_="[rita]", channel="coffee", status="planned"),
        "interactions/2026-12-01-lunch": note(with_="[rita]", channel="lunch"),
    }
    digest = digest_of(files, today=date(2026, 10, 4), now=TODAY)
    assert [line.what for line in lines(digest, "upcoming")] == ["coffee"]  # type: ignore[attr-defined]
    ahead = digest_of(files, today=date(2026, 10, 4))
    assert [line.what for line in lines(ahead, "upcoming")] == ["call", "coffee"]  # type: ignore[attr-defined]


def test_what_weighs_on_somebody_since_is_not_known_in_a_past_week() -> None:
    files = {
        "contacts/rita": note(name="Rita", care="[fell on 2026-08-22, moved in July 2026, her knees]"),
        "interactions/2026-05-12-coffee": note(with_="[rita]", channel="coffee", status="planned"),
    }
    past = digest_of(files, today=date(2026, 5, 11), now=TODAY)
    assert [line.text for line in lines(past, "care")] == ["her knees"]  # type: ignore[attr-defined]
    then = digest_of(files, today=date(2026, 5, 11))
    assert len(lines(then, "care")) == 3


def test_an_introduction_of_later_is_not_known_in_a_past_week() -> None:
    files = {
        **RITA,
        "contacts/zoe": note(name="Zoe", interests="[kites]"),
        "contacts/zed": note(name="Zed", interests="[kites]"),
        "interactions/2026-11-17-call": note("- [ ] introduce [[zed]] to [[zoe]]", with_="[rita]"),
    }
    assert plain(digest_of(files), "introduce")
    assert plain(digest_of(files, today=date(2026, 5, 11), now=TODAY), "introduce") == []


def test_a_hard_date_is_in_no_list_of_what_is_coming_and_no_reason_to_write() -> None:
    files = {
        "contacts/rita": note(name="Rita", cadence="weekly", dates="[{date: 2020-11-24, what: divorce}]"),
        "interactions/2026-09-17-call": note(with_="[rita]", channel="call"),
    }
    digest = digest_of(files)
    assert lines(digest, "upcoming") == []
    (line,) = lines(digest, "due")
    assert isinstance(line, DueLine)
    assert [one.kind for one in line.reasons] == ["care"]
    assert line.reasons[0].text == "keep in mind: divorce"
    assert lines(digest, "care") == []


def test_what_weighs_on_one_person_stands_together() -> None:
    files = {
        "contacts/rita": note(name="Rita", care="[the flat, divorce final 2025-12-03]"),
        "contacts/zoe": note(name="Zoe", care="[her knees]"),
        "interactions/2026-11-23-coffee": note(with_="[zoe]", channel="coffee"),
        "interactions/2026-11-24-coffee": note(with_="[rita]", channel="coffee"),
    }
    found = [line.text for line in lines(digest_of(files), "care")]  # type: ignore[attr-defined]
    assert found == ["divorce final 2025-12-03", "the flat", "her knees"]


def test_what_weighs_on_somebody_to_write_to_is_all_there_where_it_stands_on_one_line() -> None:
    files = {
        "contacts/rita": note(name="Rita", cadence="weekly", care="[divorce final 2025-12-03, the flat]"),
        "interactions/2026-09-17-call": note(with_="[rita]", channel="call"),
    }
    digest = digest_of(files)
    (line,) = lines(digest, "due")
    assert isinstance(line, DueLine)
    assert [one.text for one in line.reasons] == ["keep in mind: divorce final 2025-12-03"]
    assert [line.text for line in lines(digest, "care")] == ["the flat"]  # type: ignore[attr-defined]
    alone = digest_of(files, choice=Choice(without=["due"]))
    assert [line.text for line in lines(alone, "care")] == ["divorce final 2025-12-03"]  # type: ignore[attr-defined]


def test_an_introduction_that_was_made_has_its_command_apart() -> None:
    files = {
        **RITA,
        "contacts/zoe": note(name="Zoe", interests="[kites]"),
        "contacts/zed": note(name="Zed", interests="[kites]"),
        "interactions/2026-11-17-call": note("- [x] introduce [[zed]] to [[zoe]]", with_="[rita]"),
    }
    found = plain(digest_of(files), "introduce")
    assert [(one.when, one.command) for one in found if one.kind == "introduced"] == [
        ("ask what came of it", "notebook introduce zed zoe --note")
    ]


def test_what_came_of_introductions_leaves_room_for_those_who_have_not_met() -> None:
    made = "\n".join(f"- [x] introduce [[zoe]] to [[p{n}]]" for n in range(3))
    files = {
        "contacts/rita": note(name="Rita", seeks="[a proof reader]"),
        "contacts/zoe": note(name="Zoe", offers="[proof reader for hire]", interests="[kites]"),
        **{f"contacts/p{n}": note(name=f"P{n}", interests="[kites]") for n in range(3)},
        "interactions/2026-11-17-call": note(made, with_="[zoe]"),
        "interactions/2026-11-24-coffee": note(with_="[rita]", channel="coffee"),
    }
    assert [line.kind for line in plain(digest_of(files), "introduce")] == ["introduced", "idea"]


def test_what_you_talked_about_is_not_what_you_share() -> None:
    files = {
        "contacts/me": note(name="Me", interests="[kayaks]"),
        "contacts/rita": note(name="Rita", cadence="weekly", interests="[kayaks]"),
        "interactions/2026-09-17-call": note(with_="[rita]", topics="[illness, stairs]"),
        "interactions/2026-09-18-call": note(with_="[rita]", topics="[illness, stairs]"),
    }
    (line,) = lines(digest_of(files), "due")
    assert isinstance(line, DueLine)
    assert [one.text for one in line.both] == ["kayaks"]


def test_what_is_to_be_reported_back_is_the_newest_first() -> None:
    files = {
        "contacts/will": note(name="Will", relationship="[mentor]"),
        "interactions/2026-03-01-call": note(with_="[will]", received='["advice: keep the plates"]'),
        "interactions/2026-08-01-call": note(with_="[will]", received='["advice: ask for the day"]'),
    }
    assert [text for _, text, _ in said(digest_of(files), "report-back")] == ["ask for the day", "keep the plates"]
