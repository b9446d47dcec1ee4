#!/bin/sh
# Makes dist/qianxian-VERSION-offline-PLATFORM.tar: every wheel the product needs on machines like this one, and how to
# install them where there is no network. Arguments: the environment's Python, and optionally another folder than dist.
set -eu
cd "$(dirname "$0")/.."
case $1 in /*) python=$1 ;; *) python=$PWD/$1 ;; esac
out=${2:-dist}

name=$("$python" - <<'PYTHON'
import sysconfig, tomllib
version = tomllib.load(open("pyproject.toml", "rb"))["project"]["version"]
platform = sysconfig.get_platform().replace(".", "_")
print(f"qianxian-{version}-offline-{platform}-py{sysconfig.get_config_var('py_version_nodot')}")
PYTHON
)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle="$work/$name"
mkdir -p "$bundle/wheels" "$out"

wheel() {
    "$python" -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir "$bundle/wheels" "$@"
}
wheel --require-hashes --only-binary :all: --no-binary dash-cytoscape -r requirements/run.txt
wheel .

cp scripts/offline/install.sh docs/howto/offline.md LICENSE "$bundle/"
(cd "$bundle" && find wheels -type f | sort | "$python" -c '
import hashlib, pathlib, sys
for name in sys.stdin.read().split():
    print(hashlib.sha256(pathlib.Path(name).read_bytes()).hexdigest() + "  " + name)
' > SHA256SUMS)
tar -C "$work" -cf "$out/$name.tar" "$name"
echo "$out/$name.tar"
