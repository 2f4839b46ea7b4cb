#!/bin/sh
# The browser tests and the screenshots need Chromium: says nothing where it is there, installs it as root on
# Debian and Ubuntu, and elsewhere says in one sentence what is left out without it.
set -eu

has_chromium() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
}

has_chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1 || true
    has_chromium && exit 0
fi
echo "There is no Chromium: the browser tests are skipped (Debian, Ubuntu: apt-get install chromium; elsewhere set CHROMIUM)." >&2
