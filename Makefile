# `make lab` opens the course, `make test` checks it, `make` alone lists the rest. GNU make 3.81 or newer.
# The folder's own path stands in no rule, and nothing in .venv is started through its "#!" line: the path may hold
# spaces and quotes, and may be long.

PY = .venv/bin/python
CONSTRAINTS ?= constraints.txt
CHOICE = # of the unit tests

# What the shell may have exported for other projects must not reach this one.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_QUIET PIP_NO_DEPS
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# Exercises that notebooks solve are not the learner's.
NBVAL = COURSE_LIB_PROGRESS="$$PWD/build/progress" $(PY) -m pytest --nbval --nbval-current-env \
	--nbval-sanitize-with tests/nbval_sanitize.cfg --nbval-cell-timeout 600 -n auto --maxprocesses 2 --dist loadfile

.PHONY: help lab reset progress test test-fast notebooks warm bench reproduce env peers python lint unit nbval browser clean
.NOTPARALLEL:

help:
	@echo 'make lab          open the course in JupyterLab; options: make lab ARGS="--no-browser --port 8899"'
	@echo 'make progress     what you have solved and how the quizzes went'
	@echo 'make reset LESSON=02      your copy of lesson 02 as it was; what you had is kept in my_course/old'
	@echo 'make test         every check: style, unit tests, every notebook run and its outputs compared, and'
	@echo '                  JupyterLab driven in a real browser where Chromium is found'
	@echo 'make test LESSON=08       run and compare the notebooks of one lesson, nothing else'
	@echo 'make test-fast    style and the quick unit tests only, about three minutes on two cores'
	@echo 'make browser      the tests in a real browser only; they leave screenshots in build/screenshots'
	@echo 'make notebooks    build the notebooks from notebooks/source; LESSON=08 for one lesson'
	@echo 'make warm         compile the kernels now instead of at the first training'
	@echo 'make bench        measure speed and memory beside PyTorch and Keras, about 40 minutes; ARGS="--quick": two'
	@echo 'make reproduce    train the recorded networks again, compare every figure; ARGS="--only T4 --seeds 3": one of them'
	@echo 'make peers        make or update .venv-bench with PyTorch and Keras, which make bench does itself'
	@echo 'make env          make or update the environment in .venv, which every command above does itself'
	@echo 'make clean        delete .venv, .venv-bench and all else that can be made again; the notebooks stay'
	@echo 'PYTHON=/path/to/python3 picks the Python for a new environment, CONSTRAINTS= takes the newest packages.'

# Workspaces (which tabs are open) are kept with the environment, apart from those of other projects.
lab: env
	@JUPYTERLAB_WORKSPACES_DIR="$$PWD/.venv/share/jupyter/lab/workspaces" $(PY) -m course_lib.lab $(ARGS)

reset: env
	@$(PY) -m course_lib.lab reset "$$LESSON"

progress: env
	@$(PY) -m course_lib.exercises

ifneq ($(strip $(LESSON)),)
test: nbval
else
test: lint unit nbval browser
endif

test-fast: CHOICE = -m "not slow"
test-fast: lint unit

lint: env
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

unit: warm
	$(PY) -m pytest tests --ignore=tests/browser -n auto --maxprocesses 4 --dist worksteal $(CHOICE)

# Learners need no Playwright, so it is installed where there is a browser to drive; its own browser is not fetched.
browser: warm
	@for chromium in "$$COURSE_LIB_CHROMIUM" chromium chromium-browser google-chrome; do \
		command -v "$$chromium" >/dev/null && ! $(PY) -c 'import playwright' 2>/dev/null || continue; \
		echo "Installing Playwright, which drives $$chromium: 50 MB to download ..."; \
		PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 $(PY) -m pip install -q $(if $(CONSTRAINTS),-c "$(CONSTRAINTS)") -e ".[browser]" \
			|| echo "It could not be installed; the browser tests are skipped." >&2; \
		break; \
	done
	$(PY) -m pytest tests/browser

