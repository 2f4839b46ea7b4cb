#!/bin/sh
# Spark needs Java 17 or newer: says nothing where it is there, installs it as root on Debian and Ubuntu,
# and elsewhere says how in one sentence.
set -eu

FLOOR=17

major() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

has_java() {
    found=$(major || true)
    [ -n "$found" ] && [ "$found" -ge "$FLOOR" ]
}

has_java && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Java for Spark ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    for package in openjdk-17-jre-headless openjdk-21-jre-headless default-jre-headless; do
        if apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 && has_java; then
            exit 0
        fi
    done
fi
echo "Spark needs Java $FLOOR or newer: install it (Debian, Ubuntu: apt-get install openjdk-17-jre-headless) or set JAVA_HOME." >&2
exit 2
