# Needs python3 (3.11 or later), make and git; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SEED := seeds/china-central-asia-2025.txt
PYTEST := $(BIN)/python -m pytest
export PIP_DISABLE_PIP_VERSION_CHECK := 1
.DEFAULT_GOAL := help
.PHONY: help report test check golden docs data bench build clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: $(READY) ## check the seed: print the report, write HTML and JSON into reports/
	$(BIN)/crosscheck report $(SEED) -o reports/
	$(BIN)/crosscheck check $(SEED) --fail-level never

test: check ## everything CI runs: make check, then the test suite
	$(PYTEST)

check: $(READY) ## format, lint, types, import contracts, spelling of our own prose
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

golden: $(READY) ## rewrite expected files and the sample report; read the diff before committing
	$(BIN)/python tests/regenerate.py golden

docs: $(READY) ## rewrite the generated parts of README.md and rules/README.md
	$(BIN)/python tests/regenerate.py docs

data: $(READY) ## rebuild the spelling data from its sources
	$(BIN)/python rules/spelling/build.py

bench: $(READY) ## timings as ratios
	$(BIN)/python tests/bench/bench.py

build: $(READY) ## wheel and sdist into dist/, installed in a clean environment and run once
	rm -rf dist build
	$(BIN)/python -m build --outdir dist
	$(PYTHON) -m venv build/clean
	build/clean/bin/python -m pip install --quiet --constraint constraints.txt dist/*.whl
	cp $(SEED) build/article.txt
	cd build && clean/bin/crosscheck check article.txt --fail-level never

clean: ## remove the environment and everything generated but not committed
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	git clean -fdX --quiet -- src tests rules reports

# The package is installed editable: only a change of what it depends on installs it again.
$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@
