#!/bin/sh
# Gives every POM of this checkout another version: config/release/set-version.sh 0.1.0
set -eu

version=${1:?"usage: set-version.sh VERSION"}
case $version in
    *[!0-9A-Za-z.-]* | [!0-9]*)
        echo "set-version.sh: '$version' is no version; expected one like 0.1.0 or 0.2.0-SNAPSHOT" >&2
        exit 2
        ;;
esac
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
old=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")
dotted=$(printf '%s\n' "$old" | sed 's/[.]/\\./g')
find "$root" -name pom.xml -not -path '*/target/*' -not -path '*/src/*' | while IFS= read -r pom; do
    sed "s|<version>$dotted</version>|<version>$version</version>|
         s|<qeperf.version>$dotted</qeperf.version>|<qeperf.version>$version</qeperf.version>|" "$pom" >"$pom.new"
    cat "$pom.new" >"$pom"
    rm "$pom.new"
done
echo "$old -> $version"
