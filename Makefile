# vtdash: what there is to do, one line a target. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8501
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --no-deps --require-hashes --disable-pip-version-check --quiet

# A worker in the browser waits nearly half of its time: three of them keep two cores at work.
WORKERS = $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) * 3 / 2)))

# Tests start a hundred programs, each of which would compile all of vtdash anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check elsewhere lint lock text golden bench bench-intake bench-browser lighthouse shots clean tools

help:  ## list the targets
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/make \1\t\2/p' Makefile | expand -t 19

run: $(VENV)/.runtime  ## build the data and open the dashboard on 127.0.0.1 (PORT=8501)
	$(BIN)/python -m vtdash build
	$(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: $(VENV)/.dev tools  ## run every test, in the browser too (ARGS="-k words" for some)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: lint  ## while working: lint, types, unit tests, contracts, returns
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder \
	  -m "not pages and not browser" tests/unit tests/contracts tests/intake $(ARGS)

elsewhere: $(VENV)/.dev tools  ## test as on another machine what day, zone, locale and fonts may touch
	@.ci/elsewhere $(ARGS)

lint: $(VENV)/.dev  ## check layout, style, types and licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/python -m tools.make_sbom --check

lock: $(VENV)/.dev  ## write the requirements with their hashes, and the list of licences
	for part in "" -signin -dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --annotation-style line --output-file requirements$$part.txt $(ARGS) \
	    requirements$$part.in || exit 1; \
	done
	$(PIP) -r requirements-dev.txt
	$(BIN)/python -m tools.make_sbom

text: $(VENV)/.runtime  ## bring the sentences of both languages up to date with the code
	$(BIN)/python -m tools.update_text

golden: $(VENV)/.runtime  ## write what every panel says and holds to tests/golden (review the change)
	$(BIN)/python -m tests.golden.write

bench: $(VENV)/.dev  ## measure speed
	$(BIN)/python benchmarks/run.py $(ARGS)

bench-intake: $(VENV)/.runtime  ## measure how fast returns are checked and published
	$(BIN)/python benchmarks/intake.py $(ARGS)

bench-browser: $(VENV)/.dev  ## measure a reader's wait in Chromium beside an older build
	$(BIN)/python benchmarks/browser.py $(ARGS)

lighthouse: $(VENV)/.dev tools  ## have Lighthouse judge two pages (needs Node.js with npm)
	$(BIN)/python benchmarks/lighthouse.py $(ARGS)

shots: $(VENV)/.dev tools  ## take the pictures of the documentation (ARGS=--all for every page)
	$(BIN)/python tools/screenshots.py $(ARGS)

clean:  ## remove .venv and caches (published snapshots stay)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are newer than the lists they were installed from: pip runs only when a list changed.
$(VENV)/.runtime: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	$(BIN)/python -m pip check
	@touch $@ $(VENV)/.runtime

# A Debian without python3-venv leaves half a folder behind, so look before making it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'vtdash needs Python 3.11 or newer (PYTHON=... names another one).'; \
	  echo 'vtdash cần Python 3.11 trở lên (dùng PYTHON=... để chọn bản khác).'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'Python cannot make a virtual environment here. Install it: sudo apt-get install python3-venv'; \
	  echo 'Python ở đây chưa tạo được môi trường ảo. Hãy cài: sudo apt-get install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The browser tests drive Debian's Chromium without a window, one file of them behind nginx; one test opens a CSV file
# in LibreOffice Calc.
tools:
	@missing=; \
	command -v chromium-headless-shell >/dev/null || missing="$$missing chromium-headless-shell"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc-nogui"; \
	command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$$missing nginx-light"; \
	command -v openssl >/dev/null || missing="$$missing openssl"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing:$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "The tests need:$$missing. Install: sudo apt-get install --no-install-recommends$$missing"; \
	  echo "Kiểm thử cần:$$missing. Hãy cài: sudo apt-get install --no-install-recommends$$missing"; \
	  exit 1; \
	fi
