"""What git knows of the contacts' careers; where there is no repository, what would read it is not loaded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..practice.history.field_changes import Told
    from .session import Session


def career_news(session: Session, since: date) -> list[Told]:
    """What was committed of the contacts since a day, newest first; nothing where git has none of it."""
    root = session.root.absolute()
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return []
    from .history import contact_changes

    return contact_changes(session, since)
