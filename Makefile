# The house: a .venv and nothing global. `make site` builds, `make test` proves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve check test audit looks lint browser plotly clean

site: $(VENV)/built ## build content/ into site/
	$(BIN)/python build.py build

serve: $(VENV)/built ## look at the site while you edit: http://localhost:5500
	$(BIN)/python build.py serve

check: $(VENV)/built ## say what is wrong with content/, write nothing
	$(BIN)/python build.py check

test: $(VENV)/tested browser lint ## everything, in a real browser too
	$(BIN)/python -m pytest -n auto --dist loadfile

audit: $(VENV)/audit/asked plotly browser ## what takes long to prove, with outside judges
	$(BIN)/python -m pytest -n auto --timeout 1200 tests/audit

looks: $(VENV)/tested browser ## keep how key pages look now, for the audit to compare with
	KEEP_LOOKS=1 $(BIN)/python -m pytest -n auto tests/audit/test_looks.py

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/tested ## find a Chromium for the browser tests, or install one
	@$(BIN)/python -m tests.browser.chromium

$(VENV)/built: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/tested: pyproject.toml $(VENV)/built
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

plotly: static/plotly.js ## a third of Plotly, all that charts need; else the wheel's whole one is served

# Of the version that the wheel carries, so that both draw alike.
static/plotly.js: bundle/charts.js bundle/package.json $(VENV)/built
	@command -v npm > /dev/null || { echo "make plotly needs npm (Debian: npm)"; exit 1; }
	mkdir -p $(VENV)/bundle && cp bundle/* $(VENV)/bundle
	npm install --silent --no-audit --no-fund --no-package-lock --prefix $(VENV)/bundle \
	  "plotly.js@$$($(BIN)/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())')"
	$(VENV)/bundle/node_modules/.bin/esbuild $(VENV)/bundle/charts.js --outfile=$@ --log-level=error \
	  --bundle --minify --global-name=Plotly --define:global=window --alias:stream=stream-browserify \
	  --loader:.css=empty "--banner:js=/* plotly.js, in part: MIT licence, (c) Plotly, Inc. */"

# The judges are packages of npm; one of them runs on Java.
$(VENV)/audit/asked: tests/audit/package.json $(VENV)/tested
	@for tool in npm java; do command -v $$tool > /dev/null || \
	  { echo "make audit needs $$tool (Debian: npm, default-jre-headless)"; exit 1; }; done
	mkdir -p $(@D) && cp $< $(@D)
	npm install --silent --no-audit --no-fund --no-package-lock --prefix $(@D)
	touch $@

clean:
	rm -rf $(VENV) site .site.made-from build *.egg-info static/plotly.js
