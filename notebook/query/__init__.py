"""The query language: reading a query, and which records fit it."""

from .faults import QueryFault
from .language import parse
from .nodes import And, Filter, Node, Not, Or, Words
from .scope import Scope, Standing
from .select import FindText, Match, is_text, select
from .unknown import unknown_names

__all__ = [
    "And",
    "Filter",
    "FindText",
    "Match",
    "Node",
    "Not",
    "Or",
    "QueryFault",
    "Scope",
    "Standing",
    "Words",
    "is_text",
    "parse",
    "select",
    "unknown_names",
]
