"""Several image kernels at work on one image."""

import numpy as np
import pytest

from course_lib import plots

IMAGE = np.arange(20.0).reshape(4, 5)
KERNELS = np.array([[[1, -1]], [[0.5, 0.5]]])
MAPS = np.stack([IMAGE[:, 1:] - 8, IMAGE[:, 1:]], -1)


def test_each_column_has_its_numbers_above_its_map():
    picture = plots.show_filter_bank(IMAGE, KERNELS, MAPS, ["difference", "mean"])
    before, first, first_map, second, second_map = picture.axes
    np.testing.assert_array_equal(before.images[0].get_array(), IMAGE)
    assert [text.get_text() for text in first.texts] == ["1", "−1"]
    assert [text.get_text() for text in second.texts] == ["0.5", "0.5"]
    assert (first.get_title(), second.get_title()) == ("difference", "mean")
    np.testing.assert_array_equal(first_map.images[0].get_array(), MAPS[..., 0])
    assert first_map.images[0].get_clim() == (-11, 11), "zero is grey where there are negative numbers"
    assert second_map.images[0].get_clim() == (0, 19)
    assert picture.alt == "an image, and what 2 image kernels of 1×2 make of it: difference, mean"


@pytest.mark.parametrize(
    "kernels, maps, titles, words",
    [
        (KERNELS[0], MAPS, None, r"`kernels` must be one to 6 of shape \(F, kh, kw\), got \(1, 2\)"),
        (np.ones((7, 1, 1)), MAPS, None, r"one to 6 of shape \(F, kh, kw\), got \(7, 1, 1\)"),
        (KERNELS, MAPS[..., 0], None, r"`maps` must have shape \(Ho, Wo, 2\): a map for each kernel, got \(4, 4\)"),
        (KERNELS, MAPS[..., :1], None, r"a map for each kernel, got \(4, 4, 1\)"),
        (KERNELS, MAPS, ["one"], "`titles` must have 2 entries, got 1"),
    ],
)
def test_what_does_not_fit_is_refused(kernels, maps, titles, words):
    with pytest.raises(ValueError, match=words):
        plots.show_filter_bank(IMAGE, kernels, maps, titles)
