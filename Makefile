# Needs make and Python 3.11 or newer; everything else comes from the locks, each file checked by its hash.
# Another Python: make demo PYTHON=/path/to/python
# Without uv:     make demo UV=

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test check format bench match-report lock

PYTHON ?=
UV ?= uv
ARGS ?=

RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-develop
CODE := $(wildcard bot dialogs knowledge storage adapters tests benchmarks)

help:
	@echo 'make demo     talk to the assistant in this terminal'
	@echo 'make run      talk on Slack and Telegram, as .env says'
	@echo 'make test     run the tests (ARGS="-k words" for some of them)'
	@echo 'make check    everything that must be right before a commit; the tests are in it'
	@echo 'make format   put the code into its shape'
	@echo 'make bench    measure speed and memory'
	@echo 'make match-report  how often words find the right determinant (ARGS=--misses)'
	@echo 'make lock     write both lock files again (ARGS=--upgrade for newer versions)'

demo: $(RUN_READY)
	@.venv/bin/itfits chat $(ARGS)

run: $(RUN_READY)
	@.venv/bin/itfits run $(ARGS)

test: $(DEV_READY)
	@.venv/bin/python -m pytest $(ARGS)

check: $(DEV_READY)
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy $(CODE)
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/itfits flows check
	@.venv/bin/python -m pytest $(ARGS)

format: $(DEV_READY)
	@.venv/bin/ruff check --fix-only .
	@.venv/bin/ruff format .

bench: $(DEV_READY)
	@.venv/bin/python -m benchmarks $(ARGS)

match-report: $(DEV_READY)
	@.venv/bin/python -m benchmarks.match_report $(ARGS)

COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)

lock: $(DEV_READY)
	@$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group build --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock

# The stamp is written last: a set-up that was interrupted starts again. Without any stamp, what stands there is half
# made and is thrown away. Nothing here reads standard input or writes to standard output: those belong to `demo` and `run`.
define SET_UP
set -eu; \
exec </dev/null >&2; \
works() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }; \
python=; \
for candidate in $(or $(PYTHON),python3.11 python3); do \
	if works "$$candidate"; then python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo 'ItFits needs Python 3.11 or newer, and $(or $(PYTHON),python3.11 or python3) is older or not there.'; \
	echo 'Install Python 3.11, or say where it is: make demo PYTHON=/path/to/python3.11'; \
	exit 1; \
fi; \
trap 'echo "Setting up .venv did not finish. The lines above say why; the same command starts it again."' EXIT; \
if [ -f $(RUN_READY) ] || [ -f $(DEV_READY) ]; then \
	echo 'Bringing .venv up to date...'; \
else \
	echo 'Setting up .venv (once, about a minute)...'; \
	rm -rf .venv; \
fi; \
if [ -n "$(UV)" ] && command -v "$(UV)" >/dev/null; then \
	[ -x .venv/bin/python ] || "$(UV)" venv --quiet --no-project --python "$$python" .venv; \
	install() { "$(UV)" pip install --quiet --python .venv/bin/python "$$@"; }; \
else \
	[ -x .venv/bin/python ] || "$$python" -m venv .venv; \
	.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null; \
	install() { .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$$@"; }; \
fi; \
install --require-hashes --only-binary :all: -r $(1); \
install --no-deps --no-build-isolation --editable .; \
touch $(2); \
trap - EXIT
endef

$(RUN_READY): requirements.lock pyproject.toml
	@$(call SET_UP,requirements.lock,$(RUN_READY))

$(DEV_READY): requirements.lock requirements-dev.lock pyproject.toml
	@$(call SET_UP,requirements-dev.lock,$(RUN_READY) $(DEV_READY))
