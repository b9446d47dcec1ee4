"""Refusing what a statement that a person typed must not do, by its tokens; the servers' own refusals come on top."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.errors import ReadOnlyViolation

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.index.fulltext.querynodes"})
"""What people may CALL: reading procedures that fetch nothing from outside and tell nothing of the server."""

NAMESPACES = frozenset("date datetime duration localdatetime localtime point time vector".split())
"""The functions with a dot in their name that people may use: Cypher's own; others could reach outside."""

_CLAUSES = frozenset(
    "create merge set delete detach remove drop alter foreach load grant deny revoke terminate show use explain "
    "profile enable dryrun rename insert truncate reallocate deallocate".split()
)
_ADMINISTERED = frozenset({"database", "databases"})
# A comment ends at a carriage return too, and what follows a number without a blank is a word of its own: read in the
# way that hides least.
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\r\n]*|/\*.*?\*/)
    |(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$[^\W\d]\w*|\$\d+)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")


class _Token(NamedTuple):
    kind: str
    text: str


_END = _Token("", "")


def check(statement: str) -> None:
    """Raises ReadOnlyViolation, naming the word, where the statement does more than read the graph.

    `\\uXXXX` is that character anywhere in a statement for one engine, and only inside strings for the other: a quote
    so written ends a string here and not there. The statement has to pass both readings.
    """
    _check(statement)
    unescaped = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), statement)
    if unescaped != statement:
        _check(unescaped)


def _check(statement: str) -> None:
    tokens = [_Token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(statement)]
    tokens = [token for token in tokens if token.kind != "skip"]
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else _END
        if token.kind == "other":
            if token.text in "'\"`" or (token.text == ";" and after is not _END):
                _refuse(token.text)
        elif token.kind == "word" and not _is_name(tokens, at):
            _check_word(token.text.lower(), tokens[at + 1 :])
        if token.kind in {"word", "quoted"}:
            _check_function(tokens, at)


def _is_name(tokens: list[_Token], at: int) -> bool:
    """A word used as a property, label, map key, variable or column of that name: `n.set`, `:Load`, `AS drop`."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if before in {".", ":", "|", "&", "!"} or after in {":", "."}:
        return True
    # `WITH n AS as SET …` names a variable `as`.
    return before.lower() == "as" and at >= 2 and tokens[at - 2].text.lower() != "as"


def _check_word(word: str, rest: list[_Token]) -> None:
    if word in _CLAUSES:
        _refuse(word.upper())
    if word in {"start", "stop"} and rest and rest[0].text.lower() in _ADMINISTERED:
        _refuse(word.upper())
    if word == "call":
        _check_call(rest)


def _check_call(rest: list[_Token]) -> None:
    if rest and rest[0].text in {"{", "("}:
        return _check_subquery(rest)
    name = ""
    for token in rest:
        if token.kind not in {"word", "quoted"} and token.text != ".":
            break
        name += token.text.strip("`").lower()
    if name not in PROCEDURES:
        _refuse(f"CALL {name}")
    return None


def _check_subquery(rest: list[_Token]) -> None:
    """A subquery is like the rest of the statement, unless it is run in transactions of its own."""
    depth = 0
    for at, token in enumerate(rest):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.text == "}":
            following = [each.text.lower() for each in rest[at + 1 : at + 6]]
            if following[:1] == ["in"] and any(word.startswith("transaction") for word in following):
                _refuse("IN TRANSACTIONS")
            return


def _check_function(tokens: list[_Token], at: int) -> None:
    """Refuses `a.b.c(` where it begins unless `a` is a namespace of Cypher's own; CALL is looked at elsewhere."""
    before = tokens[at - 1].text.lower() if at else ""
    if before in {".", "call"}:
        return
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].text == "." and tokens[end + 1].kind in {"word", "quoted"}:
        end += 2
    name = "".join(token.text.strip("`") for token in tokens[at:end])
    if end > at + 1 and end < len(tokens) and tokens[end].text == "(" and name.split(".")[0].lower() not in NAMESPACES:
        _refuse(f"{name}()")


def _refuse(word: str) -> None:
    raise ReadOnlyViolation("database.read_only_word", word=word)
