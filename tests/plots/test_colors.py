"""What is told by colour, seen by those who see fewer colours."""

import itertools

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.colors import to_rgb

from course_lib import plots
from course_lib.plots.history import TRAINING, VALIDATION
from course_lib.plots.picture import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, YELLOW

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE
# TVCG 15(6), 2009, at full severity; on linear light.
DEFICIENCIES = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}
PALETTE = [BLUE, ORANGE, GREY, GREEN, PURPLE, SKY, YELLOW]


def lightness_and_hue(color, deficiency):
    """The colour as CIELAB (L, a, b), as seen with a deficiency."""
    rgb = np.array(to_rgb(color))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.maximum(np.array(to_xyz) @ seen / [0.9505, 1, 1.089], 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one, other, deficiency):
    """How different two colours look: 2 can just be seen."""
    return np.linalg.norm(lightness_and_hue(one, deficiency) - lightness_and_hue(other, deficiency))


def test_the_distance_notices_what_cannot_be_told_apart():
    assert distance("#c00000", "#605000", "deuteranopia") < distance("#c00000", "#0000c0", "deuteranopia") / 2


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("one, other", list(itertools.combinations(PALETTE, 2)))
def test_the_palette_can_be_told_apart(one, other, deficiency):
    assert distance(one, other, deficiency) > 10


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_signs_of_a_kernels_numbers_can_be_told_apart(deficiency):
    colors = [colormaps["PuOr_r"](part) for part in (0.25, 0.5, 0.75)]
    pairs = itertools.combinations(colors, 2)
    assert min(distance(one, other, deficiency) for one, other in pairs) > 20


def test_lines_differ_in_marker_and_dash():
    assert TRAINING["marker"] != VALIDATION["marker"]
    assert TRAINING.get("linestyle", "-") != VALIDATION["linestyle"]
    labels = [text.get_text() for text in plots.show_history({"loss": [1], "val_loss": [2]}).axes[0].get_legend().texts]
    assert labels == ["training", "validation"]
