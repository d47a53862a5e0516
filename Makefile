# Everything here needs only Python 3.11 with venv and pip, and make; the tests need Chromium, too. `make help` lists the targets.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup debate serve test lint types layers unit bench soak format clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/make \1\t\2/p' Makefile | expand -t 14

setup: .venv/.dev ## make the environment in .venv with what the tests and tools need

debate: .venv/.core ## run a debate on the briefs, without a key
	$(BIN)/argentum debate "Should cities ban private cars from their centres?" --docs briefs/ --agents 4 --segments 24 --seed 65

serve: .venv/.server ## serve live rooms with a simulated meeting to look at, in the browser
	$(BIN)/argentum serve --demo --pace 4

test: lint types layers unit ## format, lint, types, layers and tests

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

layers: .venv/.dev
	$(BIN)/lint-imports --no-logo

unit: .venv/.dev
	$(BIN)/pytest -q

bench: .venv/.dev ## measure speed and the economy study; prints tables
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_ayni.py
	$(BIN)/python scripts/bench_server.py

soak: .venv/.dev ## run the full grid of seeds, agents, presets and faults (long)
	$(BIN)/python scripts/soak.py
	$(BIN)/python scripts/soak_ledger.py
	$(BIN)/python scripts/soak_recordings.py

format: .venv/.dev ## format the code and repair what the linter can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove the environment and every cache
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# Three stamps: a first debate installs the core only, a server and the tests add the rest to the same environment.
# All are older than the pins, so a change of a pin installs again.

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.core: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

.venv/.server: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[server]"
	@touch .venv/.core $@

.venv/.dev: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	@touch .venv/.core .venv/.server $@
