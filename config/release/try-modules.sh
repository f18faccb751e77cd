#!/bin/sh
# Uses modules of a release in projects that know nothing of this checkout: config/release/try-modules.sh FOLDER VERSION [LOCAL],
# where FOLDER is laid out as a Maven repository. All else comes from Maven Central, or from the local repository LOCAL, of which
# everything but qeperf is used, and to which is added what had to be fetched.
set -eu

usage='usage: try-modules.sh FOLDER VERSION [LOCAL]'
repository=$(CDPATH='' cd -- "${1:?"$usage"}" && pwd -P)
version=${2:?"$usage"}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
local=$work/local
mkdir -p "$local/org"
if [ $# -gt 2 ]; then
    known=$(CDPATH='' cd -- "$3" && pwd -P)
    for path in "$known"/* "$known"/org/*; do
        case ${path#"$known/"} in
            org | org/qeperf) ;;
            *) ln -s "$path" "$local/${path#"$known/"}" ;;
        esac
    done
fi
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
cp -r "$here/strangers" "$work/strangers"
cp "$here/../../qeperf-examples/silicon/"* "$work/strangers"
cd "$work/strangers"

say() {
    echo "== $*"
}

stranger_mvn() {
    mvn -B -q -Dmaven.repo.local="$local" -Dqeperf.repository="file://$repository" -Dqeperf.version="$version" "$@"
}

say "a program with qeperf-bom and qeperf-runtime compiles"
stranger_mvn -f predicts/pom.xml process-classes
say "it brings"
ls predicts/target/lib
say "and predicts"
"$java" -cp 'predicts/target/classes:predicts/target/lib/*' Predicts si.in >predicted 2>said
cat predicted said
grep -q '^[0-9][0-9]* s to ask for$' predicted

say "a program with qeperf-models-smile and qeperf-testkit trains, and its provider passes the contract"
stranger_mvn -f trains/pom.xml test
sed -n 's/^Tests run/tests run/p' trains/target/surefire-reports/*.txt

# One project for each module, with nothing else.
say "what each module brings has one version of everything"
mkdir each
stranger_pom() {
    sed -n '1,/<modelVersion>/p' predicts/pom.xml
    echo "<groupId>org.qeperf.strangers</groupId><artifactId>$1</artifactId><version>1</version>"
}
modules=$(sed -n 's|^ *<artifactId>\(qeperf-.*\)</artifactId>$|\1|p' \
    "$repository/org/qeperf/qeperf-bom/$version/qeperf-bom-$version.pom" | grep -v '^qeperf-bom$')
{
    stranger_pom all
    echo '<packaging>pom</packaging><modules>'
    for module in $modules; do
        echo "<module>$module</module>"
    done
    echo '</modules></project>'
} >each/pom.xml
for module in $modules; do
    mkdir "each/$module"
    {
        stranger_pom "with-$module"
        echo '<packaging>pom</packaging>'
        sed -n '/<repositories>/,/<\/dependencyManagement>/p' predicts/pom.xml
        echo "<dependencies><dependency><groupId>org.qeperf</groupId><artifactId>$module</artifactId></dependency></dependencies>"
        echo '<build><plugins>'
        sed -n '/maven-enforcer-plugin/,/<\/plugin>/p' predicts/pom.xml | sed '1s/^/<plugin>/'
        echo '</plugins></build></project>'
    } >"each/$module/pom.xml"
done
stranger_mvn -f each/pom.xml --fail-at-end validate
if [ $# -gt 2 ]; then
    for path in "$local"/* "$local"/org/*; do
        case ${path#"$local/"} in
            org | org/qeperf) ;;
            *) [ -h "$path" ] || cp -R "$path" "$known/${path#"$local/"}" ;;
        esac
    done
fi
