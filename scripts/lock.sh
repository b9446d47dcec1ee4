#!/bin/sh
# Resolves requirements/*.txt anew: exact versions with hashes, for every platform at once, and no index address in them.
# Arguments go to every run of the resolver: `sh scripts/lock.sh --upgrade`, `--upgrade-package neo4j`.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(sh scripts/python.sh)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --require-hashes -r requirements/lock.txt

lock() {
    "$work/venv/bin/uv" pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --strip-extras "$@"
}

lock "$@" requirements/lock.in -o requirements/lock.txt
lock "$@" requirements/build.in -o requirements/build.txt
lock "$@" pyproject.toml --extra postgres -c requirements/build.txt -o requirements/run.txt
lock "$@" pyproject.toml --extra postgres --extra test -c requirements/run.txt -o requirements/test.txt
