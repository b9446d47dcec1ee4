#!/bin/sh
# Installs Qianxian from the wheels beside this file, without a network: sh install.sh [FOLDER], by default ~/qianxian.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$HOME/qianxian}
python=${PYTHON:-python3}

cd "$here"
"$python" - <<'PYTHON'
import hashlib, pathlib, sys
for line in pathlib.Path("SHA256SUMS").read_text().splitlines():
    wanted, name = line.split("  ")
    if hashlib.sha256(pathlib.Path(name).read_bytes()).hexdigest() != wanted:
        sys.exit(f"文件已损坏 / damaged: {name}")
PYTHON
"$python" -m venv "$target"
"$target/bin/python" -m pip --disable-pip-version-check install --quiet --no-index --find-links wheels "qianxian[postgres]"
echo "已安装 / installed: $target/bin/qianxian"
