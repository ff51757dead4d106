"""What holds for every test."""

import pytest

from course_lib import utils


@pytest.fixture(autouse=True)
def seed_as_at_the_start():
    """No test sees a seed that another one has set."""
    utils.set_random_seed(0)
