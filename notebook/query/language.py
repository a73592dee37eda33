"""Reading the query language: text to a tree of nodes. What each filter means is in `filters`, not here.

    query  = [ any ]
    any    = all { "OR" all }
    all    = one { [ "AND" ] one }
    one    = ( "NOT" | "-" ) one | "(" any ")" | "@" name | filter | phrase | word
    filter = key ":" ( [ ">" | ">=" | "<" | "<=" ] value | [ value ] ".." [ value ] )
    value  = phrase | characters without spaces and parentheses
    phrase = quote { character } quote
    word   = characters without spaces and parentheses, [ "*" | "~" ]

docs/query.md explains the language to its user.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..schema.suggest import nearest
from ..text.folding import fold
from .faults import QueryFault
from .filters import is_key
from .nodes import And, Node, Not, Or, Words
from .tokens import Token, tokens

_DEEPEST = 50
_LONGEST = 1000

_NONE_SAVED: Mapping[str, str] = {}


def parse(text: str, saved: Mapping[str, str] = _NONE_SAVED) -> Node:
    """The tree a query stands for; an empty one matches everything. `saved` are the queries that `@name` stands for.

    Raises QueryFault, with a caret under the place, for what cannot be read.
    """
    return _Parser(text, _Saved({fold(name): query for name, query in saved.items()})).read()


class _Saved:
    """The saved queries, and how much of them one query has used so far."""

    def __init__(self, queries: Mapping[str, str]) -> None:
        self.queries = queries
        self.inside: list[str] = []
        self.depth = 0
        self.terms = 0


class _Parser:
    """Recursive descent over the tokens of one text; the depth is counted across saved queries."""

    def __init__(self, text: str, saved: _Saved) -> None:
        self.text = text
        self.saved = saved
        self.tokens = list(tokens(text, self._fault))
        self.at = 0

    def read(self) -> Node:
        """The whole text as one node."""
        if not self.tokens:
            return And(())
        node = self._any()
        if self.at < len(self.tokens):
            raise self._fault("This parenthesis closes nothing.", self.tokens[self.at].column)
        return node

    def _any(self) -> Node:
        parts = [self._all()]
        while self._next() == "OR":
            self.at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._next() not in (None, "OR", ")"):
            if self._next() == "AND":
                self.at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node:
        if self._next() in (None, "AND", "OR", ")"):
            raise self._missing()
        token = self.tokens[self.at]
        self.at += 1
        self.saved.terms += 1
        if self.saved.terms > _LONGEST:
            raise self._fault(f"This query has more than {_LONGEST} terms.", token.column)
        if token.leaf is not None:
            self._refuse_empty(token)
            return token.leaf
        self.saved.depth += 1
        if self.saved.depth > _DEEPEST:
            raise self._fault(f"This query is nested more than {_DEEPEST} deep.", token.column)
        node = self._nested(token)
        self.saved.depth -= 1
        return node

    def _refuse_empty(self, token: Token) -> None:
        """Raises a fault for `in:` with nothing behind it; a word with a colon that is no key is a word."""
        word = token.leaf.text if isinstance(token.leaf, Words) and token.leaf.form == "word" else ""
        key = word.removesuffix(":")
        if key != word and is_key(key):
            hint = f'{key}:* finds whatever has one. To look for the text, put it in quotes: "{word}".'
            raise self._fault("This filter has no value.", token.column, token.width, hint)

    def _nested(self, token: Token) -> Node:
        if token.sign == "@":
            return self._saved_query(token)
        if token.sign in ("NOT", "-"):
            return Not(self._one())
        node = self._any()
        if self._next() != ")":
            raise self._fault("This parenthesis is not closed.", token.column)
        self.at += 1
        return node

    def _saved_query(self, token: Token) -> Node:
        name = fold(token.name)
        if name in self.saved.inside:
            path = " → ".join(f"@{step}" for step in [*self.saved.inside[self.saved.inside.index(name) :], name])
            raise self._fault(f"The saved query @{name} uses itself: {path}.", token.column, token.width)
        if name not in self.saved.queries:
            near = nearest(name, self.saved.queries)
            hint = f"Did you mean @{near}?" if near else "Saved queries stand under [queries] in notebook.toml."
            raise self._fault(f"There is no saved query @{token.name}.", token.column, token.width, hint)
        self.saved.inside.append(name)
        node = _Parser(self.saved.queries[name], self.saved).read()
        self.saved.inside.pop()
        return node

    def _next(self) -> str | None:
        """The sign of the next token; None at the end."""
        return self.tokens[self.at].sign if self.at < len(self.tokens) else None

    def _missing(self) -> QueryFault:
        """A fault for a place where a term should be: after an operator, or before one."""
        before = self.tokens[self.at - 1] if self.at else None
        if before is not None and before.sign == "(":
            return self._fault("There is nothing between these parentheses.", before.column)
        if before is not None and before.sign:
            return self._fault(f"{before.sign} needs something after it.", before.column, before.width)
        token = self.tokens[self.at]
        if token.sign == ")":
            return self._fault("This parenthesis closes nothing.", token.column)
        return self._fault(f"{token.sign} needs something before it.", token.column, token.width)

    def _fault(self, sentence: str, column: int, width: int = 1, hint: str | None = None) -> QueryFault:
        if self.saved.inside:
            sentence = f"In the saved query @{self.saved.inside[-1]}: {sentence}"
        return QueryFault(sentence, self.text, column, width, hint)
