"""The field tables, and how a file becomes a record by them."""

from .fields import CHANNELS, FIELDS, Field, channel_group, find_field, key_form, known_channel
from .problems import CODES, ProblemCode

__all__ = [
    "CHANNELS",
    "CODES",
    "FIELDS",
    "Field",
    "ProblemCode",
    "channel_group",
    "find_field",
    "key_form",
    "known_channel",
]
