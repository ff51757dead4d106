"""What a learner's own class lacks is named."""

import re

import numpy as np
import pytest

from course_lib import activations, initializers, losses, metrics, optimizers, regularizers


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: activations.Activation()(1), "Activation: an activation needs a method `__call__`, got none."),
        (lambda: activations.Activation().gradient(1, 1), "an activation needs a method `gradient`"),
        (lambda: initializers.Initializer()((2,), None), "Initializer: an initializer needs a method `__call__`"),
        (lambda: regularizers.Regularizer()(np.ones(1)), "Regularizer: a regularizer needs a method `penalty`"),
        (lambda: regularizers.Regularizer().gradient(np.ones(1)), "a regularizer needs a method `gradient`"),
        (lambda: optimizers.schedules.LearningRateSchedule()(0), "a schedule needs a method `__call__`"),
        (lambda: optimizers.Optimizer().update(1, 1), "Optimizer: an optimizer needs a method `update`"),
        (lambda: losses.Loss().call(1, 1), "Loss: a loss needs a method `call`"),
        (lambda: metrics.Metric("mine")(1, 1), "Metric: a metric needs a method `__call__`"),
    ],
)
def test_a_base_class_names_the_method_that_is_missing(call, text):
    with pytest.raises(NotImplementedError, match=re.escape(text)):
        call()
