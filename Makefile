# Two commands: `make run` and `make test`. The environment is .venv, made on first use.
PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
# Whole files side by side, one process a core: each has databases, ports and browsers of its own. In the order of
# their names, so that the long ones, browsers above all, do not come last with the other cores idle.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: run test test-fast test-slow check format bench packages clean

run: .venv/.runtime
	@$(BIN)/python -m flask --app wsgi serve --with-sample

.venv/.runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Perlu Python 3.11 atau lebih baru." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
	@touch $@

.venv/.tools: requirements.txt requirements-dev.txt .venv/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements-dev.txt
	@touch $@

packages:
	@sh tests/packages.sh

test: .venv/.tools packages
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not slow"

test-fast: .venv/.tools
	@$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "not slow and not browser and not mariadb and not office"

test-slow: .venv/.tools packages
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m slow

check: .venv/.tools
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet

format: .venv/.tools
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/.tools
	@$(BIN)/python -m bench.run

clean:
	rm -rf .venv var
