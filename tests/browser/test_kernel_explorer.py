"""The kernel explorer, used as a hand would."""

import pytest


@pytest.fixture(scope="module")
def notebook(host):
    return host("kernel_explorer")


def test_it_looks_good(notebook):
    notebook.screenshots("kernel_explorer")
