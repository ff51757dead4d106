"""The compiled kernels: numba functions that take arrays and return arrays, some behind a plain function that chooses.

Nothing is compiled until a kernel is first called; what was compiled is kept for later runs (``cache.py``). Kernels
check nothing: layers do, at their border. Arrays must be float32 and C-contiguous. Each public kernel has a readable
twin in ``reference/`` with the same name and parameters.

Start reading with ``simd.py``, then ``tiles.py``, ``windows.py`` and ``pooled.py``; ``winograd.py`` is the hardest.
"""

import importlib
import os

from course_lib.kernels import callers
from course_lib.kernels.cache import cached_in, folder
from course_lib.kernels.memory import keep_freed_memory

# GNU OpenMP's threads wait for each other by spinning, 300,000 times by default: beside another busy program a training
# then takes many times as long. Waiting shorter costs a few percent on an idle machine and changes no result.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")

keep_freed_memory()
FOLDER = folder()

with cached_in(FOLDER):
    from course_lib.kernels.activations import (
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
    from course_lib.kernels.augmentation import affine_forward, affine_input_gradient
    from course_lib.kernels.batchnorm import batchnorm_forward, batchnorm_gradient, batchnorm_statistics
    from course_lib.kernels.conv2d import conv2d_forward, conv2d_input_gradient, conv2d_kernel_gradient
    from course_lib.kernels.conv2d_relu import (
        conv2d_relu_forward,
        conv2d_relu_input_gradient,
        conv2d_relu_kernel_gradient,
    )
    from course_lib.kernels.conv2d_relu_maxpool2d import (
        conv2d_relu_maxpool2d_forward,
        conv2d_relu_maxpool2d_input_gradient,
        conv2d_relu_maxpool2d_kernel_gradient,
    )
    from course_lib.kernels.dense import dense_forward, dense_input_gradient, dense_kernel_gradient
    from course_lib.kernels.dropout import dropout
    from course_lib.kernels.losses import (
        binary_crossentropy,
        categorical_crossentropy,
        mean_absolute_error,
        mean_squared_error,
        sigmoid_crossentropy,
        softmax_crossentropy,
    )
    from course_lib.kernels.optimizers import (
        adadelta_update,
        adagrad_update,
        adam_update,
        rmsprop_momentum_update,
        rmsprop_update,
        sgd_momentum_update,
        sgd_update,
    )
    from course_lib.kernels.pooling import (
        avgpool2d_forward,
        avgpool2d_input_gradient,
        maxpool2d_forward,
        maxpool2d_input_gradient,
    )
    from course_lib.kernels.regularizers import l1_l2_gradient, l1_l2_penalty

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

callers.guard_forks(vars())
REPLACED = set()  # names of kernels whose places learners' functions hold at the moment: see `use`


def __getattr__(name):
    # Only when asked for: `use` needs all of the above, and few programs read the twins.
    if name == "use":
        from course_lib.kernels.replacing import use

        return use
    if name == "reference":
        return importlib.import_module("course_lib.kernels.reference")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
