#!/usr/bin/env bash
# Says what a change of rules means: annotations on stdout, one comment on the pull request, or the step's summary instead.
set -euo pipefail
cd "$GITHUB_WORKSPACE"

options=(--format github "--limit=$SSI_LIMIT")
each() { # An option for each line that is not blank.
  local line
  while IFS= read -r line; do
    line="${line%$'\r'}"
    [[ -n ${line//[[:space:]]/} ]] && options+=("$1=$line")
  done <<< "$2"
  return 0
}
each --by "$SSI_BY"
each --fail-if "$SSI_FAIL_IF"
[[ -n $SSI_AS_OF ]] && options+=("--as-of=$SSI_AS_OF")
if [[ -z $SSI_NEW ]]; then # what the commit is asked for, or everything
  if [[ $SSI_OLD == *:* ]]; then SSI_NEW="${SSI_OLD#*:}"; else SSI_NEW=.; fi
fi
names=("$SSI_OLD" "$SSI_NEW")
if [[ -n $SSI_DATA ]]; then
  names+=("$SSI_DATA")
  options+=("--salt=$RUNNER_TEMP/.ssi-salt") # a secret of this run's own, which nobody keeps
fi

# A comment is found again by its first line, which says of what it is.
page="$RUNNER_TEMP/ssi-diff.md"
of=$(printf '%s\n' "$SSI_NEW" "$SSI_DATA" | cksum)
printf '<!-- ssi-rules: difference %s -->\n' "${of%% *}" > "$page"

code=0
GITHUB_STEP_SUMMARY="$page" ssi diff "${options[@]}" -- "${names[@]}" || code=$?

output() {
  # A value of several lines ends at a word that nobody can foresee.
  local end="end-$RANDOM-$RANDOM-$RANDOM"
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >> "$GITHUB_OUTPUT"
}
output exit-code "$code"
if [[ $code -gt 1 && $code -ne 3 ]]; then
  echo "::error title=ssi::The rules could not be compared; the step's log says why."
  exit "$code"
fi
output markdown "$page"
if [[ $SSI_COMMENT == true ]]; then
  python -I "$GITHUB_ACTION_PATH/ci/comment.py" "$page"
else
  cat -- "$page" >> "$GITHUB_STEP_SUMMARY"
fi
# What may not be told fails nobody's step: a warning says so, and the workflow may ask for the code.
[[ $code -eq 3 ]] && code=0
exit "$code"
