"""Numbers of another size than the model knows: warned of, and not clipped or turned into infinity."""

import warnings

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, utils
from course_lib.models import DivergedError
from course_lib.models.scale import ScaleWarning

PIXELS = np.random.default_rng(0).integers(0, 256, (12, 6, 5, 1)).astype(np.uint8)
PIXELS[0, 0] = 255
X = (PIXELS / 255).astype(np.float32)
Y = np.eye(3)[np.arange(12) % 3]


def trained(x):
    utils.set_random_seed(0)
    model = Sequential([Input((6, 5, 1)), layers.Conv2D(2, 3, activation="relu"), layers.Flatten()])
    model.add(layers.Dense(3, "softmax"))
    model.compile("adam", "categorical_crossentropy")
    model.fit(x, Y, verbose=0)
    return model


ACTS = {
    "fit": lambda model, x: model.fit(x, Y, verbose=0),
    "evaluate": lambda model, x: model.evaluate(x, Y, verbose=0),
    "predict": lambda model, x: model.predict(x, verbose=0),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("x", [PIXELS, PIXELS.astype(float)], ids=["uint8", "floats"])
def test_pixels_up_to_255_for_a_model_that_knows_1_are_warned_of_once(act, x):
    model = trained(X)
    text = f"{act}: the model was trained on numbers up to 1, got numbers up to 255. Divide by 255 what was divided in"
    with pytest.warns(ScaleWarning, match=text) as caught:
        ACTS[act](model, x)
        ACTS[act](model, x)
    assert len(caught) == 1


@pytest.mark.parametrize("act", ACTS)
def test_pixels_up_to_1_for_a_model_that_knows_255_are_warned_of(act):
    text = f"{act}: the model was trained on numbers up to 255, got numbers up to 1. Leave the division by 255 out"
    with pytest.warns(ScaleWarning, match=text):
        ACTS[act](trained(PIXELS), X)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.filterwarnings("error")
def test_the_same_scale_is_not_warned_of(act):
    for x in (X, PIXELS):
        ACTS[act](trained(x), x)


def test_whole_numbers_are_computed_as_what_they_are():
    """uint8 does not wrap round at 256, and a model makes of pixels what it makes of the same numbers as floats."""
    model = trained(PIXELS)
    np.testing.assert_array_equal(model.predict(PIXELS, verbose=0), model.predict(PIXELS.astype(np.float32), verbose=0))
    assert layers.GlobalAveragePooling2D()(np.full((1, 9, 9, 1), 255, np.uint8)).tolist() == [[255.0]]


@pytest.mark.parametrize("size", [1e30, 3e38])
def test_huge_numbers_that_fit_into_float32_end_in_an_explanation(size):
    utils.set_random_seed(0)
    model = Sequential([Input((4,)), layers.Dense(3)])
    model.compile("sgd", "mse")
    with pytest.raises(DivergedError, match=r"Bring the samples to numbers about 1: they reach .*e\+3"):
        model.fit(np.full((4, 4), size), np.ones((4, 3)), verbose=0)


def test_tiny_numbers_are_no_reason_to_complain():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isfinite(trained(X * 1e-30).predict(X * 1e-30, verbose=0)).all()
