#!/bin/sh
# Uses a release as somebody who has nothing of qeperf but what was published, outside of this checkout: its modules, by
# try-modules.sh with an empty local Maven repository, and the archive of the program.
# config/release/try-as-a-stranger.sh [FOLDER VERSION] takes the release from a folder that deploy-to.sh filled; without
# arguments it fills one from the last commit.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
if [ $# -eq 0 ]; then
    version=$(sh "$here/deploy-to.sh" "$work/release")
    repository=$work/release
else
    repository=$(CDPATH='' cd -- "$1" && pwd -P)
    version=${2:?"usage: try-as-a-stranger.sh [FOLDER VERSION]"}
fi
sh "$here/try-modules.sh" "$repository" "$version"

echo "== the archive is unpacked and predicts"
cd "$work"
tar -xzf "$repository/org/qeperf/qeperf-app/$version/qeperf-app-$version-bin.tar.gz"
cd "qeperf-$version"
bin/qeperf --version
bin/qeperf predict example/si.in | tee predicted
grep -q '^ask for  *[0-9]* min' predicted
echo "== done"
