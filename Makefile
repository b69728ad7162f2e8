# Two commands for everyone: `make demo` runs the main job, `make test` passes the tests.
# Both set up what they need in .venv; all they ask for is Python 3.11 or newer and make.

PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint types layers unit rules wheel integration fuzz bench bench-peers golden docs lock clean

demo: $(VENV)/ready
	$(BIN)/ssi demo

test: lint types layers unit rules wheel integration

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready
	$(BIN)/mypy

layers: $(VENV)/ready
	$(BIN)/lint-imports

unit: $(VENV)/ready $(VENV)/browser
	$(BIN)/pytest

# The shipped rulesets, as their users would have them checked: no finding, all of them tried, every small change noticed.
rules: $(VENV)/ready
	$(BIN)/ssi check rulesets --fail-level warning
	$(BIN)/ssi test rulesets --coverage-fail-under 100 --mutate --format concise

# The wheel, installed elsewhere without the checkout, does the main job too.
wheel: $(VENV)/ready
	$(BIN)/python tests/wheel.py

# The hooks and the action, installed as pre-commit and GitHub install them.
integration: $(VENV)/ready
	$(BIN)/python -m tests.integration

fuzz: $(VENV)/ready
	$(BIN)/python -m tests.fuzz --minutes 10

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks

# What the figures stand beside, in the same environment; one that does not install is told as such.
bench-peers: $(VENV)/ready
	$(BIN)/pip install --quiet -r benchmarks/peers.txt

# Refresh expected outputs; read the difference before you commit it.
golden: $(VENV)/ready
	$(BIN)/pytest --update-golden

docs: $(VENV)/ready
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.catalogues

lock: $(VENV)/ready
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" --extra dev -o requirements.lock pyproject.toml

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Pages are looked at by a real browser and printed by WeasyPrint, which needs Pango; where they cannot be had, tests say so.
$(VENV)/browser: $(VENV)/ready tests/browser/set_up.sh
	sh tests/browser/set_up.sh
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
