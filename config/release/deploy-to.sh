#!/bin/sh
# Builds the last commit in a folder of its own, as a release, and lays what would be published into FOLDER, a Maven
# repository: config/release/deploy-to.sh FOLDER [option of mvn ...]. A version that ends in -SNAPSHOT loses that.
# QEPERF_COPY names the folder to build in; it is removed afterwards.
set -eu

target=${1:?"usage: deploy-to.sh FOLDER [option of mvn ...]"}
shift
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
mkdir -p "$target"
target=$(CDPATH='' cd -- "$target" && pwd -P)
copy=${QEPERF_COPY:-$(mktemp -d)}
mkdir -p "$copy"
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM
# Archives of sources and documentation keep the permissions of the files.
umask 022
git -C "$root" archive HEAD | tar -x -C "$copy"
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$copy/pom.xml")
case $version in
    *-SNAPSHOT) sh "$copy/config/release/set-version.sh" "${version%-SNAPSHOT}" >&2 ;;
esac
version=${version%-SNAPSHOT}

# These bring all others. What a plain mvn checks is not checked again, and no artifact gets into the user's own local repository:
# deploy would install there too.
(cd "$copy" && mvn -B -q -Prelease -Dmaven.install.skip=true -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true \
    -DaltDeploymentRepository="local::file://$target" "$@" \
    deploy -pl qeperf-bom,qeperf-app,qeperf-testkit -am)

is_there() {
    file=$target/org/qeperf/$1/$version/$1-$version$2
    [ -s "$file" ] || {
        echo "deploy-to.sh: $file is missing" >&2
        exit 1
    }
}
sed -n 's|^        <artifactId>\(qeperf-.*\)</artifactId>$|\1|p' "$copy/qeperf-bom/pom.xml" | while IFS= read -r module; do
    for end in .pom .jar -sources.jar -javadoc.jar -cyclonedx.json; do
        is_there "$module" "$end"
    done
done
is_there qeperf-app -bin.tar.gz
echo "$version"
