#!/usr/bin/env bash
# Installs ssi from the action's own checkout, apart from the Python of the job, and puts it on the path of later steps.
set -euo pipefail

home="$RUNNER_TEMP/ssi-rules"
# Isolated: a repository is checked, never run, and `-m` alone would take its pip.py for pip.
python -I -m venv "$home"
programs="$home/bin"
[[ -d $programs ]] || programs="$home/Scripts"
what="$GITHUB_ACTION_PATH"
if [[ -n $SSI_OLD && $SSI_LIMIT != 0 ]]; then what+="[prove]"; fi # a solver proves what a change of rules does
"$programs/python" -I -m pip install --quiet --disable-pip-version-check "$what"
printf '%s\n' "$programs" >> "$GITHUB_PATH"
