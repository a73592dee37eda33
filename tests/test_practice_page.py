"""docs/practice.md has every technique: a paragraph, the commands, and a transcript that shows it at work."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from notebook.cli.main import COMMANDS

PAGE = ROOT / "docs" / "practice.md"

# The techniques, and the transcripts of tests/transcripts that show each over the example vault.
TECHNIQUES = {
    "Shared interests, common ground": ["common"],
    "Active listening": ["threads"],
    "Empathy": ["care"],
    "Giving and helping": ["help-for", "thanks"],
    "Beyond small talk": ["topics"],
    "Messages and congratulations": ["draft", "milestones"],
    "Face to face": ["who", "stats"],
    "Events": ["events", "brief", "triage"],
    "Associations and organizations": ["organizations", "path"],
    "Mentors and role models": ["mentors"],
    "Informational interviews": ["interviews"],
    "Projects": ["projects"],
    "Introductions": ["introduce", "graph"],
    "Follow up, maintain": ["next", "due", "snooze", "pause", "promises"],
}


def test_the_page_has_these_techniques_and_no_other() -> None:
    assert re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE) == list(TECHNIQUES)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_technique_is_explained_with_its_commands(technique: str) -> None:
    part = PAGE.read_text(encoding="utf-8").partition(f"## {technique}\n")[2].partition("\n## ")[0]
    assert len(part.split()) > 60
    assert re.search(r"`notebook [a-z-]+", part)


def test_no_command_on_the_page_is_unknown() -> None:
    named = set(re.findall(r"`notebook ([a-z][a-z-]+)", PAGE.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("name", [name for names in TECHNIQUES.values() for name in names])
def test_a_technique_has_a_transcript(name: str) -> None:
    text = (ROOT / "tests" / "transcripts" / f"{name}.md").read_text(encoding="utf-8")
    assert "$ notebook " in text
