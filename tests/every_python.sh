#!/usr/bin/env bash
# Runs the tests on every CPython 3.11 or newer on PATH or under ~/.pyenv/versions, each in its own virtual
# environment (.venvs/VERSION), and prints one line for each. Arguments go to pytest.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version_of() { # prints the version if this is a CPython we support and it can make a virtual environment
    "$1" -c '
import ensurepip, platform, sys, venv
if sys.version_info < (3, 11) or platform.python_implementation() != "CPython":
    sys.exit(1)
print(platform.python_version())' 2>/dev/null
}

candidates() {
    local folder
    local -a folders
    IFS=: read -ra folders <<<"$PATH"
    for folder in "${folders[@]}" "$HOME"/.pyenv/versions/*/bin; do
        compgen -G "$folder/python3" || true
        compgen -G "$folder/python3.[1-9][0-9]" || true
    done
}

run_suite() { # INTERPRETER FOLDER, then arguments for pytest
    local interpreter="$1" folder="$2"
    shift 2
    { [ -x "$folder/bin/python" ] || "$interpreter" -m venv "$folder"; } &&
        "$folder/bin/pip" install -q -e '.[dev]' &&
        "$folder/bin/python" -m pytest "$@"
}

declare -A seen=()
summary=()
failed=0
while read -r interpreter; do
    version="$(version_of "$interpreter")" || continue
    [ -z "${seen[$version]:-}" ] || continue
    seen[$version]="$interpreter"
    log="$(mktemp)"
    echo "== Python $version ($interpreter)"
    if run_suite "$interpreter" ".venvs/$version" "$@" 2>&1 </dev/null | tee "$log"; then
        outcome="ok     "
    else
        outcome="FAILED "
        failed=1
    fi
    summary+=("$(printf '%-8s %s %s' "$version" "$outcome" "$(tail -n 1 "$log")")")
    rm -f "$log"
done < <(candidates)

echo
if [ ${#summary[@]} -eq 0 ]; then
    echo "No CPython 3.11 or newer found." >&2
    exit 1
fi
printf '%s\n' "${summary[@]}" | sort
exit "$failed"
