#!/usr/bin/env bash
# Installs ssi from the action's own checkout, apart from the Python of the job, and puts it on the path of later steps.
set -euo pipefail

home="$RUNNER_TEMP/ssi-rules"
# Isolated: a repository is checked, never run, and `-m` alone would take its pip.py for pip.
python -I -m venv "$home"
programs="$home/bin"
[[ -d $programs ]] || programs="$home/Scripts"
"$programs/python" -I -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
printf '%s\n' "$programs" >> "$GITHUB_PATH"
