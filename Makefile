# Needs only make and Python 3.11 or newer. Every target sets up what it needs.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -q --disable-pip-version-check --no-input
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
NATIVE := $(VENV)/.built-native
OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The first interpreter that is new enough; `make PYTHON=/path/to/python3 …` names another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	"$$p" -c '$(OLD_ENOUGH)' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help install demo run test check bench bench-charter bench-judge bench-notices bench-members docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

install: $(NATIVE) $(DEV) ## .venv with the pinned dependencies (once; the others call it)
	@echo "$(VENV) is ready"

demo: $(NATIVE) ## the bot and a simulated QQ/WeChat to try it in the browser
	@$(PY) -m bot demo

run: $(NATIVE) ## the bot for real use, settings from .env
	@$(PY) -m bot run

test: $(DEV) ## every test; CI=true forbids skipping for want of a server or browser
	@$(PY) tools/run_tests.py

check: $(DEV) ## style, types, floors, templates, settings, house rules
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/pyright
	@$(VENV)/bin/lint-imports
	@$(PY) tools/check_house.py
	@$(PY) tools/check_templates.py
	@$(PY) tools/check_settings.py

bench: $(DEV) ## what a message costs, against other arrangements
	@$(PY) -m benchmarks

bench-judge: $(DEV) ## how right and how fast judging is; DATA=folder names labelled messages
	@$(PY) -m benchmarks.judging $(if $(DATA),--data "$(DATA)")

bench-charter: $(DEV) ## how rightly regulations are read; DATA=folder names labelled ones
	@$(PY) -m benchmarks.charter $(if $(DATA),--data "$(DATA)")

bench-notices: $(DEV) ## notices: a rush of answers, the status, a month of reminders, all judged; QUICK=1 does a tenth
	@$(PY) -m benchmarks.notices $(if $(QUICK),--quick)

bench-members: $(DEV) ## roster, applicants and weekly rounds, written to docs/members.md
	@$(PY) -m benchmarks.members

docs: $(DEV) ## the README's table of commands, from what code declares
	@$(PY) tools/write_commands.py

lock: ## requirements*.lock from requirements*.in (keeps the pins that are there)
	@$(PYTHON) tools/lock.py

clean: ## removes .venv and caches, never data/ or .env
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" || { echo "qungui needs Python 3.11 or newer (found: $$(python3 --version 2>&1 || echo none)); name one with: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@"$(PYTHON)" -c '$(OLD_ENOUGH)' || { echo "qungui needs Python 3.11 or newer, $(PYTHON) is $$("$(PYTHON)" --version 2>&1)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: on Debian or Ubuntu, apt-get install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)

$(RUNTIME): requirements.lock | $(PY)
	@echo "installing the pinned dependencies into $(VENV) …"
	@$(PIP) -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(NATIVE) | $(PY)
	@echo "installing what tests and checks need …"
	@$(PIP) -r requirements-dev.lock
	@touch $@

# Half of what judging costs, where there are a C compiler and Python's headers; without, everything works all the same.
$(NATIVE): $(wildcard plugins/antispam/domain/native/*.[ch]) tools/build_native.py $(RUNTIME)
	@$(PY) tools/build_native.py
	@touch $@
