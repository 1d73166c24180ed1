# `make` lists the targets. Everything is installed into .venv, from requirements.lock, without root.

PYTHON ?= python3
RUN := .venv/bin/python
# JupyterLab asks nobody outside for news and newer versions, and no reader whether it may.
NO_NEWS := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

.DEFAULT_GOAL := help
.PHONY: help report preview site test lab bench calibrate mutants lock clean
.DELETE_ON_ERROR:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

report: .venv/ready ## Rebuild what is stale of reports/, in both languages
	@$(RUN) -m chipbrief build

preview: .venv/ready ## Show the brief in the browser, made again with every change
	@$(RUN) -m chipbrief preview --open

site: .venv/ready ## Write reports, tables and documentation as a site into site/
	@$(RUN) -m chipbrief build
	@$(RUN) -m chipbrief site

test: .venv/ready ## Run every test, lint and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest

lab: .venv/ready ## Open the notebooks in JupyterLab
	$(RUN) -m jupyterlab --notebook-dir=. $(NO_NEWS) notebooks/01-ingest.ipynb

bench: .venv/ready ## Measure the build, the extraction, the corpus, reviewing and the simulation
	$(RUN) benchmarks/build.py
	$(RUN) benchmarks/extraction.py
	$(RUN) benchmarks/corpus.py
	$(RUN) benchmarks/review.py
	$(RUN) benchmarks/simulation.py

calibrate: .venv/ready ## Fit the confidence of readings to the annotated texts
	$(RUN) benchmarks/calibrate.py
	$(RUN) benchmarks/calibrate_relations.py

mutants: .venv/ready ## How many small mistakes the tests notice (a sample of 200, some hours)
	$(RUN) benchmarks/mutants.py --count 200 --seed 1

lock: ## Renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade \
		--fork-strategy fewest --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock

clean: ## Remove what can be made again; reports/ stay
	rm -rf .venv site data/derived .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache

# A virtual environment knows its own place: one in a folder that was moved is made again.
ifneq ($(shell cat .venv/place 2>/dev/null),$(CURDIR))
.PHONY: .venv/ready
endif

.venv/ready: requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "make: no $(PYTHON) here; install Python 3.11 or newer, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: $$("$(PYTHON)" --version) is too old, Python 3.11 or newer is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: this Python cannot make a virtual environment; on Debian and Ubuntu: apt install $$("$(PYTHON)" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') (or python3-venv)" >&2; exit 1; }
	@echo "Installing the libraries into .venv, once (a minute or two) ..."
	@rm -f .venv/place
	@"$(PYTHON)" -m venv --clear .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@printf '%s\n' "$(CURDIR)" > .venv/place
	@touch $@
