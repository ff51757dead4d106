"""A readable twin for every public kernel: plain Python loops over the equation, sums in float64.

Each file has the name of the kernels' file or folder, each function the name and the parameters of the kernel it
explains: ``reference.conv2d_forward`` stands beside ``kernels.conv2d_forward``. The lessons show these; the tests
compare every kernel with its twin.
"""

from course_lib.kernels.reference.activations import (
    elu_forward,
    elu_gradient,
    leaky_relu_forward,
    leaky_relu_gradient,
    relu_forward,
    relu_gradient,
    sigmoid_forward,
    sigmoid_gradient,
    softmax_forward,
    softmax_gradient,
    tanh_forward,
    tanh_gradient,
)
from course_lib.kernels.reference.augmentation import affine_forward, affine_input_gradient
from course_lib.kernels.reference.batchnorm import batchnorm_forward, batchnorm_gradient, batchnorm_statistics
from course_lib.kernels.reference.conv2d import conv2d_forward, conv2d_input_gradient, conv2d_kernel_gradient
from course_lib.kernels.reference.conv2d_relu import (
    conv2d_relu_forward,
    conv2d_relu_input_gradient,
    conv2d_relu_kernel_gradient,
)
from course_lib.kernels.reference.conv2d_relu_maxpool2d import (
    conv2d_relu_maxpool2d_forward,
    conv2d_relu_maxpool2d_input_gradient,
    conv2d_relu_maxpool2d_kernel_gradient,
)
from course_lib.kernels.reference.dense import dense_forward, dense_input_gradient, dense_kernel_gradient
from course_lib.kernels.reference.dropout import dropout
from course_lib.kernels.reference.losses import (
    binary_crossentropy,
    categorical_crossentropy,
    mean_absolute_error,
    mean_squared_error,
    sigmoid_crossentropy,
    softmax_crossentropy,
)
from course_lib.kernels.reference.optimizers import (
    adadelta_update,
    adagrad_update,
    adam_update,
    rmsprop_momentum_update,
    rmsprop_update,
    sgd_momentum_update,
    sgd_update,
)
from course_lib.kernels.reference.pooling import (
    avgpool2d_forward,
    avgpool2d_input_gradient,
    maxpool2d_forward,
    maxpool2d_input_gradient,
)
from course_lib.kernels.reference.regularizers import l1_l2_gradient, l1_l2_penalty

__all__ = [
    "adadelta_update",
    "adagrad_update",
    "adam_update",
    "affine_forward",
    "affine_input_gradient",
    "avgpool2d_forward",
    "avgpool2d_input_gradient",
    "batchnorm_forward",
    "batchnorm_gradient",
    "batchnorm_statistics",
    "binary_crossentropy",
    "categorical_crossentropy",
    "conv2d_forward",
    "conv2d_input_gradient",
    "conv2d_kernel_gradient",
    "conv2d_relu_forward",
    "conv2d_relu_input_gradient",
    "conv2d_relu_kernel_gradient",
    "conv2d_relu_maxpool2d_forward",
    "conv2d_relu_maxpool2d_input_gradient",
    "conv2d_relu_maxpool2d_kernel_gradient",
    "dense_forward",
    "dense_input_gradient",
    "dense_kernel_gradient",
    "dropout",
    "elu_forward",
    "elu_gradient",
    "l1_l2_gradient",
    "l1_l2_penalty",
    "leaky_relu_forward",
    "leaky_relu_gradient",
    "maxpool2d_forward",
    "maxpool2d_input_gradient",
    "mean_absolute_error",
    "mean_squared_error",
    "relu_forward",
    "relu_gradient",
    "rmsprop_momentum_update",
    "rmsprop_update",
    "sgd_momentum_update",
    "sgd_update",
    "sigmoid_crossentropy",
    "sigmoid_forward",
    "sigmoid_gradient",
    "softmax_crossentropy",
    "softmax_forward",
    "softmax_gradient",
    "tanh_forward",
    "tanh_gradient",
]
