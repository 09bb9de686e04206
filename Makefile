# Two commands are all a newcomer needs: `make ask` and `make test`. CONTRIBUTING.md tells of the others.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

# The question of `make ask`. Passed on by the environment, so that it may hold quotes.
Q ?= what was the death toll?
export Q

# The reading data of `make reader`: SQuAD-form files, see training/README.md.
DATA ?= ../shared/reading
NEWS ?= ../shared/news

# Real files in many formats, see docs/ingest.md.
FORMATS ?= ../shared/formats

.PHONY: ask install test lint fix reader ingest bench torture screenshots

# Exit code 1 says that the articles do not answer, which is no failure of make's.
ask: install
	@$(BIN)/qa index seeds
	@echo
	@$(BIN)/qa ask "$$Q" || [ $$? -eq 1 ]

install: .venv/installed

test: .venv/tested
	@$(BIN)/python -m pytest

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# About eight hours on two cores; run again, it goes on where it was stopped.
reader: .venv/tested
	$(BIN)/python -m training.train first --data $(DATA) --news $(NEWS) --out build/reader
	$(BIN)/python -m training.average build/reader before-news
	$(BIN)/python -m training.train news --start build/reader/before-news --data $(DATA) --news $(NEWS) --out build/reader
	$(BIN)/python -m training.average build/reader before-quiz
	$(BIN)/python -m training.train quiz --start build/reader/before-quiz --data $(DATA) --news $(NEWS) --out build/reader
	$(BIN)/python -m training.train sentences --start build/reader/quiz --data $(DATA) --news $(NEWS) --out build/reader
	$(BIN)/python -m training.average build/reader before-contrasts
	$(BIN)/python -m training.train contrasts --start build/reader/before-contrasts --data $(DATA) --news $(NEWS) --out build/reader
	$(BIN)/python -m training.average build/reader shipped
	$(BIN)/python -m training.export build/reader/shipped
	$(BIN)/python -m training.calibrate $(DATA)/squad_dev.json.gz $(DATA)/squad_train.json.gz --news $(NEWS)
	$(BIN)/qa eval $(DATA)/squad_dev.json.gz

# Updates killed 200 times, full disks, damaged files, and readers beside a busy writer.
torture: .venv/tested
	QA_KILLS=200 $(BIN)/python -m pytest -rP $(addprefix tests/index/test_,kill.py full_disk.py doctor.py readers.py)

# The tables of docs/ingest.md, but for that of copies: training/copies.py.
ingest: .venv/tested
	$(BIN)/python -m training.ingest --formats $(FORMATS)
	$(BIN)/python -m training.dates --news $(NEWS)

# qa beside what people use instead, and how it grows: docs/performance.md. BENCH=--no-growth leaves the second out.
bench: .venv/tested build/bench/peers/installed build/bench/reader/tokenizer.json
	$(BIN)/python -m bench.compare --news $(NEWS) $(BENCH)

# The README's pictures of the app.
screenshots: install
	$(BIN)/python -m docs.screenshots

.venv/installed: pyproject.toml constraints.txt
	@echo "Installing into .venv; this takes a few minutes the first time ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "qa needs Python 3.11 or newer: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable .
# As pip does for what it copies; where the environment forbids it, Python would else compile qa at every start.
	@$(BIN)/python -m compileall -q qa index
	@touch $@

.venv/tested: .venv/installed
	@$(PIP) --editable '.[dev]'
	@touch $@

build/bench/peers/installed: bench/peers.txt | .venv/installed
	@echo "Installing the peers into build/bench/peers; this takes a few minutes the first time ..."
	@$(BIN)/python -m venv build/bench/peers
	@build/bench/peers/bin/pip install --quiet --disable-pip-version-check --requirement bench/peers.txt
	@touch $@

# The reader's weights as transformers reads them.
build/bench/reader/tokenizer.json: qa/model/reader.onnx | .venv/installed
	@$(BIN)/python -m training.restore build/bench/reader
	@touch $@
