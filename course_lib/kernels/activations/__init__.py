"""Activations and their gradients. The readable twins are in ``reference/activations.py``.

Gradients are worked out from the outputs y, so that nobody need keep the inputs.

References
----------
V. Nair and G. E. Hinton, "Rectified linear units improve restricted Boltzmann machines", ICML 2010 (relu).
A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models", ICML 2013 (leaky relu).
D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016 (elu).
J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990 (softmax).
"""

from course_lib.kernels.activations.elu import elu_forward, elu_gradient
from course_lib.kernels.activations.leaky_relu import leaky_relu_forward, leaky_relu_gradient
from course_lib.kernels.activations.relu import relu_forward, relu_gradient
from course_lib.kernels.activations.sigmoid import sigmoid_forward, sigmoid_gradient
from course_lib.kernels.activations.softmax import softmax_forward, softmax_gradient
from course_lib.kernels.activations.tanh import tanh_forward, tanh_gradient

__all__ = [
    "elu_forward",
    "elu_gradient",
    "leaky_relu_forward",
    "leaky_relu_gradient",
    "relu_forward",
    "relu_gradient",
    "sigmoid_forward",
    "sigmoid_gradient",
    "softmax_forward",
    "softmax_gradient",
    "tanh_forward",
    "tanh_gradient",
]
