# Sourced by the scripts beside it: where is a JDK that is new enough?
# A home's major version is read from its "release" file, so that no Java has to start.

java_needed=25

# Prints the major version of a JDK's home; nothing if there is no JDK.
java_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the file a path leads to once all links are followed.
real_path() {
    real_file=$1
    while [ -L "$real_file" ]; do
        real_link=$(readlink "$real_file")
        case $real_link in
            /*) real_file=$real_link ;;
            *) real_file=$(dirname "$real_file")/$real_link ;;
        esac
    done
    printf '%s/%s\n' "$(cd "$(dirname "$real_file")" && pwd -P)" "$(basename "$real_file")"
}

java_homes() {
    printf '%s\n' "${PATCHBAY_JAVA_HOME:-}" "${JAVA_HOME:-}"
    if command -v java >/dev/null 2>&1; then
        dirname "$(dirname "$(real_path "$(command -v java)")")"
    fi
    for java_home in /usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
        "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        printf '%s\n' "$java_home"
    done
}

# Prints the first home that is new enough; else says what is missing and fails.
find_java_home() {
    find_list=$(java_homes)
    find_seen=
    while IFS= read -r find_home; do
        [ -n "$find_home" ] || continue
        find_major=$(java_major "$find_home")
        [ -n "$find_major" ] || continue
        if [ "$find_major" -ge "$java_needed" ]; then
            printf '%s\n' "$find_home"
            return 0
        fi
        case " $find_seen " in *" $find_major "*) ;; *) find_seen="$find_seen $find_major" ;; esac
    done <<LIST
$find_list
LIST
    if [ -z "$find_seen" ]; then
        find_seen=none
    fi
    printf 'Patchbay needs a JDK %s or newer and found %s: install one (for example temurin-%s-jdk or openjdk-%s-jdk), or set PATCHBAY_JAVA_HOME to the folder of one.\n' \
        "$java_needed" "${find_seen# }" "$java_needed" "$java_needed" >&2
    return 1
}
