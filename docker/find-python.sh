#!/bin/sh
# Prints the first Python of the supported versions (3.11, 3.12) on the path; one sentence where there is none.
for name in python3 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done
found=$(python3 --version 2>/dev/null || echo "no python3")
echo "InfoSeek needs Python 3.11 or 3.12 on the path, and there is $found: install one of them." >&2
exit 2
