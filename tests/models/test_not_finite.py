"""Results that are NaN or infinite outside of a training."""

import numpy as np
import pytest

from course_lib import Input, Sequential, layers, losses
from course_lib.models.finite import NotFiniteWarning

X, Y = np.random.default_rng(0).random((24, 4)), np.eye(4)[np.arange(24) % 4]


@pytest.mark.parametrize("values, mean", [([np.inf, -np.inf], np.nan), ([np.inf, 1], np.inf), ([1.7e308] * 2, np.inf)])
def test_the_mean_of_losses_that_are_not_finite(values, mean):
    with np.errstate(all="ignore"):
        np.testing.assert_equal(losses.mean(np.array(values)), mean)


def test_predict_and_evaluate_tell_once_that_weights_are_lost():
    model = Sequential([Input((4,)), layers.Dense(5, "relu"), layers.Dense(4, "softmax")])
    model.compile("sgd", "categorical_crossentropy")
    model[0].params["kernel"][0, 0] = np.nan
    for act, name in ((model.predict, "predict"), (lambda x, **o: model.evaluate(x, Y, **o), "evaluate")):
        with pytest.warns(NotFiniteWarning) as caught:
            act(X, batch_size=4, verbose=0)
        assert [str(warning.message) for warning in caught] == [
            f"{name}: what sequential gives holds NaN or infinity, since there is NaN in `kernel` of dense. "
            "Build the model anew, or load a checkpoint."
        ]


def test_predict_tells_that_numbers_are_too_large_for_finite_weights():
    model = Sequential([Input((4,)), layers.Dense(4)])
    model.layers[0].params["kernel"][:] = 1e30
    with pytest.warns(NotFiniteWarning, match="though its weights are finite: numbers of the data or within"):
        model.predict(1e20 * X, verbose=0)
