# `make run` and `make test` need git, make and some Python 3; everything else they find or fetch.
PYTHON ?= python3
ENV := .venv/bin
ARGS ?=

.PHONY: run test check bench pictures style types walls templates migrations words deployment bill FORCE
run: .venv/ready-run
	@$(ENV)/python -m config.local

test: .venv/ready-dev
	@UNTOLD_TEST_BROWSER="$$($(ENV)/python .ci/get_browser.py)"; export UNTOLD_TEST_BROWSER; \
	$(ENV)/python -m pytest $(ARGS)

# `make -k check` goes on after the first that fails. Secrets for them alone: they start no server, open no journal.
CHECKING := DATABASE_URL=sqlite::memory: UNTOLD_SECRET_KEY=for-the-checks-only-for-the-checks-only-for-the-checks-only \
	UNTOLD_ENCRYPTION_KEYS=Zm9yLXRoZS1jaGVja3Mtb25seS1mb3ItdGhlLWNoZWM=
CHECKS := style types walls templates migrations words deployment bill
check: $(CHECKS)
$(CHECKS): .venv/ready-dev
style:
	$(ENV)/ruff check
	$(ENV)/ruff format --check
types:
	$(CHECKING) $(ENV)/mypy
walls:
	$(ENV)/lint-imports
templates:
	$(ENV)/djlint --lint --quiet templates
migrations:
	$(CHECKING) $(ENV)/python manage.py makemigrations --check --dry-run
words:
	$(ENV)/python -m pytest --no-header --quiet tests/house/test_words.py
deployment:
	$(CHECKING) UNTOLD_HTTPS=1 $(ENV)/python manage.py check --deploy --fail-level WARNING
bill:
	$(ENV)/python .ci/write_bill.py

bench: .venv/ready-dev
	@$(ENV)/python -m tests.bench $(ARGS)

pictures: .venv/ready-dev
	@UNTOLD_TEST_BROWSER="$$($(ENV)/python .ci/get_browser.py)"; export UNTOLD_TEST_BROWSER; \
	$(CHECKING) $(ENV)/python -m tests.pictures

# A stamp says what .venv was filled for; it is old when the lock is newer or the Python behind .venv is gone.
.venv/ready-run .venv/ready-dev: uv.lock .python-version $(shell test -x $(ENV)/python || echo FORCE)
	@command -v $(PYTHON) >/dev/null || { echo "Untold needs some Python 3 (3.8 or newer) to begin with: install python3." >&2; exit 1; }
	@$(PYTHON) .ci/prepare.py $(patsubst ready-%,%,$(notdir $@))
