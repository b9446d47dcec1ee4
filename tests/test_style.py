"""What the code promises about itself: small pieces, no trace of one machine, and words in both languages."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

import cypher
import explorer
import graph.errors
import loaders
from explorer.i18n import entries
from graph.errors import QianxianError
from graph.messages import catalogue
from graph.schema import load_schema

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "loaders", "cypher", "explorer")

STATEMENTS = {".py", ".cypher"}
BY_ID = re.compile(r"\(\w*:(\w+) \{+id: ")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|tmp/w|home/\w+|root)/")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|repo1?\.maven|deb\.debian\.org|proxy\.golang|index-url"
)


@cache
def modules() -> dict[Path, ast.Module]:
    """Every product module, parsed."""
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    return {file.relative_to(ROOT): ast.parse(file.read_text("utf-8")) for file in files}


def functions() -> Iterator[tuple[str, int]]:
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def strings() -> set[str]:
    """Every text constant of the product's code; the constant beginning of a text that is put together ends in `…`."""
    found: set[str] = set()
    for node in (node for tree in modules().values() for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.add(f"{node.values[0].value!s}…")
    return found


def tracked_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():
            try:
                yield name, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def p90(sizes: list[int]) -> float:
    return statistics.quantiles(sizes, n=10)[-1]


def test_modules_are_small() -> None:
    lines = {file: len((ROOT / file).read_text("utf-8").splitlines()) for file in modules()}
    sizes = [size for size in lines.values() if size > 3]
    assert {str(file): size for file, size in lines.items() if size > 400} == {}
    assert statistics.median(sizes) <= 120
    assert p90(sizes) <= 250


def test_functions_are_small() -> None:
    assert p90([size for _, size in functions()]) <= 30


def bound_names() -> Iterator[tuple[str, str]]:
    """(where, name) of every variable and parameter."""
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield f"{file}:{node.lineno}", node.id
            elif isinstance(node, ast.arg):
                yield f"{file}:{node.lineno}", node.arg


def test_no_variable_shadows_a_package() -> None:
    assert [f"{where} {name}" for where, name in bound_names() if name in PACKAGES] == []


def test_a_node_is_looked_up_by_the_label_whose_ids_are_indexed() -> None:
    statements = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in STATEMENTS)
    found = {
        str(path.relative_to(ROOT)): match.group()
        for path in statements
        for match in BY_ID.finditer(path.read_text("utf-8"))
        if match.group(1) in load_schema().nodes
    }
    assert not found, "every node of that label would be looked at"


def test_tracked_files_name_no_machine_and_no_registry() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in tracked_texts()
        for pattern in (MACHINE_PATH, REGISTRY)
        for match in pattern.finditer(text)
        if name not in {"tests/test_style.py", "scripts/lock.sh"}
    ]
    assert found == []


def test_lock_files_pin_and_hash_everything() -> None:
    for lock in ("build", "run", "test", "lock"):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_test_lock_holds_the_versions_of_the_run_lock() -> None:
    pins = [
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8"), re.MULTILINE))
        for lock in ("run", "test")
    ]
    assert pins[0] <= pins[1]


def test_every_package_registers_its_words() -> None:
    """The catalogue the next tests read is whole only when each package was imported."""
    for package in (graph, loaders, cypher, explorer):
        path = ROOT / package.__name__ / "messages.yaml"
        assert set(yaml.safe_load(path.read_text("utf-8")) or {}) <= set(catalogue())


def error_codes() -> Iterator[tuple[str, str]]:
    """(where, code) of every error made with a literal code."""
    classes = {
        name
        for name, value in vars(graph.errors).items()
        if isinstance(value, type) and issubclass(value, QianxianError)
    }
    for file, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in classes:
                yield f"{file}:{node.lineno}", str(node.args[0].value)


def test_every_error_code_has_words() -> None:
    assert {f"{where} {code}" for where, code in error_codes() if code not in catalogue()} == set()


def test_every_message_is_used() -> None:
    used = strings()
    beginnings = tuple(text.removesuffix("…") for text in used if re.fullmatch(r"\w+\.(\w+\.)*…", text))
    assert {code for code in set(catalogue()) - used if not code.startswith(beginnings)} == set()


def test_interface_words_stand_in_both_languages_with_the_same_placeholders() -> None:
    zh, en = entries("zh"), entries("en")
    assert set(zh) == set(en)
    for key in zh:
        assert placeholders(zh[key]) == placeholders(en[key]), key


def placeholders(entry: str | dict[str, str]) -> set[str]:
    text = entry if isinstance(entry, str) else " ".join(entry.values())
    return set(re.findall(r"{(\w+)", text))
