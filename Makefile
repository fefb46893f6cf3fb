# Every command a person needs. `make` alone lists them.
RUN = @sh tools/python.sh

.DEFAULT_GOAL := help
.PHONY: help setup demo run check test bench handbook messages lock clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup:  ## Install what the program needs into .venv
	$(RUN) tools/environment.py

demo:  ## Set up, fill a demo town, serve on PORT (8000); a second run keeps the data
	$(RUN) tools/demo.py

run:  ## Production-like: migrate, collect static files, serve with background workers
	$(RUN) tools/demo.py --production

check:  ## The fast part of the tests: lint, types, unit tests on SQLite
	$(RUN) tools/suite.py check

test:  ## Everything: check, PostgreSQL, browser
	$(RUN) tools/suite.py test

bench:  ## Measure the figures and compare them with their targets
	$(RUN) tools/bench.py

handbook:  ## Take the screenshots of the handbook again
	$(RUN) tools/handbook.py

messages:  ## Collect the texts to translate into trede/locale and compile them
	$(RUN) tools/environment.py --messages

lock:  ## Write the locked requirements anew after a change in pyproject.toml (needs network)
	$(RUN) tools/lock.py

clean:  ## Remove what the tests and the build left behind; data in var/ stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis staticfiles
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
