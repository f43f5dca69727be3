# newsgrid: `make demo` to see it, `make test` to prove it. `make help` lists the rest.

.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STORY := seeds/000_c245132f38cc56cf.txt
DEMO := build/demo
SOURCES := slots layout templates tests $(wildcard benchmarks)
READY := $(VENV)/.ready-to-run
READY_TO_TEST := $(VENV)/.ready-to-test
# rectpack, of the benches, is published as source alone.
# Without build isolation: the build back end comes from the lock like everything else.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
EDITABLE := $(PIP) install --no-deps --no-build-isolation --editable .
# Of make fuzz; PATIENCE times 10 s is what a case may take, for machines that are busy.
CASES := 100000
RUNS := 1000
SEED := 1
PATIENCE := 1
COMPILE := $(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes \
	--python-version 3.11 --extra build pyproject.toml
# Two workers: a file's tests stay together, so that what they share is made once.
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --hypothesis-profile ci
QUICK := $(BIN)/python -m pytest --numprocesses 2 --dist worksteal --hypothesis-profile quick
# Compiled modules are kept: tests start hundreds of processes, and each would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

TESTS :=
ONLY :=

.PHONY: help demo test quick coverage check format bench foreign bytes wordpress plugin oracle fuzz pictures lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /    make \1\t/p' Makefile | expand -t 20

demo: $(READY) ## sets everything up, prints the seed article and makes its web page
	@$(BIN)/newsgrid print $(STORY) -o $(DEMO)/article.pdf
	@$(BIN)/newsgrid web $(STORY) -o $(DEMO)/web
	@echo "Open $(DEMO)/article.pdf and $(DEMO)/web/index.html"

test: check ## sets up what the tests need, checks the code, then runs all tests (or TESTS=FILES)
	@$(PYTEST) $(TESTS)

quick: $(READY_TO_TEST) ## unit and property tests but the slow ones: in a minute, while you work
	@$(QUICK) -m "not slow" tests/unit tests/property

coverage: $(READY_TO_TEST) ## lines and branches that all tests go through, by room (or TESTS=FILES)
	@rm -rf build/coverage
	@$(BIN)/python -m coverage run -m pytest --numprocesses 2 --dist loadfile --timeout 1200 \
		--hypothesis-profile ci $(TESTS) || \
		echo "coverage: some tests failed; those that promise seconds may, for counting takes some"
	@$(BIN)/python -m coverage combine -q
	@$(BIN)/python -m coverage json -q -i -o build/coverage.json
	@PYTHONPATH=tests $(BIN)/python -m support.coverage.by_room build/coverage.json

check: $(READY_TO_TEST) ## format, lint, types and import contracts
	@$(BIN)/ruff format --check --quiet $(SOURCES)
	@$(BIN)/ruff check --quiet $(SOURCES)
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >build/lint-imports.txt || { cat build/lint-imports.txt; exit 1; }
	@echo "check: format, lint, types and import contracts are clean"

format: $(READY_TO_TEST) ## puts the code into its one format
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

bench: $(READY_TO_TEST) ## CPU seconds and ratios beside Typst, WeasyPrint alone and Chromium
	@$(BIN)/python -m benchmarks

foreign: $(READY_TO_TEST) ## twenty editions of copy that nobody here wrote (or ONLY=NAMES), and what each misses
	@$(BIN)/python -m benchmarks foreign $(if $(ONLY),--only $(ONLY))

bytes: $(READY) ## whether all commands write the bytes they wrote before (or ONLY=CASES)
	@$(BIN)/python -m benchmarks.same_bytes $(if $(ONLY),--only $(ONLY))

wordpress: $(READY_TO_TEST) ## whether Debian's own WordPress says the same: export, REST and page
	@$(BIN)/python -m benchmarks.real_wordpress

plugin: $(READY_TO_TEST) ## whether the WordPress plugin keeps its promises on 100 foreign posts
	@$(BIN)/python -m benchmarks.wordpress

oracle: $(READY_TO_TEST) ## asks Chromium and Firefox where every block of 400 pages stands, at eleven widths
	@$(BIN)/python -m benchmarks.oracle_report

fuzz: $(READY_TO_TEST) ## damaged input: CASES=100000 RUNS=1000 SEED=1 PATIENCE=1
	@$(BIN)/python -m benchmarks.fuzz --seed $(SEED) --cases $(CASES) --runs $(RUNS) \
		--patience $(PATIENCE)

pictures: demo $(READY_TO_TEST) ## takes the README's pictures of print, web, editions and the desk anew
	@pdftoppm -r 72 -png -singlefile $(DEMO)/article.pdf docs/print
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1440,1500 \
		--screenshot=docs/web.png "file://$(CURDIR)/$(DEMO)/web/index.html" 2>/dev/null
	@$(BIN)/python -m benchmarks.contact_sheet seeds/weekly docs/edition.png
	@$(BIN)/python -m benchmarks.desk_pictures docs
	@$(BIN)/python -m benchmarks.import_pictures docs

lock: $(READY_TO_TEST) ## pins all dependencies anew; commit what it writes
	@$(COMPILE) --upgrade --output-file requirements.lock
	@$(COMPILE) --upgrade --extra test --extra bench --extra lock \
		--constraint requirements.lock --output-file requirements-test.lock
	@echo "lock: requirements.lock and requirements-test.lock are new; run make test"

clean: ## removes all that was built, and the virtual environment
	rm -rf build dist $(VENV) .hypothesis .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@python=$$(.ci/setup.sh python) && echo "setup: $(VENV) with $$python" && \
		"$$python" -m venv --clear $(VENV)

$(READY): requirements.lock pyproject.toml
	@.ci/setup.sh run
	@$(MAKE) --silent $(BIN)/python
	@echo "setup: what newsgrid needs to run (requirements.lock)"
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements.lock
	@$(EDITABLE)
	@touch $@

$(READY_TO_TEST): requirements-test.lock pyproject.toml
	@.ci/setup.sh tests
	@$(MAKE) --silent $(BIN)/python
	@echo "setup: what its tests need (requirements-test.lock)"
	@$(PIP) install --require-hashes --only-binary :all: --no-binary rectpack \
		--requirement requirements-test.lock
	@.ci/setup.sh node $(VENV)/lib/python*/site-packages/playwright/driver/node
	@$(EDITABLE)
	@mkdir -p build
	@touch $(READY) $@
