# 牵线 Qianxian. `make help` lists what can be made; the environment is in .venv and made from requirements/*.txt.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
# dash-cytoscape comes as source only: requirements/build.txt holds what builds it, and nothing is fetched beside the lock.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --no-build-isolation \
	--only-binary :all: --no-binary dash-cytoscape
PARALLEL := -n auto --dist loadfile
ARGS ?=

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/run.stamp ## the explorer on the bundled data: installs, loads, opens (ARGS="--national --port 8050 …")
	@$(BIN)/qianxian demo $(ARGS)

.PHONY: test
test: prerequisites lint ## everything: style, types, layers, every test on both engines, in a browser
	@$(BIN)/python -m pytest $(PARALLEL) -m "not soak" $(ARGS)

.PHONY: check
check: lint ## quick: style, types, layers, and the tests that need no browser and no Neo4j
	@$(BIN)/python -m pytest $(PARALLEL) -m "not soak and not browser" -k "not neo4j and not packaging" $(ARGS)

.PHONY: soak
soak: prerequisites $(VENV)/test.stamp ## the long versions: fuzzing, kill -9 series, million-size figures
	@$(BIN)/python -m pytest -m soak --timeout 0 $(ARGS)

.PHONY: lint
lint: $(VENV)/test.stamp ## style (ruff), types (mypy strict), layers (import-linter)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: format
format: $(VENV)/test.stamp ## put the code into the project's format
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

.PHONY: prerequisites
prerequisites: ## by apt, where missing and allowed: Chromium, a Chinese font, Java, Maven, PostgreSQL
	@sh scripts/prerequisites.sh

.PHONY: bench
bench: prerequisites $(VENV)/test.stamp ## measure search, a hub and loads on both engines (ARGS="load --people 100000 …")
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: docs
docs: $(VENV)/test.stamp ## write the reference pages anew, from the schema and the commands
	@$(BIN)/python -m graph.reference
	@$(BIN)/python -m loaders.reference
	@$(BIN)/python -m cypher.reference
	@$(BIN)/python -m explorer.reference

.PHONY: screenshots
screenshots: prerequisites $(VENV)/test.stamp ## take the pictures of the documents anew, on the bundled data
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: neo4j
neo4j: prerequisites $(VENV)/test.stamp ## a Neo4j 5 for development, on an empty store, until Ctrl-C
	@$(BIN)/python -m scripts.neo4j

.PHONY: bundle
bundle: $(VENV)/run.stamp ## an archive that installs without a network (dist/)
	@sh scripts/bundle.sh $(BIN)/python

.PHONY: lock
lock: ## resolve requirements/*.txt anew (ARGS=--upgrade for newer versions)
	@sh scripts/lock.sh $(ARGS)

.PHONY: clean
clean: ## remove the environment and what was built; workspaces and data stay
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/locked.stamp: requirements/build.txt requirements/run.txt
	@python=$$(sh scripts/python.sh) && echo "建立运行环境 / making the environment: $(VENV) ($$python)" && "$$python" -m venv $(VENV)
	@$(PIP) -r requirements/build.txt
	@echo "安装依赖 / installing what it needs …" && $(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/run.stamp: $(VENV)/locked.stamp pyproject.toml
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@echo "编译路径查找 / compiling the search for routes …" && $(BIN)/python -m graph.introductions.network
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "安装测试工具 / installing what the tests use …" && $(PIP) -r requirements/test.txt
	@touch $@
