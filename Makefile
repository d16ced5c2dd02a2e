# What there is to do with Rollcall. `make` alone says it in short.

PYTHON ?= python3
PORT ?= 8000
SITES ?= 1000
CHILDREN ?= 2
UPGRADE ?=
VENV := .venv
PY := $(VENV)/bin/python

COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-config --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test chaos lint coverage mutate format lock bench screenshots clean

help: ## what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

demo: $(VENV)/.runtime ## the whole product on this computer, with an invented district
	@exec env PORT=$(PORT) $(PY) manage.py demo

demo-reset: $(VENV)/.runtime ## the same, from the beginning
	@exec env PORT=$(PORT) $(PY) manage.py demo --reset

test: $(VENV)/.dev ## lint, the suite on SQLite and PostgreSQL, browser journeys
	@$(PY) -m tests.run

chaos: $(VENV)/.dev ## kill, freeze and wipe everything around Rollcall: is anything lost? (needs PostgreSQL, Redis, libfaketime)
	@$(PY) -m tests.chaos

lint: $(VENV)/.dev ## ruff, mypy, import-linter, djlint
	@$(PY) -m tests.run lint

coverage: $(VENV)/.dev ## every branch of what reads and routes a policy, by the tests of policies alone
	@$(PY) -m coverage run -m pytest -q -n0 tests/policies
	@$(PY) -m coverage report

mutate: $(VENV)/.dev ## break reading, conditions, routes and forms of a policy in every small way: do tests notice? (needs mutmut)
	@$(PY) -c "import mutmut" 2>/dev/null || { echo "make mutate needs mutmut:  $(PY) -m pip install mutmut==3.8.1"; exit 1; }
	@rm -rf mutants
	@$(PY) -m mutmut run --max-children $(CHILDREN)
	@$(PY) -m mutmut results
	@$(PY) -m mutmut export-cicd-stats >/dev/null
	@$(PY) -c "import json; said = json.load(open('mutants/mutmut-cicd-stats.json')); noticed = said['killed'] + said['timeout']; \
		print(f'{noticed} of {said[\"total\"]} changes noticed'); raise SystemExit(noticed < 0.95 * said['total'])"

format: $(VENV)/.dev ## put the code in order
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

lock: ## pin what pyproject.toml asks for; what is pinned stays, UPGRADE=--upgrade takes the newest (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv:  pip install uv"; exit 1; }
	@$(COMPILE) -o requirements/runtime.txt
	@$(COMPILE) --extra dev -o requirements/dev.txt

bench: $(VENV)/.dev ## measure, with SITES=1000, 100000 or 1000000 (needs PostgreSQL)
	@$(PY) manage.py bench --sites $(SITES)

screenshots: $(VENV)/.dev ## take the pictures of README and docs anew
	@ROLLCALL_SCREENSHOTS=1 $(PY) -m tests.run browser

clean: ## remove what was made, but the demo's data
	@rm -rf $(VENV) static-collected .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage mutants
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment with everything pinned by hash. Debian's python3 comes without venv, and a `python3 -m venv` that failed
# leaves half an environment behind: ask first, and remove what cannot install.
$(VENV)/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Rollcall needs Python 3.11 or newer; \`$(PYTHON)\` is $$($(PYTHON) --version 2>/dev/null || echo not there)."; \
		echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or name another:  make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "\`$(PYTHON)\` comes without its venv module."; \
		echo "Install it (Debian, Ubuntu: apt-get install python3-venv) and try again."; exit 1; }
	@$(PY) -c 'import pip, sys; sys.exit(sys.prefix == sys.base_prefix)' 2>/dev/null || { rm -rf $(VENV); echo "Making $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@touch $@

$(VENV)/.runtime: requirements/runtime.txt | $(VENV)/.pip
	@echo "Installing what Rollcall needs ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/.pip
	@echo "Installing what its tests need ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $(VENV)/.runtime $@
