# Every command of the project; `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
LOCAL := DJANGO_SETTINGS_MODULE=lms.settings.local PORT=$(PORT)
TESTING := DJANGO_SETTINGS_MODULE=lms.settings.test
SHIPPED := lms home dashboard certificates quizzes courses accounts messaging regions core
RULES := courses/progress.py quizzes/grading.py certificates/eligibility.py certificates/numbering.py courses/calculators.py courses/canvas.py

export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run reset test test-fast test-postgres nightly bench cover lint format \
	types layers migrations messages docs check backup restore content content-export \
	requirements

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

$(VENV)/.runtime: requirements.txt
	$(PYTHON) -m lms.system runtime
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes --no-deps -r requirements.txt
	touch $@

$(VENV)/.tools: $(VENV)/.runtime requirements-dev.txt
	$(PY) -m pip install --quiet --require-hashes --no-deps -r requirements-dev.txt
	touch $@

run: $(VENV)/.runtime  ## the whole site at http://localhost:8000 (PORT=, LMS_VAR= choose)
	@exec env $(LOCAL) $(PY) manage.py serve

reset: $(VENV)/.runtime  ## throw the data of `make run` away
	@$(LOCAL) $(MANAGE) reset

test: $(VENV)/.tools  ## every test, on SQLite, in parallel, browser included
	-@$(PY) -m lms.system browser
	$(PY) -m pytest -n auto

test-fast: $(VENV)/.tools  ## rules and house tests only
	$(PY) -m pytest -q -m "unit or house"

test-postgres: $(VENV)/.tools  ## the tests marked `database` on PostgreSQL
	$(PY) -m tests.postgres $(PY) -m pytest -n auto -m database

nightly: $(VENV)/.tools  ## both databases whole, every language and scheme, storms, mutants
	-@$(PY) -m lms.system browser
	LMS_FULL_MATRIX=1 $(PY) -m pytest -n auto
	LMS_FULL_MATRIX=1 $(PY) -m tests.postgres $(PY) -m pytest -n auto -m "not house"
	$(VENV)/bin/mutmut run

bench: $(VENV)/.tools  ## requests per second, page weights, certificate time
	$(PY) -m benchmarks

cover: $(VENV)/.tools  ## which lines the tests reach
	$(PY) -m pytest -n auto --cov --cov-report=term:skip-covered --cov-report=html

lint: $(VENV)/.tools  ## ruff, template style and template errors
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	find templates -name '*.html' | xargs $(VENV)/bin/djade --target-version 5.2 --check
	find templates -name '*.html' | xargs $(VENV)/bin/djhtml --tabwidth 2 --check
	$(VENV)/bin/djlint --lint --quiet templates

format: $(VENV)/.tools  ## write Python and templates in the one style
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	-find templates -name '*.html' | xargs $(VENV)/bin/djade --target-version 5.2
	-find templates -name '*.html' | xargs $(VENV)/bin/djhtml --tabwidth 2

types: $(VENV)/.tools  ## mypy, strict, on the rules
	$(VENV)/bin/mypy $(RULES)

layers: $(VENV)/.tools  ## who may import whom
	$(VENV)/bin/lint-imports

migrations: $(VENV)/.tools  ## is a migration missing?
	$(TESTING) $(MANAGE) makemigrations --check --dry-run

messages: $(VENV)/.tools  ## collect the texts to translate into locale/
	$(PY) -m lms.system messages
	$(TESTING) $(MANAGE) collect_messages

docs: $(VENV)/.tools  ## are documents, commands and settings in step?
	$(PY) -m pytest -q -m house tests/house/test_docs.py

check: lint types layers migrations  ## everything that needs no running site
	$(TESTING) $(MANAGE) check
	$(TESTING) $(MANAGE) compile_catalogues
	-@$(PY) -m lms.system messages
	$(PY) -m pytest -q -m house -p no:randomly

backup: $(VENV)/.runtime  ## one file with database and files, into LMS_VAR/backups
	@$(LOCAL) $(MANAGE) backup

restore: $(VENV)/.runtime  ## put a backup back: make restore FILE=…
	@$(LOCAL) $(MANAGE) restore $(FILE)

content: $(VENV)/.runtime  ## load the content files
	@$(LOCAL) $(MANAGE) load_content

content-export: $(VENV)/.runtime  ## write the site's texts back into content/
	@$(LOCAL) $(MANAGE) export_content

requirements: $(VENV)/.tools  ## pin and hash requirements*.txt anew
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	sed -i '1i -r requirements.txt\n' requirements-dev.txt
