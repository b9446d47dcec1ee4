#!/bin/sh
# Installs what the tests need beside Python where it is missing and this user may: Chromium with a Chinese font, Java and
# Maven (to put a Neo4j together), PostgreSQL. What cannot be installed is named; the tests themselves decide what that means.
set -eu

missing=""
need() {
    missing="$missing $1"
}

command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need chromium
if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; then
    need fontconfig
    need fonts-noto-cjk
fi
if [ -z "${QIANXIAN_TEST_NEO4J_URI:-}" ]; then
    command -v java >/dev/null 2>&1 || need default-jre-headless
    command -v mvn >/dev/null 2>&1 || need maven
fi
command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || need postgresql

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Not found, and there is no apt-get to install it:$missing" >&2
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Not found, and this user may not install packages:$missing" >&2
    echo "As root: apt-get install$missing" >&2
    exit 0
fi

echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
