"""The JSON of every reading command, held by golden files: `pytest --rewrite` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Runner

GOLDEN = ROOT / "tests" / "golden" / "json"

# The golden file, and the command whose JSON it holds.
COMMANDS = {
    "list-contacts": "list tag:close tag:atlas --kind contact",
    "list-own-keys": "list kids:*",
    "list-interactions": "list --kind interaction --limit 3",
    "list-events": "list --kind event since:2026-11",
    "list-organizations": "list --kind organization --limit 2",
    "list-projects": "list --kind project --limit 2",
    "show-contact": "show will-thackwray",
    "show-event": "show 2026-11-12-atlantic-map-days",
    "show-organization": "show coro-ribeira-alta",
    "show-project": "show two-lagoons",
    "search": "search tide gauge --limit 4",
    "search-filter": "search kind:project status:done",
    "due": "due --limit 4",
    "next": "next --limit 6",
    "next-backtest": "next --backtest --weeks 4",
    "upcoming": "upcoming",
    "promises": "promises",
    "promises-ask": "promises --ask --limit 2",
    "promises-done": "promises --done --limit 2",
    "stats": "stats --since 2026-09",
    "stats-person": "stats will-thackwray --since 2026-10",
    "graph": "graph tag:maps",
    "draft": "draft follow-up dinis",
    "draft-introduce": "draft introduce fionnuala ivone",
    "draft-kinds": "draft",
    "bio": "bio --for ivone",
    "help-for": "help-for",
    "help-for-project": "help-for tide-atlas",
    "help-for-contact": "help-for sovela",
    "thanks": "thanks --limit 9",
    "path": "path --to jussara-tavolaro",
    "who": "who --in lisbon --from 2026-12-01 --until 2026-12-05",
    "brief": "brief will-thackwray",
    "brief-event": "brief 2026-11-28-mapas-e-cafe-november",
    "brief-shared": "brief graca-penedal --shared",
    "triage": "triage 2026-11-12-atlantic-map-days",
    "common": "common lin-xiaolan --limit 2",
    "introduce": "introduce --limit 2",
    "introduce-pair": "introduce tamsin-wray-holloway estevao-nogueiral",
    "topics": "topics sam-tregarrow",
    "mentors": "mentors will",
    "interviews": "interviews",
    "interviews-tree": "interviews --tree --limit 4",
    "fields": "fields project",
    "check": "check",
}


@pytest.fixture
def page(example_vault: Path) -> Path:
    """The example vault with a few problems in it."""
    (example_vault / "contacts" / "zz-bad.md").write_text("---\nname: Zed\nbirthday: 1815-13-10\n---\n[[nobody]]\n")
    (example_vault / "contacts" / "zz-worse.md").write_text("---\nname: [Zed\n---\n")
    return example_vault


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_as_the_golden_file_says(
    name: str, run: Runner, example_vault: Path, request: pytest.FixtureRequest
) -> None:
    if name == "check":
        request.getfixturevalue("page")
    ran = run("--vault", str(example_vault), *COMMANDS[name].split(), "--format", "json")
    assert ran.code == (1 if name == "check" else 0), ran.stderr
    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--rewrite"):
        golden.write_text(ran.stdout, encoding="utf-8")
    assert ran.stdout == golden.read_text(encoding="utf-8")


def test_every_key_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8") + (ROOT / "docs" / "fields.md").read_text("utf-8")
    undescribed = {
        key
        for golden in GOLDEN.glob("*.json")
        for key in keys(json.loads(golden.read_text(encoding="utf-8")))
        if f"`{key}`" not in page and f'"{key}"' not in page
    }
    assert undescribed == set()


def keys(value: Any) -> Iterator[str]:
    """Every key of every object in the value, those of the user's own left out."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield key
            if key != "extra":
                yield from keys(child)
    elif isinstance(value, list):
        for child in value:
            yield from keys(child)


@pytest.mark.parametrize("kind", ["contact", "interaction", "event", "organization", "project"])
def test_a_record_has_every_field_of_its_kind(kind: str, run: Runner, example_vault: Path) -> None:
    from notebook.records import KIND_CLASSES
    from notebook.schema import FIELDS

    ran = run("--vault", str(example_vault), "list", "--kind", kind, "--limit", "1", "--format", "json")
    (record,) = json.loads(ran.stdout)
    wanted = {field.slot.removesuffix("_") for field in FIELDS[KIND_CLASSES[kind].__name__.lower()]}
    derived = {"last_contact", "last_channel", "next_due", "cadence_days"} if kind == "contact" else set()
    assert set(record) == wanted | derived | {"id", "kind", "path", "name", "extra"}
    assert list(record)[:4] == ["id", "kind", "path", "name"]
