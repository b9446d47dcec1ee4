"""Errors speak Chinese and English, keep their code, and are never blank."""

from __future__ import annotations

import re

import pytest

import cypher
import explorer
import loaders
from graph import errors
from graph.messages import catalogue, words


def test_packages_register_their_messages() -> None:
    assert {loaders.__name__, cypher.__name__, explorer.__name__}.isdisjoint(catalogue())


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_message_stands_in_both_languages_with_the_same_placeholders(code: str) -> None:
    zh, en = catalogue()[code]["zh"], catalogue()[code]["en"]
    assert zh["message"]
    assert en["message"]
    assert set(zh) == set(en)
    for part in zh:
        assert set(re.findall(r"{(\w+)", zh[part])) == set(re.findall(r"{(\w+)", en[part])), part


def test_unknown_code_shows_itself() -> None:
    error = errors.NotFound("no.such.code", name="刘红兵")
    assert error.message("zh") == "no.such.code"
    assert error.as_json()["error"] == {"code": "no.such.code", "message": "no.such.code", "hint": "", "choices": []}


def test_unfilled_placeholder_stays_visible() -> None:
    code = next(code for code, entry in catalogue().items() if "{" in entry["zh"]["message"])
    assert "{" in words(code, "message", "zh", {})


def test_ambiguous_names_have_their_own_exit_status() -> None:
    assert errors.Ambiguous("x").exit_status == 3
    assert errors.QianxianError("x").exit_status == 1
