"""Requests that change the vault, each a pure function that answers with a change set and writes nothing."""

from .change_set import ChangeSet, FileChange

__all__ = ["ChangeSet", "FileChange"]
