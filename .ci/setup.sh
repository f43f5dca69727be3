#!/bin/sh
# Makes this machine ready for newsgrid and says what it did. Does nothing where all is there.
#
#   .ci/setup.sh run       what newsgrid needs of the system: a Python that can make virtual
#                          environments, and Pango
#   .ci/setup.sh tests     that, and what only the tests need (Chromium, Firefox, PDF readers, the
#                          libraries of Playwright's node)
#   .ci/setup.sh python    prints the path of that Python
#   .ci/setup.sh node FILE whether Playwright's node, once it is there, runs on this machine
#
# Debian packages are installed where that is allowed (root, or sudo without a password); elsewhere
# the exact command to run is printed, one for all that is missing, and it stops with status 1.
set -eu

FIRST=11
LAST=14
# What is loaded, and the Debian package that holds it (of those that only others need, theirs).
PANGO="libpango-1.0.so.0=libpango-1.0-0 libgobject-2.0.so.0=libpango-1.0-0
    libpangoft2-1.0.so.0=libpangoft2-1.0-0 libfontconfig.so.1=libpangoft2-1.0-0
    libharfbuzz.so.0=libpangoft2-1.0-0 libharfbuzz-subset.so.0=libharfbuzz-subset0"
NODE="libatomic.so.1=libatomic1 libstdc++.so.6=libstdc++6 libgcc_s.so.1=libgcc-s1"
TOOLS="${CHROMIUM:-chromium}=chromium firefox-esr=firefox-esr pdftotext=poppler-utils qpdf=qpdf"

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
    # Sets `python` to one that makes virtual environments, or `almost` to one that does not yet.
    python="" almost=""
    for candidate in $(candidates); do
        fits "$candidate" || continue
        if makes_venvs "$candidate"; then python=$(command -v "$candidate"); return; fi
        [ -n "$almost" ] || almost=$candidate
    done
    [ -n "$almost" ] && return
    say "no Python from 3.$FIRST to 3.$LAST here${PYTHON:+ (PYTHON=$PYTHON is none)}: install one, or name it: make PYTHON=/path/to/python3"
    exit 1
}

loads() {
    # Whether the system's loader finds a library: 0 it does, 1 it does not.
    "${python:-$almost}" - "$1" >/dev/null 2>&1 <<'PYTHON'
import ctypes, ctypes.util, sys
try:
    ctypes.CDLL(sys.argv[1])
except OSError:  # other systems have other names for their libraries
    sys.exit(not ctypes.util.find_library(sys.argv[1][3:].split(".so")[0]))
PYTHON
}

runs() { command -v "$1" >/dev/null 2>&1; }

need() {
    # Adds a package to those that are missing, once.
    case " $missing " in *" $1 "*) ;; *) missing="${missing:+$missing }$1" ;; esac
}

look() {
    # Looks for things by a test of ours, and needs the packages of those that are not there.
    by=$1
    shift
    for thing in "$@"; do
        "$by" "${thing%%=*}" || need "${thing#*=}"
    done
}

look_for() {
    # Sets `missing` to the packages that a task still needs.
    missing=""
    find_python
    [ -n "$python" ] ||
        need "$("$almost" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    # shellcheck disable=SC2086  # the lists are meant to be split
    look loads $PANGO
    [ "$1" = tests ] || return 0
    # shellcheck disable=SC2086
    look runs $TOOLS
    # shellcheck disable=SC2086
    look loads $NODE
}

set_up() {
    look_for "$1"
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086
    install_packages "$2" $missing
    look_for "$1"
    [ -z "$missing" ] || { say "these were installed, and still do not work: $missing"; exit 1; }
}

print_python() {
    find_python
    [ -n "$python" ] || { say "$almost cannot make virtual environments: run $0 run"; exit 1; }
    echo "$python"
}

check_node() {
    "$1" --version >/dev/null 2>&1 && return
    say "Playwright's node does not run on this machine: $1"
    ldd "$1" 2>&1 | grep -i "not found" >&2 || "$1" --version >&2 || true
    exit 1
}

case "${1:-}" in
    run) set_up run "newsgrid needs a few packages of the system" ;;
    tests) set_up tests "the tests need browsers, independent PDF readers and what these load" ;;
    python) print_python ;;
    node) check_node "${2:?the file of the program}" ;;
    *) say "usage: $0 run|tests|python|node FILE"; exit 2 ;;
esac
