#!/bin/sh
# Runs a script of tools/ with the first Python that is new enough.
cd "$(dirname "$0")/.." || exit 1
for python in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 .venv/bin/python; do
    [ -n "$python" ] || continue
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" "$@"
    fi
done
echo "Trede needs Python 3.11 or newer, and none was found. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
echo "Is it elsewhere? Say where: PYTHON=/path/to/python3 make ..." >&2
exit 1
