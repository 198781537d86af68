# Every target works in a fresh clone on a Debian or Ubuntu machine with make and python3 (3.11 or
# newer, with venv). `make` alone says what there is.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)
PYTEST := $(BIN)/pytest --numprocesses $(JOBS)
PIP := $(BIN)/pip --disable-pip-version-check --no-input -qq
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet pyproject.toml --group build

.PHONY: help env run test unit e2e thorough browser check format lock bench pictures docs messages styles
.PHONY: wheel clean

help: ## Say what each target does.
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /  make \1\t/' \
	| expand -t 18

# A stamp holds until the lock that it is made from changes.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: apt-get install python3-venv make"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Thi Đua needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	|| { echo "python3 has no venv here: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Cài các gói cần để chạy (installing what running needs)…"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "Cài các gói cần để kiểm thử (installing what testing needs)…"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.test
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

env: $(VENV)/.test ## Make .venv with everything that running and testing need.

run: $(VENV)/.run ## Start Thi Đua on this machine; Ctrl-C stops it. ARGS="--port 8100 --no-demo"
	@exec $(BIN)/thidua run $(ARGS)

# The browser's journeys are a job of their own; both jobs run whatever the first one says.
test: env browser ## Run every test; installs Chromium where it is missing.
	@status=0; \
	$(PYTEST) -m "not e2e" || status=1; \
	$(PYTEST) -m e2e || status=1; \
	exit $$status

unit: env ## Run the quick tests only: no browser, no servers of their own.
	$(PYTEST) -m "not e2e and not slow"

e2e: env browser ## Run the journeys in a browser only.
	$(PYTEST) -m e2e

thorough: env ## Run the properties of scoring and ranking on thousands of cases.
	$(PYTEST) --hypothesis-profile=thorough tests/core/scoring tests/core/rankings

browser:
	@.ci/browser

# Every check runs, whatever an earlier one says.
CHECKS := "ruff format --check" "ruff check" "mypy" "lint-imports --no-logo" \
	"djlint src/thidua/web/templates --lint --quiet" \
	"pytest --quiet --ignore=tests/house/test_wheel.py tests/house tests/web/test_styles.py tests/web/test_translations.py"

check: env ## Check format, style, types, layers, templates, and that what is generated is fresh.
	@status=0; for check in $(CHECKS); do echo "$$check"; $(BIN)/$$check || status=1; done; exit $$status

format: env ## Write the code in the one format.
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

lock: env ## Resolve the locked requirements anew.
	$(LOCK) -o requirements/run.txt
	$(LOCK) --group test -c requirements/run.txt -o requirements/test.txt
	$(LOCK) --group test --group bench -c requirements/test.txt -o requirements/bench.txt

bench: $(VENV)/.bench ## Measure the budgets, each beside what it is measured against.
	$(BIN)/python -m bench $(ARGS)

pictures: env browser ## Take the pictures of the docs anew.
	THIDUA_TEST_PICTURES=1 $(BIN)/pytest -m e2e tests/e2e/test_pictures.py

docs: env ## Write the generated pages of the docs anew.
	$(BIN)/python tests/reference.py

messages: env ## Gather what the pages say into the English catalogue.
	$(BIN)/python tests/messages.py

styles: env ## Write the one stylesheet that is shipped.
	$(BIN)/python -m thidua.web.styles

wheel: env ## Build the wheel into dist/.
	$(BIN)/python -m build --wheel --no-isolation

clean: ## Remove what the other targets made here.
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
