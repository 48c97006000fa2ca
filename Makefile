# `make help` lists the commands. The first one that runs makes .venv from .ci/core.lock; commands that need the
# development tools install .ci/dev.lock into it. Both locks hold exact versions with hashes, and only wheels are
# installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
CORE_LOCK := .ci/core.lock
DEV_LOCK := .ci/dev.lock

# uv is used if it is installed, otherwise pip. The project itself is built by hatchling, which is in the lock, without
# isolation, so that nothing is installed that the lock does not name.
UV := $(shell command -v uv 2>/dev/null)
export UV_SYSTEM_CERTS ?= 1
PIP := $(if $(UV),$(UV) pip --no-config,$(BIN)/python -m pip --disable-pip-version-check)
INTO := $(if $(UV),--python $(BIN)/python --no-sources,)
LOCKED := $(PIP) install --quiet $(INTO) --require-hashes --only-binary :all: -r
PROJECT := $(PIP) install --quiet $(INTO) --no-deps --no-index --no-build-isolation -e .

.DEFAULT_GOAL := evaluate
.PHONY: help evaluate test quick most lowest lowest-tools check bench report mutants faults fuzz format lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

evaluate: $(CORE) ## evaluate the EGYV programme into out/ (needs the core packages only)
	@$(BIN)/python -m egyv_engine evaluate

test: $(DEV) ## run every test
	@$(BIN)/python -m pytest -n auto --dist loadgroup

# The tests of the stages by themselves, and those that read the code. The others run whole programmes or commands.
QUICK := $(addprefix tests/,model rules link checks compiler diagnostics evaluation selection supplements files pipeline \
	test_hand_cases.py test_imports.py test_names.py test_plain_english.py test_project.py)

quick: $(DEV) ## run ruff and the tests of the stages, in less than a minute
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not slow' $(QUICK)

most: $(DEV) ## run every test that is not marked slow
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not slow' $(TESTS)

# The tests of what a library does for this project: reading YAML and data, counting, and writing files. Those of words,
# of commands and of the code itself come out alike with every version.
OF_LIBRARIES := $(addprefix tests/,rules data evaluation selection files publish test_hand_cases.py)

LOWEST := VENV=.venv-lowest CORE_LOCK=.ci/lowest.lock DEV_LOCK=.ci/lowest.lock

# With one thread of Polars, where `make test` has as many as there are cores.
lowest: ## run the tests of what libraries do, with the lowest versions that pyproject.toml declares
	@POLARS_MAX_THREADS=1 $(MAKE) --no-print-directory most $(LOWEST) TESTS="$(OF_LIBRARIES)"

lowest-tools: # make the environment of `make lowest`
	@$(MAKE) --no-print-directory .venv-lowest/.dev $(LOWEST)

check: $(DEV) ## run ruff, mypy and `egyv-engine check --strict`
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m egyv_engine check --strict

bench: $(CORE) ## measure the speed on generated surveys of many shapes (ROWS=50000 for other sizes, FULL=1 for all)
	@$(BIN)/python -m benchmarks.run $(if $(FULL),--full,) $(if $(ROWS),--rows $(ROWS),)

report: evaluate ## write the report in docs/ again, and take the pictures of the README
	@cp out/report.md docs/egyv-report.md
	@rm -rf docs/charts && cp -r out/charts docs/charts
	@if command -v chromium >/dev/null && test -d tests/browser/node_modules; then \
		node tests/browser/pictures.mjs "$$(command -v chromium)" out/report.html docs/pictures; \
	else echo "docs/pictures stays as it is: that needs what the tests in tests/browser need"; fi

mutants: $(DEV) ## try every one-word edit of the shipped YAML, and show how it is found
	@$(BIN)/python -m tests.mutants.run

faults: $(DEV) ## inject faults into every file of the programmes, and show by kind how they are found
	@$(BIN)/python -m tests.injector

CASES := 10000
fuzz: $(DEV) ## evaluate programmes with damaged bytes, as many as CASES says
	@$(BIN)/python -m tests.fuzzing.run --cases $(CASES)

format: $(DEV) ## apply ruff's fixes and its format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: ## write .ci/*.lock again from pyproject.toml (needs uv; UPGRADE=1 takes the newest versions)
	@.ci/lock $(if $(UPGRADE),--upgrade,)

clean: ## remove .venv and out/
	rm -rf .venv .venv-* out

$(CORE): pyproject.toml $(CORE_LOCK)
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). egyv-engine needs Python 3.11 or newer;\nname it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "egyv-engine needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1).\nName another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@$(LOCKED) $(CORE_LOCK)
	@$(PROJECT)
	@touch $(CORE)

$(DEV): $(CORE) $(DEV_LOCK)
	@echo "adding the development tools to $(VENV)"
	@$(LOCKED) $(DEV_LOCK)
	@touch $(DEV)
