"""The appendix on Keras and PyTorch, run where both are: its stored outputs are what they give."""

import importlib.util
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("build_appendix", ROOT / "notebooks" / "source" / "build.py")
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


def said(notebook):
    """What cells say that need a peer, without the peers' versions."""
    cells = [cell for cell in notebook.cells if build.needs_peers(cell)]
    return [re.sub(r"(Keras|PyTorch) [\d.]+\S*:", r"\1:", text) for cell in cells for text in build.texts(cell)]


def test_the_stored_outputs_are_those_of_a_run_with_both():
    packages = build.peers()
    if packages is None:
        pytest.skip("Keras and PyTorch are not both installed; `make peers` installs them into .venv-bench.")
    fresh = build.run(build.convert(build.SOURCE / "90_keras_and_pytorch.py"), packages)
    stored = said(nbformat.read(build.NOTEBOOKS / "90_keras_and_pytorch.ipynb", as_version=4))
    assert stored == said(fresh)
    assert len(stored) == 2
    assert all("differ by at most 0.00000\n" in text and text.endswith("True\n") for text in stored)
