"""The question bank: the vault's own templates/questions.md, else the built-in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..practice.questions import BankQuestion
    from .session import Session

_NAME = "questions.md"


def question_bank(session: Session) -> tuple[BankQuestion, ...]:
    """The questions, with their places where they are the vault's own; one that cannot be read is said, not raised."""
    from ..practice.questions import read_bank
    from ..render.environment import template_text

    built_in = template_text(_NAME, None) or ""
    try:
        text = template_text(_NAME, session.own_templates) or ""
    except (OSError, UnicodeDecodeError):
        session.say(f"templates/{_NAME} cannot be read; the built-in questions serve.")
        text = built_in
    return read_bank(text, "" if text == built_in else f"templates/{_NAME}")
