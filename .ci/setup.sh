#!/bin/sh
# Makes this machine ready for newsgrid and says what it did. Does nothing where all is there.
#
#   .ci/setup.sh python    prints the path of a Python from 3.11 that can make virtual environments
#   .ci/setup.sh libraries the system libraries that WeasyPrint needs (Pango)
#   .ci/setup.sh tests     those that only the tests need (Chromium, PDF readers)
#
# Debian packages are installed where that is allowed (root, or sudo without a password); elsewhere
# the exact command to run is printed, and it stops with status 1.
set -eu

FIRST=11
LAST=14
LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { echo "setup: $*" >&2; }

root_runs() {
    # Runs a command as root; 127 where that is not allowed.
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 127
    fi
}

apt_install() {
    # Two tries: with the package lists there are, then with fresh ones.
    root_runs env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "$@" </dev/null >&2
}

install_packages() {
    why=$1
    shift
    if ! command -v apt-get >/dev/null 2>&1; then
        say "$why. This machine has no apt-get: install what these Debian packages hold: $*"
        exit 1
    fi
    if ! root_runs true; then
        say "$why. Not allowed to install system packages here; run this, then try again:"
        echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
    say "$why: installing $*"
    apt_install "$@" 2>/dev/null && return
    root_runs apt-get update -qq </dev/null >&2
    apt_install "$@" && return
    say "that failed; mend what apt-get says above, or run: apt-get install $*"
    exit 1
}

fits() {
    # Whether a command is a Python of the right version: 0 it is, 1 it is not.
    command -v "$1" >/dev/null 2>&1 || return 1
    "$1" -c "import sys; sys.exit(not (3, $FIRST) <= sys.version_info[:2] <= (3, $LAST))" \
        >/dev/null 2>&1
}

makes_venvs() { "$1" -c "import ensurepip, venv" >/dev/null 2>&1; }

candidates() {
    [ -z "${PYTHON:-}" ] || { echo "$PYTHON"; return; }
    echo python3
    minor=$LAST
    while [ $minor -ge $FIRST ]; do echo "python3.$minor"; minor=$((minor - 1)); done
    echo /usr/bin/python3
}

find_python() {
    almost=""
    for candidate in $(candidates); do
        fits "$candidate" || continue
        if makes_venvs "$candidate"; then command -v "$candidate"; return; fi
        [ -n "$almost" ] || almost=$candidate
    done
    if [ -z "$almost" ]; then
        say "no Python from 3.$FIRST to 3.$LAST here${PYTHON:+ (PYTHON=$PYTHON is none)}: install one, or name it: make PYTHON=/path/to/python3"
        exit 1
    fi
    version=$("$almost" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    install_packages "$version here cannot make virtual environments" "$version-venv"
    makes_venvs "$almost" || { say "$almost still cannot make virtual environments"; exit 1; }
    command -v "$almost"
}

has_libraries() {
    "$(find_python)" - >/dev/null 2>&1 <<'PYTHON'
import ctypes.util, sys
for name in ("pango-1.0", "pangoft2-1.0", "gobject-2.0", "fontconfig", "harfbuzz", "harfbuzz-subset"):
    try:
        ctypes.CDLL(f"lib{name}.so.0")
    except OSError:
        try:
            ctypes.CDLL(f"lib{name}.so.1")
        except OSError:
            if not ctypes.util.find_library(name):
                sys.exit(1)
PYTHON
}

set_up_libraries() {
    has_libraries && return
    # shellcheck disable=SC2086  # the list is meant to be split
    install_packages "Pango is missing, which draws modules and page skeletons" $LIBRARIES
    has_libraries || { say "Pango still cannot be loaded"; exit 1; }
}

set_up_tests() {
    missing=""
    command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1 || missing="$missing chromium"
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # the list is meant to be split
    install_packages "the tests need a browser and independent PDF readers" $missing
}

case "${1:-}" in
    python) find_python ;;
    libraries) set_up_libraries ;;
    tests) set_up_tests ;;
    *) say "usage: $0 python|libraries|tests"; exit 2 ;;
esac
