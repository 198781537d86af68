# Every target works from a fresh clone on a machine with python3 (3.11 or newer, with venv) and make.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet pyproject.toml --group build

.PHONY: help env run test thorough check lock clean

help: ## Say what each target does.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# A stamp holds until its lock or the package's metadata changes.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

env: $(VENV)/.test ## Make .venv with everything that running and testing need.

run: $(VENV)/.run ## Start Thi Đua here (Ctrl-C stops it).
	@exec $(BIN)/thidua run

test: env ## Run every test.
	$(BIN)/pytest

thorough: env ## Run the properties of scoring and ranking on thousands of cases.
	$(BIN)/pytest --hypothesis-profile=thorough tests/core/scoring tests/core/rankings

check: env ## Check format, style, types, layers, templates and docs.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: env ## Resolve the locked requirements anew.
	$(LOCK) -o requirements/run.txt
	$(LOCK) --group test -c requirements/run.txt -o requirements/test.txt
	$(LOCK) --group test --group bench -c requirements/test.txt -o requirements/bench.txt

clean: ## Remove what the other targets made.
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
