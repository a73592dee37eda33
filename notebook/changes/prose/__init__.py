"""One line of prose read as an interaction: who took part, when, how and where, from the words of the line."""

from .understood import Stretch, Unclear, Understood

__all__ = ["Stretch", "Unclear", "Understood"]
