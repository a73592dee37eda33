"""What others may see: nothing of what is private, and nothing of what you wrote for yourself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Runner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_vault import TODAY, contact, note, vault_of

from notebook.practice.brief import Brief, brief_of, event_brief
from notebook.practice.sharing import shared_view
from notebook.records import Event
from notebook.render.brief import brief_model, brief_page
from notebook.schema import FIELDS
from notebook.snapshot import Snapshot

# How a value of each type is written with a marker in it.
WRITTEN = {
    "text": "{}", "words": "[{}]", "phrases": "[{}]", "labelled": "[{}]", "reference": "{}", "references": "[{}]",
    "ties": "[{{who: bob, as: {}}}]", "dates": "[{{date: --11-28, what: {}}}]", "met": "{{date: 2026-11-01, how: {}}}",
}  # fmt: skip
HIDEABLE = [
    field.name for field in FIELDS["contact"] if field.type in WRITTEN and field.name not in ("name", "private")
]
NEVER = ("care", "relationship", "tags", "cadence")


def card(hidden: tuple[str, ...], others: tuple[str, ...] = HIDEABLE) -> str:
    types = {field.name: field.type for field in FIELDS["contact"]}
    fields = {name: WRITTEN[types[name]].format(f"{'secret' if name in hidden else 'open'}{name}") for name in others}
    return note("secretbody\n\n- [ ] secretpromise\n- [?] secretthread\n> secretquote", name="Ada",
                private=f"[{', '.join(hidden)}]", **fields)  # fmt: skip


def vault(hidden: tuple[str, ...]) -> Snapshot:
    ada = card(hidden)
    return vault_of(
        {
            "contacts/me": note(name="Me", interests="[openinterests, secretinterests]", care="[secretmine]",
                                seeks="[openoffers, secretoffers]", knows="[{who: ada, as: opentie}]"),
            "contacts/ada": ada,
            "contacts/bob": card(("interests", "location", "offers", "knows")).replace("name: Ada", "name: Bob"),
            "events/fair": note("secretnote", name="Fair", date="2026-11-25", with_="[ada, bob]", goals="[secretgoal]"),
            "interactions/2026-11-18-x": note(
                "secretbody\n\n- [ ] secretpromise\n- [ ] @ada: secretpromise\n- [?] secretthread\n\n> secretquote",
                with_="[ada, bob]", channel="visit", place="secretplace", topics="[secrettopic]", gave="[secretgift]",
                received="[secretgift]", event="fair", purpose="secretpurpose",
            ),
            "interactions/2026-12-01-y": note("secretbody", with_="ada", topics="[secrettopic]", place="secretplace"),
        },
        me="me",
    )  # fmt: skip


def briefs(hidden: tuple[str, ...]) -> Iterator[Brief]:
    snapshot = vault(hidden)
    for person in ("ada", "bob"):
        yield brief_of(snapshot, contact(snapshot, person), TODAY, rules={"x": 3}, look_ahead=14, shared=True)
    fair = snapshot.by_id["fair"]
    assert isinstance(fair, Event)
    yield event_brief(snapshot, fair, TODAY, rules={}, look_ahead=14, shared=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(HIDEABLE), unique=True))
def test_no_word_of_a_private_field_or_of_a_note_is_in_a_brief_for_others(fields: list[str]) -> None:
    hidden = tuple({*fields, *NEVER})
    for found in briefs(hidden):
        assert "secret" not in json.dumps(brief_model(found))


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_no_page_of_it_has_one(form: str) -> None:
    for found in briefs((*NEVER, "interests", "emails", "phones", "met")):
        assert "secret" not in brief_page(found, form, own=None)


def test_what_is_not_private_is_there() -> None:
    found, *_ = briefs(NEVER)
    page = brief_page(found, "text", own=None)
    assert [] == [word for word in ("openrole", "openlocation", "openinterests", "openoffers", "openemails",
                                    "opendates", "openlanguages") if word not in page]  # fmt: skip


def test_care_is_in_no_brief_for_others_even_where_it_is_not_private() -> None:
    found, *_ = briefs(("interests",))
    assert "opencare" not in json.dumps(brief_model(found))


def test_the_shared_vault_has_the_same_people_talks_and_days() -> None:
    snapshot = vault(NEVER)
    seen = shared_view(snapshot)
    assert [one.id for one in snapshot.records] == [one.id for one in seen.records]
    assert snapshot.last_contact("ada", TODAY) == seen.last_contact("ada", TODAY)
    assert [one.id for one in snapshot.talks("ada")] == [one.id for one in seen.talks("ada")]
    assert (seen.open_notes, seen.by_id["ada"]) == ((), seen.records[0])


def test_a_field_may_be_named_by_a_synonym() -> None:
    files = {"contacts/ada": note(name="Ada", private="[e-mail]", email="ada@example.org", role="Printer")}
    found = contact(shared_view(vault_of(files)), "ada")
    assert ((), "Printer") == (found.emails, found.role)


def test_the_example_vaults_private_fields_stay_out(run: Runner, example_vault: Path) -> None:
    for person, words in (("graca-penedal", ("cellar", "hip")), ("orysia-perepelytsia", ("brother", "24 February"))):
        ran = run("brief", person, "--shared", cwd=example_vault)
        assert (ran.code, [word for word in words if word in ran.stdout]) == (0, [])
