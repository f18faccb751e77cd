#!/bin/sh
# Builds the last commit twice, in folders of different names, the second time in parallel, in another time zone and with
# another umask, and compares every published file: config/release/reproducible.sh [option of mvn ...]. Exit status 1 and
# the names of the files where they differ. QEPERF_KEEP names a folder to copy both builds to.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
QEPERF_COPY=$work/one sh "$here/deploy-to.sh" "$work/first" "$@" >/dev/null
(
    umask 027
    TZ=Pacific/Auckland LC_ALL=C QEPERF_COPY="$work/another folder" \
        sh "$here/deploy-to.sh" "$work/second" -T2 "$@" >/dev/null
)
# When a repository was written to is no part of a release.
find "$work" -name 'maven-metadata*' -delete
differ=0
diff -rq "$work/first" "$work/second" || differ=1
if [ -n "${QEPERF_KEEP:-}" ]; then
    mkdir -p "$QEPERF_KEEP"
    cp -r "$work/first" "$work/second" "$QEPERF_KEEP"
fi
[ "$differ" = 0 ] || exit 1
echo "$(find "$work/first" -type f ! -name '*.sha1' ! -name '*.md5' | wc -l) files are equal, byte for byte"
