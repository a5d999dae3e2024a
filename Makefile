# The same commands for people and for CI; `make help` lists them.
VENV ?= .venv
BIN := $(VENV)/bin
STORE ?= kommunegraf-data
PORT ?= 8700

CLIENT := kommunegraf/web/static/built/licences.txt

.PHONY: help setup client run test check bench samples lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1  \2/p' $(MAKEFILE_LIST)

setup: $(VENV)/.installed client ## an environment in .venv with the locked versions, and the scripts of the pages

$(VENV)/.installed: pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

client: ## the scripts of the pages, bundled; without Node the pages do without and say so
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(CLIENT); \
	else echo 'Node is missing: the pages come without editor and drawing (Debian: nodejs npm).' >&2; fi

$(CLIENT): client/package.json client/package-lock.json client/build.mjs $(wildcard client/src/*.js)
	cd client && npm ci --silent --no-audit --no-fund && npm run --silent build

run: setup ## build the graph from samples/, show a few answers, serve it on loopback
	$(BIN)/kommunegraf --store $(STORE) build samples
	$(BIN)/kommunegraf --store $(STORE) query allocations
	$(BIN)/kommunegraf --store $(STORE) query decisions
	$(BIN)/kommunegraf --store $(STORE) query what-a-municipality-got -p municipality=0851
	$(BIN)/kommunegraf --store $(STORE) serve --port $(PORT)

test: setup ## the tests, on all cores, each file on one of them
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: setup ## lint, format, types, terms and the OWL 2 DL profile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m kommunegraf.checking.coverage
	$(BIN)/python -m kommunegraf.terminology.lint
	$(BIN)/python -m pytest -q tests/profile

bench: setup ## reading and checking beside their peers, each in one run
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/validation.py
	$(BIN)/python benchmarks/serving.py

samples: setup ## the sample PDFs again, from their texts
	$(BIN)/python samples/typeset.py

lock: ## constraints.txt again, from a fresh environment with the newest versions
	rm -rf .lock && python3 -m venv .lock
	.lock/bin/pip install --quiet --disable-pip-version-check --upgrade '.[dev]'
	.lock/bin/pip freeze --exclude kommunegraf > constraints.txt
	rm -rf .lock

clean: ## everything that the other targets made
	rm -rf $(VENV) $(STORE) client/node_modules kommunegraf/web/static/built .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
