"""Three versions of one note to one: field by field and line by line, by what they say; only a real clash is marked."""

from .merge import merge_as_text, merge_three
from .versions import Apart, Clash, Merged, MergeText, Versions

__all__ = ["Apart", "Clash", "MergeText", "Merged", "Versions", "merge_as_text", "merge_three"]
