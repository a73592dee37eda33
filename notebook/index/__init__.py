"""Full-text search by Whoosh over the notes of a vault. Whoosh is imported by the first update or search."""

from .note import Note
from .search import Hit, Index, Status
from .snippets import match_line

__all__ = ["Hit", "Index", "Note", "Status", "match_line"]
