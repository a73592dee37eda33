"""The topic ladder: what was talked about and how far it went, and what never came up."""

from __future__ import annotations

from small_vault import TODAY, contact, note, vault_of

from notebook.practice.topics import Ladder, ladder


def ladder_of(files: dict[str, str], me: str | None = None) -> Ladder:
    snapshot = vault_of({"contacts/ada": note(name="Ada"), **files}, me)
    return ladder(snapshot, contact(snapshot, "ada"), TODAY)


def talk(day: str, body: str = "", **fields: str) -> dict[str, str]:
    return {f"interactions/{day}-x": note(body, with_="ada", **fields)}


def rungs(found: Ladder) -> list[tuple[str | None, str, int]]:
    return [(topic.depth, topic.text, topic.count) for topic in found.topics]


def never(found: Ladder) -> list[tuple[str, str, int]]:
    return [(one.kind, one.text, one.line) for one in found.never]


def test_somebody_never_spoken_to_has_no_rung() -> None:
    assert (0, None, ()) == ((found := ladder_of({})).talks, found.last, found.topics)


def test_a_topic_is_on_the_rung_of_its_talk() -> None:
    assert [("deep", "grief", 1)] == rungs(ladder_of(talk("2026-11-01", topics="[grief]", depth="deep")))


def test_the_rungs_go_down_and_topics_without_depth_come_last() -> None:
    files = {
        **talk("2026-11-04", topics="[rent]"),
        **talk("2026-11-03", topics="[grief]", depth="deep"),
        **talk("2026-11-02", topics="[tea]", depth="small-talk"),
        **talk("2026-11-01", topics="[school]", depth="personal"),
    }
    assert ["small-talk", "personal", "deep", None] == [depth for depth, _, _ in rungs(ladder_of(files))]


def test_a_topic_counts_once_a_talk_without_case_and_has_its_newest_line() -> None:
    files = {**talk("2026-11-01", topics="[Tea, tea]"), **talk("2026-11-09", place="here", topics="[tea]")}
    (topic,) = ladder_of(files).topics
    assert (2, "2026-11-09", "interactions/2026-11-09-x.md", 4) == (
        topic.count, str(topic.last), topic.path, topic.line
    )  # fmt: skip


def test_a_topic_on_two_rungs_stands_on_both() -> None:
    files = {
        **talk("2026-11-01", topics="[work]", depth="deep"),
        **talk("2026-11-09", topics="[work]", depth="small-talk"),
    }
    assert [("small-talk", "work", 1), ("deep", "work", 1)] == rungs(ladder_of(files))


def test_planned_and_cancelled_talks_have_no_topics() -> None:
    files = {**talk("2026-12-01", topics="[work]"), **talk("2026-11-09", topics="[tea]", status="cancelled")}
    assert [] == rungs(ladder_of(files))


CARD = note(
    name="Ada",
    interests="[horses, old maps]",
    seeks="[a publisher]",
    offers="[proof reading]",
    care="[her mother is ill]",
    dates="[{date: --02-29, what: leap day party}]",
)


def test_what_no_talk_speaks_of_never_came_up_with_care_first() -> None:
    assert [
        ("care", "her mother is ill", 6),
        ("interest", "horses", 3),
        ("interest", "old maps", 3),
        ("seeks", "a publisher", 4),
        ("offers", "proof reading", 5),
        ("date", "leap day party", 7),
    ] == never(ladder_of({"contacts/ada": CARD}))


def test_an_interest_you_share_says_so() -> None:
    files = {"contacts/ada": CARD, "contacts/me": note(interests="[Old Maps]")}
    assert ("shared-interest", "old maps", 3) == never(ladder_of(files, me="me"))[1]


def test_a_topic_the_first_words_a_quote_and_what_was_given_bring_something_up() -> None:
    files = {
        "contacts/ada": CARD,
        **talk("2026-11-01", topics="[the horse]"),
        **talk("2026-11-02", "She found her publisher."),
        **talk("2026-11-03", "> My mother sleeps again."),
        **talk("2026-11-04", received="[a proof reading]"),
    }
    assert ["old maps", "leap day party"] == [text for _, text, _ in never(ladder_of(files))]


def test_the_whole_text_is_looked_at_where_it_can_be_read() -> None:
    snapshot = vault_of({"contacts/ada": CARD, **talk("2026-11-01", "Tea.")})
    found = ladder(snapshot, contact(snapshot, "ada"), TODAY, text_of=lambda _: "Tea.\n\nHorses, too.\n")
    assert "horses" not in [one.text for one in found.never]


def test_a_talk_to_come_brings_nothing_up() -> None:
    files = {"contacts/ada": CARD, **talk("2026-12-01", topics="[horses]")}
    assert ("interest", "horses", 3) in never(ladder_of(files))


def test_topics_of_one_talk_stay_in_its_order() -> None:
    found = ladder_of(talk("2026-11-01", topics="[tea, rent, dogs]"))
    assert ["tea", "rent", "dogs"] == [topic.text for topic in found.topics]


def test_with_the_owner_nothing_is_missing() -> None:
    snapshot = vault_of({"contacts/ada": CARD}, me="ada")
    found = ladder(snapshot, contact(snapshot, "ada"), TODAY)
    assert (0, ()) == (found.talks, found.never)


def test_a_talk_with_a_name_that_two_have_is_on_no_ladder() -> None:
    files = {"contacts/bob": note(name="Ada"), "interactions/2026-11-01-x": note(with_="Ada", topics="[tea]")}
    snapshot = vault_of({"contacts/ann": note(name="Ada"), **files})
    assert 0 == ladder(snapshot, contact(snapshot, "ann"), TODAY).talks
