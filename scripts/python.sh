#!/bin/sh
# Prints the Python that the environment is made with: $PYTHON, or the first found that is 3.11 or newer and has venv.
set -eu

fit() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if command -v "$candidate" >/dev/null 2>&1 && fit "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

cat >&2 <<'WORDS'
没有找到 Python 3.11 或更高版本（须带 venv 模块）。Debian / Ubuntu：apt-get install python3 python3-venv；或用 PYTHON=/路径/python3 指定。
No Python 3.11 or newer with the venv module was found. On Debian or Ubuntu: apt-get install python3 python3-venv; or name one: make run PYTHON=/path/to/python3
WORDS
exit 1
