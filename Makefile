# make run, make up, make down, make test, make check, …: make help names them all
.DEFAULT_GOAL := help
.PHONY: help install java chromium run up down test bench check docs screenshots lock clean
SHELL := /bin/bash

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The folders that Python code outside the package stands in.
export PYTHONPATH := $(CURDIR)
# Airflow starts in a third of the time from compiled files.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo "make run [SEEDS=URL-or-file] [BATCH=YYYY-MM-DD] one batch, from seeds to a published release; without"
	@echo "                                                SEEDS of the sample site, a fictional web"
	@echo "make up, make down                              leave Airflow, S3, model server, sample site running; stop"
	@echo "make test                                       all tests, one end-to-end batch among them"
	@echo "make bench [NAME=crawl]                         figures beside their targets; names: infoseek bench --help"
	@echo "make check                                      lint, types, import layers, generated pages"
	@echo "make docs                                       write the generated pages in docs/reference"
	@echo "make screenshots                                photograph the running platform into docs/images"
	@echo "make lock                                       compile requirements.txt from requirements.in"
	@echo "make clean                                      remove the environment and caches; data stays"

install: $(READY)

$(READY): requirements.txt pyproject.toml
	@python="$$(docker/find-python.sh)" || exit 2; \
	 if [ ! -x $(BIN)/python ]; then "$$python" -m venv $(VENV); fi
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

java:
	@docker/ensure-java.sh

run: $(READY) java
	@$(BIN)/infoseek run $(if $(SEEDS),--seeds "$(SEEDS)") $(if $(BATCH),--batch "$(BATCH)")

up: $(READY) java
	@$(BIN)/infoseek up

down: $(READY)
	@$(BIN)/infoseek down

chromium:
	@docker/ensure-chromium.sh

test: $(READY) java chromium
	@$(BIN)/pytest

bench: $(READY) java
	@$(BIN)/infoseek bench $(NAME)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m infoseek.reference --check

docs: $(READY)
	@$(BIN)/python -m infoseek.reference

screenshots: $(READY) chromium
	@$(BIN)/python -m infoseek.ui.screenshots $(if $(ITEM),--item "$(ITEM)")

lock: $(READY)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	   requirements.in --output-file requirements.txt

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache spark-warehouse plugins/*.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
