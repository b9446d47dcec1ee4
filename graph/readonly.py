"""Refusing what a statement that a person typed must not do, by its tokens; the servers' own refusals come on top."""

from __future__ import annotations

import re

from graph.errors import ReadOnlyViolation

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.index.fulltext.querynodes"})
"""What people may CALL: reading procedures that fetch nothing from outside and tell nothing of the server."""

_CLAUSES = frozenset(
    "create merge set delete detach remove drop alter foreach load grant deny revoke terminate show use explain "
    "profile enable dryrun rename insert truncate".split()
)
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$\w+)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d[\w.]*)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")


def check(statement: str) -> None:
    """Raises ReadOnlyViolation, naming the word, where the statement does more than read the graph."""
    # Neo4j reads \\uXXXX anywhere in a statement as that character, so a clause can be hidden in one.
    plain = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), statement)
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(plain) if match.lastgroup != "skip"]
    for at, (kind, text) in enumerate(tokens):
        before = tokens[at - 1][1] if at else ""
        after = tokens[at + 1][1] if at + 1 < len(tokens) else ""
        if kind == "other" and text == ";" and at + 1 < len(tokens):
            _refuse(";")
        if kind == "other" and text in "'\"`":
            _refuse(text)
        if kind != "word" or before in {".", ":", "|", "&", "!"} or after == ":":
            continue
        if text.lower() in _CLAUSES and not _is_name(before, after):
            _refuse(text)
        if text.lower() == "call":
            _check_call(tokens[at + 1 :])


def _is_name(before: str, after: str) -> bool:
    """A word used as a variable or function of that name: `start.id`, `AS set`."""
    return after == "." or before.lower() == "as"


def _check_call(rest: list[tuple[str, str]]) -> None:
    if rest and rest[0][1] in {"{", "("}:
        depth = 0
        for at, (_, text) in enumerate(rest):
            depth += (text == "{") - (text == "}")
            if depth == 0 and text == "}":
                following = [word.lower() for _, word in rest[at + 1 : at + 6]]
                if following[:1] == ["in"] and "transactions" in following:
                    _refuse("IN TRANSACTIONS")
                return
        return
    name = ""
    for kind, text in rest:
        if kind not in {"word", "quoted"} and text != ".":
            break
        name += text.strip("`").lower()
    if name not in PROCEDURES:
        _refuse(f"CALL {name}")


def _refuse(word: str) -> None:
    raise ReadOnlyViolation("database.read_only_word", word=word)
