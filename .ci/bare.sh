#!/bin/sh
# Tries newsgrid on a machine that has nothing: a bare Debian in a folder, a fresh clone in it.
#
#   .ci/bare.sh bookworm|trixie [--user NAME] [--keep] [demo|test|TARGET]...
#
#   .ci/bare.sh bookworm demo test             as root
#   .ci/bare.sh trixie --user reader demo      as another user, who may not install anything: the
#                                              command that make prints is run as root, then make
#                                              once more
#   .ci/bare.sh trixie test test               twice in a row, on the same machine
#   .ci/bare.sh trixie test TESTS=tests/unit   NAME=VALUE goes to make
#
# Root is a minbase with make, git, ca-certificates and python3 (debootstrap, once for each Debian;
# then a copy for each run). What is committed here is cloned into it, with ../shared, if there is
# such a folder, beside it. Processes and mounts are the root's own and end with it. Takes what this
# machine needs to reach the package registries (certificates, proxies, settings of pip and apt)
# along. Lies in $ROOTS (/var/tmp/newsgrid-roots), 1 GB and up to 4 GB while it runs; what the last
# run built (its build/) stays there as SUITE.build. Exit code: that of the last make.
#
# Needs root, debootstrap and git. No part of make test.
set -eu

ROOTS=${ROOTS:-/var/tmp/newsgrid-roots}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
HERE=$(cd "$(dirname "$0")/.." && pwd)
PLACE=/srv/newsgrid

say() { echo "bare: $*" >&2; }

usage() { sed -n '4,11s/^# \{0,3\}//p' "$0" >&2; exit 2; }

read_arguments() {
    suite=${1:-} user=root keep="" targets="" settings=""
    case $suite in bookworm|trixie) shift ;; *) usage ;; esac
    while [ $# -gt 0 ]; do
        case $1 in
            --user) user=${2:?a name}; shift 2 ;;
            --keep) keep=yes; shift ;;
            -*) usage ;;
            *=*) settings="$settings $1"; shift ;;
            *) targets="$targets $1"; shift ;;
        esac
    done
    [ -n "$targets" ] || targets="demo test"
}

make_base() {
    base=$ROOTS/$suite.base
    [ ! -d "$base" ] || return 0
    say "$suite, minbase (once)"
    rm -rf "$base.new"
    debootstrap --variant=minbase --include=make,git,ca-certificates,python3 \
        "$suite" "$base.new" "$MIRROR" >"$ROOTS/$suite.log" 2>&1 ||
        { tail -5 "$ROOTS/$suite.log" >&2; exit 1; }
    mv "$base.new" "$base"
}

connect() {
    # What this machine needs to reach registries, given to the root.
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    apt-config dump | grep -E '^Acquire::(http|https|Check)[^ ]* "..*";' \
        >"$root/etc/apt/apt.conf.d/99bare" || true
    [ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
    for certificate in /usr/local/share/ca-certificates/*.crt; do
        [ -f "$certificate" ] || continue
        cp "$certificate" "$root/usr/local/share/ca-certificates/"
        chroot "$root" update-ca-certificates >/dev/null 2>&1
    done
    env | grep -E '^(https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|PIP_[A-Z_]*|SSL_CERT_FILE)=' |
        grep -v -E '^PIP_(FIND_LINKS|CONSTRAINT|REQUIRE)' >"$root/bare.env" || true
}

prepare() {
    root=$ROOTS/$suite.$$
    trap 'finish $?' EXIT
    trap 'exit 130' INT TERM
    cp -a --reflink=auto "$base" "$root"
    connect
    git -C "$HERE" diff --quiet HEAD || say "what is not committed is not tried"
    git clone --quiet --no-hardlinks "$HERE" "$root$PLACE"
    git -C "$root$PLACE" checkout --quiet --detach
    mkdir -p "$root/srv/shared"
    [ "$user" = root ] || chroot "$root" useradd --create-home --shell /bin/sh "$user"
    chroot "$root" chown -R "$user" "$PLACE"
}

finish() {
    # The root goes, what it built stays.
    [ ! -d "$root$PLACE/build" ] || {
        rm -rf "${ROOTS:?}/$suite.build"
        mv "$root$PLACE/build" "$ROOTS/$suite.build"
    }
    if [ -n "$keep" ]; then say "kept: $root"; else rm -rf --one-file-system "$root"; fi
    exit "$1"
}

inside() {
    # Runs a command in the root as a user, at the clone: processes and mounts of its own.
    who=$1
    shift
    # shellcheck disable=SC2016  # expanded inside
    unshare --mount --pid --fork --kill-child sh -eu -c '
        root=$1 who=$2 place=$3 shared=$4
        shift 4
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount --make-rslave "$root/dev"
        mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
        [ ! -d "$shared" ] || mount --bind -o ro "$shared" "$root/srv/shared"
        home=/root
        [ "$who" = root ] || home=/home/$who
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            HOME="$home" USER="$who" LC_ALL=C.UTF-8 $(cat "$root/bare.env") \
            chroot --userspec="$who" "$root" /bin/sh -c "cd $place && exec \"\$@\"" sh "$@" </dev/null
    ' sh "$root" "$who" "$PLACE" "$HERE/../shared" "$@"
}

try() {
    # make TARGET; where it prints a command, that command as root and make once more.
    started=$(date +%s)
    code=0
    # shellcheck disable=SC2086  # settings are words
    inside "$user" make "$1" $settings >"$root/said" 2>&1 || code=$?
    cat "$root/said"
    command=$(sed -n 's/^    sudo \(apt-get update .*\)/\1/p' "$root/said" | head -1)
    if [ "$code" != 0 ] && [ -n "$command" ] && [ "$user" != root ]; then
        command=$(echo "$command" | sed 's/sudo //g; s/apt-get install/apt-get install -y/')
        say "as root: $command"
        inside root sh -c "DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; $command" \
            >"$root/said" 2>&1 || { cat "$root/said"; exit 1; }
        code=0
        # shellcheck disable=SC2086
        inside "$user" make "$1" $settings || code=$?
    fi
    say "$suite, $user, make $1: exit code $code after $(($(date +%s) - started)) s"
}

read_arguments "$@"
mkdir -p "$ROOTS"
make_base
prepare
for target in $targets; do
    try "$target"
    [ "$code" = 0 ] || exit "$code"
done
