# Every target makes .venv by itself. VENV=elsewhere puts it elsewhere.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
KILLS  ?= 20
# Discord's own description of its API, if it lies beside the checkout: requests in tests are held against it.
export DISCORD_OPENAPI ?= $(firstword $(wildcard ../*/discord/openapi.json))

.DEFAULT_GOAL := help
.PHONY: help sandbox test check format lint types crash bench lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-9s %s\n", $$1, $$2}'

sandbox: $(VENV)/ready  ## try Kith in a browser, no Discord account needed
	@$(BIN)/kith sandbox

test: $(VENV)/ready  ## run every test
	$(BIN)/python -m pytest -n auto

check: format lint types  ## what CI runs: format, lint, types, tests with coverage, the short crash test
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

format: $(VENV)/ready
	$(BIN)/ruff format --check .

lint: $(VENV)/ready
	$(BIN)/ruff check .

types: $(VENV)/ready
	$(BIN)/mypy

crash: $(VENV)/ready  ## kill the real process KILLS times and count (make crash KILLS=300)
	$(BIN)/python -m pytest -n auto tests/wire -m crash --kills $(KILLS)

bench: $(VENV)/ready  ## measure how rounds are matched and circles go round, beside other ways (some minutes)
	@$(BIN)/python -m tests.benchmarks

lock: $(VENV)/ready  ## work requirements.lock out anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --no-strip-extras \
		--custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage .coverage.* build dist

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kith needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
