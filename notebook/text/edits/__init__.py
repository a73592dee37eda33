"""Edits that change the bytes they must and no other: splices into a file's text, each read again before it counts."""

from .fields import add_values, remove_key, remove_values, set_value
from .model import Address
from .scalars import set_scalar_at
from .spans import replace_spans
from .tasks import close_task

__all__ = [
    "Address",
    "add_values",
    "close_task",
    "remove_key",
    "remove_values",
    "replace_spans",
    "set_scalar_at",
    "set_value",
]
