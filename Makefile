# Everything that a person does with a checkout. Each target sets up what it needs; `make help` lists them.
SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
TRAIN_VENV ?= .venv-train
LABEL_STUDIO_VENV ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/policynlp/label-studio
export LABEL_STUDIO_VENV
SOURCES ?=
PYTEST_ARGS ?=
WORKERS ?= 2
SECONDS ?= 300

.PHONY: help run test test-all coverage reference test-train label-studio train-encoder check lint types imports docs audit sbom fuzz golden floors bench train vendor lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv was not found. Debian: apt-get install python3 python3-venv; macOS: brew install python@3.12. Or name one: make PYTHON=/path/to/python"; exit 2; }
	@echo "Setting up $(VENV) with $(PYTHON) (once, about two minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24.2'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

run: $(READY) ## tag corpus/samples, or SOURCES="file folder URL ...", and print what came out
	@$(BIN)/policynlp run $(SOURCES)

# A file's tests stay in one process, so that what they share is made once; tests/conftest.py says which files go first. Processes of
# tests share the cores: threads of linear algebra would wait for each other, spinning.
test test-all coverage: export OMP_NUM_THREADS ?= 1
test test-all coverage: export OPENBLAS_NUM_THREADS ?= 1
test: $(READY) ## all tests but the slow ones, in WORKERS processes (2)
	$(BIN)/python -m pytest -m "not slow" -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

test-all: $(READY) $(LABEL_STUDIO_VENV)/.ready ## all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

coverage: $(READY) ## all tests but the slow ones, and which lines they run
	$(BIN)/python -m pytest -m "not slow" --cov --cov-report=term $(PYTEST_ARGS)

check: lint types imports ## lint, types and the dependency rule

lint: $(READY) ## ruff: style, docstrings, security
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

imports: $(READY) ## import-linter: who may import whom
	$(BIN)/lint-imports

audit: $(READY) ## known vulnerabilities of what constraints.txt names; exit code 75 where they cannot be asked for
	$(BIN)/python scripts/audit.py

sbom: $(READY) ## the parts list of the release: CycloneDX JSON in dist/
	$(BIN)/python scripts/sbom.py dist/policynlp.cdx.json

fuzz: $(READY) ## fuzz readers, parsers and imports for SECONDS (300) in all, with atheris where it is installed
	$(BIN)/python tests/fuzz/fuzz_run.py --seconds $(SECONDS)

docs: $(READY) ## execute every command and example of the documentation
	$(BIN)/python -m pytest -m docs --no-cov $(PYTEST_ARGS)

REFERENCE := policynlp policynlp.steps policynlp.document policynlp.tags policynlp.settings policynlp.taxonomy policynlp.errors \
	policynlp.corpus.reading policynlp.corpus.results policynlp.corpus.answers policynlp.corpus.views policynlp.tag.pipeline \
	policynlp.tag.factories policynlp.evaluate

reference: $(READY) ## the API reference as HTML, in build/reference
	$(BIN)/python -m pdoc --docformat google --no-show-source -o build/reference $(REFERENCE)

golden: $(READY) ## write the golden files and the output of the notebooks anew (read the difference before you commit it)
	$(BIN)/python -m pytest tests/golden tests/test_notebooks.py --no-cov --update-golden -q

floors: $(READY) ## raise the floors of figures to what is measured; LOWER="why" lowers what fell, GOLD="why" takes other gold
	$(BIN)/python -m pytest -m floors --no-cov -q --update-floors $(if $(LOWER),--lower-floors "$(LOWER)") $(if $(GOLD),--gold-changed "$(GOLD)")

bench: $(READY) ## words per second beside spaCy alone, in one run
	$(BIN)/python benchmarks/throughput.py

# It sees the packages of $(VENV) and adds torch to them: a quarter of the time and the space of one with all of them.
$(TRAIN_VENV)/.ready: $(READY)
	@echo "Setting up $(TRAIN_VENV) with torch (once, a minute)"
	@test -x $(TRAIN_VENV)/bin/python || $(BIN)/python -m venv --without-pip $(TRAIN_VENV)
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > \
	"$$($(TRAIN_VENV)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/base.pth"
	@$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	@touch $(TRAIN_VENV)/.ready

test-train: $(TRAIN_VENV)/.ready ## tests of training the encoder, in an environment of their own with torch
	$(TRAIN_VENV)/bin/python -m pytest tests/train -m "torch and not slow" --no-cov $(PYTEST_ARGS)

$(LABEL_STUDIO_VENV)/.ready:
	@echo "Setting up Label Studio in $(LABEL_STUDIO_VENV) (once, about three minutes)"
	@test -x $(LABEL_STUDIO_VENV)/bin/python || $(PYTHON) -m venv $(LABEL_STUDIO_VENV)
	@$(LABEL_STUDIO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'label-studio>=1.23,<1.24'
	@folder=$$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) && cd "$$folder" && HOME="$$folder" COLLECT_ANALYTICS=false SENTRY_DSN= \
	FRONTEND_SENTRY_DSN= LATEST_VERSION_CHECK=false LABEL_STUDIO_BASE_DATA_DIR="$$folder" \
	$(LABEL_STUDIO_VENV)/bin/label-studio init --data-dir "$$folder" >/dev/null 2>&1 && \
	cp label_studio.sqlite3 $(LABEL_STUDIO_VENV)/empty.sqlite3; rm -rf "$$folder"
	@touch $(LABEL_STUDIO_VENV)/.ready

label-studio: $(LABEL_STUDIO_VENV)/.ready ## a Label Studio server in an environment of its own, for the tests that need one

train-encoder: $(TRAIN_VENV)/.ready ## train the encoder anew (torch, hours): make train-encoder DATA=folder
	@test -n "$(DATA)" || { echo 'Name the folder of the public sets: make train-encoder DATA=../data'; exit 2; }
	$(TRAIN_VENV)/bin/policynlp train encoder --data "$(DATA)"

train: ## train the themes anew on the encoder's vectors: make train DATA=folder (no torch)
	@test -n "$(DATA)" || { echo 'Name the folder of the public sets: make train DATA=../data'; exit 2; }
	@$(MAKE) --no-print-directory $(READY)
	$(BIN)/policynlp train themes --data "$(DATA)" --out models/themes

vendor: ## take the scripts of the web pages from npm anew, and say versions and hashes
	$(PYTHON) scripts/vendor_web.py

lock: $(READY) ## write constraints.txt from what is installed
	@{ echo "# Versions that this release was tested with; made by \`make lock\`. torch is left out: any of the range will do."; \
	$(BIN)/python -m pip freeze --exclude-editable | grep -viE '^(torch|nvidia|triton|policynlp)'; } > constraints.txt

clean: ## remove the environment, caches and the tagged corpus of this folder
	rm -rf $(VENV) tagged-corpus .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
