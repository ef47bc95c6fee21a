# Needs python3 (3.11 or later), make and git; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SEED := seeds/china-central-asia-2025.txt
PYTEST := $(BIN)/python -m pytest -n 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
.DEFAULT_GOAL := help
.PHONY: help report test check golden docs data bench fuzz sarif build clean

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

docs: $(READY) ## rewrite the generated parts of README.md and rules/README.md, take a picture of the sample
	$(BIN)/python tests/regenerate.py docs

data: $(READY) ## rebuild the word data (needs Debian's packages scowl and wordnet-base)
	$(BIN)/python rules/spelling/build.py
	$(BIN)/python rules/words/build.py

bench: $(READY) ## timings as ratios; how long an editor waits
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/editor.py

fuzz: $(READY) ## ten minutes of damaged and made-up inputs, on one core; what fails is kept under tests/fuzzed
	nice $(BIN)/python tests/fuzz.py 600 $$(date +%s)

sarif: $(READY) ## SARIF against the schema of the standard, which is not ours to copy (needs npm)
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	npm install --silent --ignore-scripts --prefix "$$folder" @microsoft/sarif-multitool-linux@5.7.0 && \
	CROSSCHECK_SARIF_SCHEMA="$$folder/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json" \
	$(BIN)/python -m pytest -n 0 tests/test_formats.py

build: $(READY) ## wheel and sdist into dist/; the wheel must find the same in an environment of its own
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder/venv" && \
	"$$folder/venv/bin/python" -m pip install --quiet --constraint constraints.txt dist/*.whl && \
	cp $(SEED) "$$folder/article.txt" && here=$$PWD && cd "$$folder" && \
	venv/bin/crosscheck check article.txt --format json --fail-level never > wheel.json && \
	"$$here/$(BIN)/crosscheck" check article.txt --format json --fail-level never | cmp - wheel.json && \
	venv/bin/crosscheck check article.txt --format concise --fail-level never

clean: ## remove the environment and everything generated but not committed
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	git clean -fdX --quiet -- src tests rules reports

# The package is installed editable: only a change of what it depends on installs it again.
$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@
