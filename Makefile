# Each chore is one command; the first of them makes .venv with what .ci/constraints.txt pins.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp

.PHONY: evaluate test check bench report mutants format clean

evaluate: $(STAMP)
	@$(BIN)/python -m egyv_engine evaluate

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m egyv_engine check --strict

bench: $(STAMP)
	@$(BIN)/python -m benchmarks.run

report: evaluate
	@cp out/report.md docs/egyv-report.md

mutants: $(STAMP)
	@$(BIN)/python -m tests.mutants.run

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) out

$(STAMP): pyproject.toml .ci/constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). egyv-engine needs Python 3.11 or newer;\nname it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "egyv-engine needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1).\nName another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt hatchling
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt --no-build-isolation -e '.[dev]'
	@touch $(STAMP)
