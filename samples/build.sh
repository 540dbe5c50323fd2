# Sourced by the commands of the samples: builds a sample if sources changed, and sets java, java_options and class_path.
# $home is the root of the repository, $sample the directory of the sample.

module="$home/samples/$sample"
stamp="$module/target/built"

newer_sources() {
    find "$home" \( -name target -o -name .git \) -prune -o \
        \( -name '*.java' -o -name '*.avsc' -o -name '*.sql' -o -name '*.css' -o -name pom.xml \) -newer "$stamp" -print -quit
}

if [[ ! -f "$stamp" || -n "$(newer_sources)" ]]; then
    echo "building ..." >&2
    (cd "$home" && ./mvnw -B -q -ntp package -Dquick -DskipTests -pl ":metrify-$sample" -am) >&2
    touch "$stamp"
fi

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
java_options=(-XX:+UseParallelGC "-Dmetrify.terminal=$([[ -t 2 ]] && echo true || echo false)")
if [[ "$("$java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')" -ge 24 ]]; then
    # The embedded servers and DuckDB use what newer JVMs warn about.
    java_options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
fi
class_path="$module/target/classes:$(cat "$module/target/classpath.txt")"