# With LESSON=08 (or 8) the notebooks of that lesson, else all.
nbval: warm
	@case $$LESSON in [0-9]) LESSON=0$$LESSON ;; esac; set --; \
	for notebook in notebooks/$${LESSON:+"$$LESSON"_}*.ipynb notebooks/solutions/$${LESSON:+"$$LESSON"_}*.ipynb; do \
		if [ -f "$$notebook" ]; then set -- "$$@" "$$notebook"; fi; \
	done; \
	if [ $$# = 0 ]; then \
		echo "There is no notebook of lesson '$$LESSON'. LESSON takes a number; these are there:" >&2; \
		ls notebooks/*.ipynb >&2; exit 1; \
	fi; \
	[ -z "$$LESSON" ] || echo "Only the notebooks of lesson $$LESSON: $$*"; \
	$(NBVAL) "$$@"

notebooks: env
	@case $$LESSON in [0-9]) LESSON=0$$LESSON ;; esac; $(PY) notebooks/source/build.py $${LESSON:+"$$LESSON"}

warm: env
	@$(PY) -m course_lib.kernels.warm_up

# The course beside its peers: benchmarks/ says how.
bench: warm peers
	@$(PY) -m benchmarks $(ARGS)

# The recorded trainings once more: benchmarks/record says which. Interrupted, it goes on at the next call.
reproduce: warm
	@$(PY) -m benchmarks.record $(ARGS)

clean:
	rm -rf .venv .venv-bench build *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name .git -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# Shell text that sets $$python to the first Python that is at least 3.11 and has the venv module, or explains and ends.
define FIND_PYTHON
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; \
	else set -- python3 python3.14 python3.13 python3.12 python3.11 python; fi; \
	python=; bare=; for candidate in "$$@"; do \
		version=$$("$$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if "$$candidate" -c 'import ensurepip, venv; ensurepip.version()' 2>/dev/null; then python=$$candidate; break; fi; \
		bare=$${bare:-$$version}; \
	done; \
	if [ -z "$$python" ] && [ -n "$$bare" ]; then \
		echo "Python $$bare is here, but without its venv module, which the course's environment is made with." \
			"On Debian or Ubuntu install it with: sudo apt-get install python$$bare-venv" \
			"(elsewhere it comes with Python: on Fedora it is in python3-libs, on Windows and macOS in the" \
			"installer). Then run this again." >&2; exit 1; \
	elif [ -z "$$python" ]; then \
		echo "The course needs Python 3.11 or newer, and none was found among: $$*. Install one" \
			"(Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv; Fedora: sudo dnf install" \
			"python3; macOS: brew install python), or name the one you have:" \
			"make lab PYTHON=/path/to/python3" >&2; exit 1; \
	fi
endef

python:
	@$(FIND_PYTHON); echo "A new environment would be made with: $$python"

# The environment. made-at holds the folder it was made in: packages point there, so a moved one is made anew.
# installed holds a checksum of what it was installed from: a change installs again.
env:
	@here=$$(pwd -P); wanted=$$(cat pyproject.toml $(CONSTRAINTS) | cksum); \
	if [ -e .venv ]; then \
		if ! $(PY) -c 'import pip' 2>/dev/null; then \
			echo "The environment in .venv is broken (an interrupted start, or its Python is gone); making it anew."; \
			rm -rf .venv; \
		elif [ -f .venv/made-at ] && [ "$$(cat .venv/made-at)" != "$$here" ]; then \
			echo "The environment in .venv was made in another folder; making it anew."; \
			rm -rf .venv; \
		fi; \
	fi; \
	if [ ! -e .venv ]; then \
		$(FIND_PYTHON); \
		echo "Making an environment in .venv with $$("$$python" --version) ..."; \
		if ! "$$python" -m venv .venv; then \
			rm -rf .venv; echo "The environment could not be made; the lines above say why." >&2; exit 1; \
		fi; \
		echo "$$here" > .venv/made-at; \
	fi; \
	if [ "$$(cat .venv/installed 2>/dev/null)" != "$$wanted" ]; then \
		echo "Installing the packages: about 200 MB to download, 780 MB on disk, one to five minutes. The large ones:"; \
		{ $(PY) -m pip install --progress-bar off $(if $(CONSTRAINTS),-c "$(CONSTRAINTS)") -e ".[dev]" 2>&1 \
			|| echo "pip failed"; } | tee .venv/install.log | while IFS= read -r line; do \
			case $$line in \
				"pip failed") exit 1 ;; \
				*"("[0-9]*" MB)") echo "$$line" ;; \
				"Installing collected packages"*) echo "  All there; unpacking ..." ;; \
				[Ee][Rr][Rr][Oo][Rr]:*) echo "$$line" >&2 ;; \
			esac; \
		done || { \
			echo "The packages could not be installed; the whole story is in .venv/install.log. The package index" \
				"must be reachable over the internet, and the Python must be one that numba has a package for:" \
				"if it is very new, 'make clean' and name an older one with PYTHON=. Then run this again." >&2; \
			exit 1; }; \
		echo "$$wanted" > .venv/installed; \
		echo "The environment is ready."; \
	fi

# The peers' environment, kept like the course's own; with the same Python.
peers: env
	@here=$$(pwd -P); wanted=$$({ cat benchmarks/requirements.txt; $(PY) --version; } | cksum); \
	if [ -e .venv-bench ] && ! { [ "$$(cat .venv-bench/made-at 2>/dev/null)" = "$$here" ] \
		&& .venv-bench/bin/python -c 'import pip' 2>/dev/null; }; then \
		echo "The peers' environment in .venv-bench is broken or was made in another folder; making it anew."; \
		rm -rf .venv-bench; \
	fi; \
	if [ "$$(cat .venv-bench/installed 2>/dev/null)" != "$$wanted" ]; then \
		echo "Installing PyTorch, TensorFlow, Keras and JAX into .venv-bench: 3 GB on disk or more, some minutes ..."; \
		if [ ! -e .venv-bench ] && ! $(PY) -m venv .venv-bench; then \
			rm -rf .venv-bench; echo "The environment could not be made; the lines above say why." >&2; exit 1; \
		fi; \
		echo "$$here" > .venv-bench/made-at; \
		if ! .venv-bench/bin/python -m pip install --progress-bar off -r benchmarks/requirements.txt \
			> .venv-bench/install.log 2>&1; then \
			grep -i '^error:' .venv-bench/install.log >&2; \
			echo "The peers could not be installed; the whole story is in .venv-bench/install.log. The package index" \
				"must be reachable, and Python must be one that all of them have packages for. Without the peers:" \
				"$(PY) -m benchmarks" >&2; exit 1; \
		fi; \
		echo "$$wanted" > .venv-bench/installed; \
		echo "The peers are ready."; \
	fi
