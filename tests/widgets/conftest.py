"""What holds for the tests of all pieces."""

import pytest


@pytest.fixture(autouse=True)
def progress_of_its_own(tmp_path, monkeypatch):
    """No test sees what a learner has done, or another test."""
    monkeypatch.setenv("COURSE_LIB_PROGRESS", str(tmp_path / "progress"))
