#!/bin/sh
# Shows that the comparison with an earlier version catches what breaks users: takes a public method out of a copy of the last
# commit and expects the build to fail for it. config/release/try-baseline.sh FOLDER VERSION [option of mvn ...], where
# deploy-to.sh filled FOLDER.
set -eu

folder=${1:?"usage: try-baseline.sh FOLDER VERSION [option of mvn ...]"}
version=${2:?"usage: try-baseline.sh FOLDER VERSION [option of mvn ...]"}
shift 2
folder=$(CDPATH='' cd -- "$folder" && pwd -P)
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM
git -C "$root" archive HEAD | tar -x -C "$copy"
compare() {
    (cd "$copy" && mvn -B -q -Dquick verify -pl qeperf-api -am \
        -Dqeperf.baseline="$folder" -Dqeperf.baseline.version="$version" "$@")
}

compare "$@" || {
    echo "try-baseline.sh: the commit itself differs from $version, or could not be compared: see above" >&2
    exit 1
}
file=$copy/qeperf-api/src/main/java/org/qeperf/api/feature/Layout.java
sed 's/public static Layout serial(/static Layout serial(/' "$file" >"$file.new"
if cmp -s "$file" "$file.new"; then
    echo "try-baseline.sh: there is no Layout.serial to hide" >&2
    exit 1
fi
mv "$file.new" "$file"
if compare "$@" >"$copy/said" 2>&1; then
    echo "try-baseline.sh: a method that is public no more was not noticed" >&2
    exit 1
fi
grep 'serial' "$copy/said"
