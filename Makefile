# Everything that a person or CI does here. A fresh Debian with Python 3.11 and make is enough.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# the articles that `make demo` reads, and where the result goes
SAMPLES := kg/samples
OUT     := build
# training has libraries of its own; TRAINING holds options, as in `make train TRAINING='--limit 20'`
TRAIN    := .venv-train
TRAINING ?=
# options of `make audit`
AUDIT    ?=

.DEFAULT_GOAL := help
.PHONY: help demo install dev browser servers page test quick lint format types train floors gold audit dist check-wheel clean distclean

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: install  ## Install, build the graph from the sample articles, check it and ask it a question
	$(BIN)/kg build $(SAMPLES) --meta $(SAMPLES)/meta.csv --output $(OUT)
	$(BIN)/kg validate --graph $(OUT)
	$(BIN)/kg query contradictions-within-a-state --graph $(OUT) --format table

install: $(VENV)/.installed  ## Make .venv with geostance in it

dev: $(VENV)/.dev  ## Add what tests and checks need to .venv

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "geostance needs Python 3.11 or later: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# what tests run with is what is locked; what only tests and checks need is not
$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# The page is tested in a real browser. It is a system package, so only root can add it here.
browser:  ## Install Chromium for the tests of the page, if it is missing and we may
	@if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    chromium chromium-driver >/dev/null; \
	else echo "no Chromium, so the tests of the page are skipped: apt-get install chromium chromium-driver" >&2; fi

# `--store` is tested with Virtuoso, which Debian packages; Oxigraph's server comes from PyPI with the tests.
servers:  ## Install Virtuoso for the tests of --store, if it is missing and we may
	@if command -v virtuoso-t >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    virtuoso-opensource-7 >/dev/null; \
	else echo "no Virtuoso, so its tests are skipped: apt-get install virtuoso-opensource-7" >&2; fi

# What the page's script is checked with comes from npm; users of the page need none of it.
node_modules/.installed: package.json package-lock.json
	npm ci --silent
	@touch $@

page:  ## Lint the page's script and run its unit tests (Node 20 or later)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.installed && npm run --silent lint && npm test --silent; \
	elif [ "$(CI)" = true ]; then echo "Node 20 or later and npm are needed to check the page's script" >&2; exit 1; \
	else echo "no npm, so the page's script is not checked: install Node 20 or later" >&2; fi

test: dev browser servers  ## Run all tests
	$(BIN)/python -m pytest

quick: dev  ## Run the tests that need neither the language model nor a browser
	$(BIN)/python -m pytest -m 'not model and not browser'

lint: dev  ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: dev  ## Put code into the common format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

audit: dev  ## Check that what is installed is what is locked; AUDIT='--database all.zip' checks known vulnerabilities
	$(BIN)/python tools/audit.py $(AUDIT)

types: dev  ## Check types
	$(BIN)/mypy

train: $(TRAIN)/.installed $(if $(findstring --taught,$(TRAINING)),$(TRAIN)/.teacher)  ## Train the readers anew from ../shared/bench/data into build/training/models
	HF_HUB_OFFLINE=1 OMP_NUM_THREADS=2 $(TRAIN)/bin/python -m training $(TRAINING)

$(TRAIN)/.installed: training/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt --editable .
	@touch $@

$(TRAIN)/.teacher: training/requirements-teacher.txt | $(TRAIN)/.installed
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements-teacher.txt
	@touch $@

floors: dev  ## Score the readings of the corpora in ../shared against the floors of tests/baseline.json
	$(BIN)/python tools/measures.py --check

gold: dev  ## Score what several articles together say against the floors of tests/gold/floors.json
	$(BIN)/python tools/gold_corpus.py --check
	$(BIN)/python tools/read_links.py --check

dist: dev  ## Make the wheel and the source package in dist/
	rm -rf dist
	$(BIN)/python -m build --outdir dist >/dev/null

check-wheel: dist  ## Install the wheel in an environment of its own, away from the tree, and use it there
	.ci/check-wheel dist/*.whl

clean:  ## Remove what was built
	rm -rf $(OUT) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## Remove .venv, .venv-train and node_modules too
	rm -rf $(VENV) $(TRAIN) node_modules
