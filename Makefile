# nadhir: every target sets up .venv by itself from the hash-pinned requirement files; a second call is quick.
#
#   make run      the service (the web chat on http://127.0.0.1:8080 with nothing configured)
#   make test     the tests
#   make check    lint, format, types, floors
#   make bench    speed, beside named peers in one run
#   make install  only the set-up
#   make lock     new requirement files from pyproject.toml (wants uv)

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
LOCKED := --no-deps --require-hashes

.PHONY: run test check bench install lock clean

run: .venv/.installed
	exec $(BIN)/nadhir run

test: .venv/.developed
	$(BIN)/python -m pytest

check: .venv/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.developed
	$(BIN)/nadhir bench
	$(BIN)/python bench/peers.py

install: .venv/.installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'nadhir wants Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	$(PYTHON) -m venv .venv

# The package itself is installed in place, so that a changed file needs no new set-up.
.venv/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install $(LOCKED) -r requirements.txt
	$(PIP) install --no-deps -e .
	@touch $@

.venv/.developed: requirements-dev.txt .venv/.installed
	$(PIP) install $(LOCKED) -r requirements-dev.txt
	@touch $@

# uv.lock names the index it was made from: it stays out of the repository, the exported files name none.
EXPORT := uv export --frozen --no-emit-project --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q
lock:
	uv lock
	$(EXPORT) --no-default-groups -o requirements.txt
	$(EXPORT) --only-group dev --only-group bench -o requirements-dev.txt

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
