#!/usr/bin/env bash
# Checks the rule files of a workspace: annotations on stdout, the step's summary, SARIF and Markdown in files.
set -euo pipefail
cd "$GITHUB_WORKSPACE"

paths=()
while IFS= read -r line; do
  line="${line%$'\r'}"
  [[ $line == -* ]] && line="./$line" # a name, never an option
  [[ -n ${line//[[:space:]]/} ]] && paths+=("$line")
done <<< "$SSI_PATHS"

sarif="${SSI_SARIF:-$RUNNER_TEMP/ssi.sarif}"
markdown="$RUNNER_TEMP/ssi.md"
options=(--format github "--format=sarif=$sarif" "--format=markdown=$markdown")
[[ -n $SSI_FAIL_LEVEL ]] && options+=("--fail-level=$SSI_FAIL_LEVEL")

mkdir -p -- "$(dirname -- "$sarif")"
code=0
ssi check "${options[@]}" -- "${paths[@]:-.}" || code=$?

output() {
  # A value of several lines ends at a word that nobody can foresee.
  local end="end-$RANDOM-$RANDOM-$RANDOM"
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >> "$GITHUB_OUTPUT"
}
output exit-code "$code"
if [[ $code -le 1 ]]; then
  output sarif "$sarif"
  output markdown "$markdown"
else
  echo "::error title=ssi::The rules could not be checked; the step's log says why."
fi
exit "$code"
