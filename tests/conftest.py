"""What holds for every test."""

import pytest

from course_lib import utils


def pytest_collection_modifyitems(items):
    """What takes long begins first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def seed_as_at_the_start():
    """No test sees a seed that another one has set."""
    utils.set_random_seed(0)
