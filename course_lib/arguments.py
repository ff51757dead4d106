"""A wrong argument gets an answer: which there are, and what stands for the one that Keras or a slip of the pen has.

Python alone would say ``got an unexpected keyword argument 'lr'``. Here the answer is ``SGD: the arguments are
learning_rate, momentum, nesterov, name, got `lr`. Use `learning_rate`.``
"""

import difflib
import functools
import inspect

from course_lib.validation import message

_ONE_ORDER = "Images are always (N, height, width, channels)."
_ONE_TYPE = "All numbers are float32."
_SEED = "All randomness follows utils.set_random_seed(seed)."
_CONSTRAINT = "Weights are not constrained; a kernel_regularizer keeps them small."
_CLIPPING = "Gradients are not clipped; a smaller learning_rate keeps steps small."
_NO_GRAPH = "There is no graph to compile: numba compiles the kernels once for all models."
_IN_MEMORY = "All data lie in memory as arrays; leave it out."

# What a Keras user may type and the course has under another name, or not at all: a name to use instead, or a sentence.
INSTEAD = {
    "activity_regularizer": "Only weights are penalized: use kernel_regularizer of Conv2D or Dense.",
    "alpha": "negative_slope",
    "amsgrad": "This is the Adam of the paper's first form; leave it out.",
    "auto_scale_loss": _ONE_TYPE,
    "autocast": _ONE_TYPE,
    "axis": "The last axis, of channels or classes, is the one that counts; leave it out.",
    "batch_input_shape": "Use input_shape, without the batch axis.",
    "batch_shape": "Use shape, without the batch axis.",
    "batch_size": "Give batch_size to fit; a model takes batches of any size.",
    "beta_constraint": _CONSTRAINT,
    "beta_regularizer": "Only kernels are penalized: use kernel_regularizer of Conv2D or Dense.",
    "bias_constraint": _CONSTRAINT,
    "bias_regularizer": "Biases are not penalized: use `kernel_regularizer`.",
    "border_mode": "padding",
    "class_mode": "The loss decides; leave it out.",
    "clipnorm": _CLIPPING,
    "clipvalue": _CLIPPING,
    "data_format": _ONE_ORDER,
    "decay": "Give a schedule as learning_rate, such as optimizers.schedules.InverseTimeDecay.",
    "dilation_rate": "Windows have no holes: use a larger kernel_size, or strides.",
    "dtype": _ONE_TYPE,
    "ema_momentum": "Weights are not averaged; leave it out.",
    "ema_overwrite_frequency": "Weights are not averaged; leave it out.",
    "embeddings_initializer": "kernel_initializer",
    "expand_nested": "All layers are shown; leave it out.",
    "filter_size": "kernel_size",
    "gamma_constraint": _CONSTRAINT,
    "gamma_regularizer": "Only kernels are penalized: use kernel_regularizer of Conv2D or Dense.",
    "global_clipnorm": _CLIPPING,
    "gradient_accumulation_steps": "Use a larger batch_size in fit.",
    "groups": "Every filter sees all channels; leave it out.",
    "ignore_class": "All classes count; leave the samples out, or give them class_weight 0 in fit.",
    "init": "kernel_initializer",
    "input_axes": "The axes are those of Dense and Conv2D kernels; leave it out.",
    "input_dim": "Use input_shape=(numbers,).",
    "input_signature": "The input is that of predict, batches of any size; leave it out.",
    "input_tensor": "A model here is a chain without tensors of its own; give shape.",
    "jit_compile": _NO_GRAPH,
    "kernel_constraint": _CONSTRAINT,
    "layer_range": "Show a part of the model with model[2:5].summary().",
    "line_length": "The table is as wide as it must be; leave it out.",
    "lora_alpha": "All weights are trained; leave it out.",
    "lora_rank": "All weights are trained; leave it out.",
    "loss_scale_factor": _ONE_TYPE,
    "loss_weights": "A model here has one output, so one loss; leave it out.",
    "lr": "learning_rate",
    "max_queue_size": _IN_MEMORY,
    "max_shard_size": "All weights go into one file; leave it out.",
    "max_value": "ReLU has no upper end here; leave it out.",
    "metric": "metrics",
    "n_filters": "filters",
    "nb_epoch": "epochs",
    "nb_filter": "filters",
    "negative_slope": "Use LeakyReLU(negative_slope).",
    "noise_shape": "Every number is dropped or kept on its own; leave it out.",
    "num_epochs": "epochs",
    "opset_version": "There is one, which ONNX Runtime has read since 2021; leave it out.",
    "optional": "A model always has its input; leave it out.",
    "options": "Files are written at once; leave it out.",
    "output_axes": "The axes are those of Dense and Conv2D kernels; leave it out.",
    "output_dim": "units",
    "p": "rate",
    "positions": "The table is as wide as it must be; leave it out.",
    "print_fn": "Use print_fn(repr(model)).",
    "quantization_config": _ONE_TYPE,
    "ragged": "All samples have one shape; leave it out.",
    "rebuild": "A model is built as soon as its shapes are known; leave it out.",
    "reduction": "A batch's loss is the mean of its samples' losses; leave it out.",
    "renorm": "Statistics are those of the batch; leave it out.",
    "renorm_clipping": "Statistics are those of the batch; leave it out.",
    "renorm_momentum": "Statistics are those of the batch; leave it out.",
    "run_eagerly": _NO_GRAPH,
    "safe_mode": "Files hold words and numbers only and cannot run code; leave it out.",
    "sample_weight": "Weights of samples count in fit only; leave it out.",
    "sample_weight_mode": "Give `sample_weight` to fit, one number for each sample.",
    "seed": _SEED,
    "show_accuracy": "Ask for it in compile: metrics=['accuracy'].",
    "show_trainable": "All layers are shown; leave it out.",
    "skip_mismatch": "Weights must fit; copy single layers with layer.set_weights(weights).",
    "sparse": "Arrays are dense; leave it out.",
    "steps": "All samples are taken; give fewer rows, such as x[:1000].",
    "steps_per_execution": _NO_GRAPH,
    "subsample": "strides",
    "synchronized": "There is one process, so its batch is the whole batch; leave it out.",
    "tensor": "A model here is a chain without tensors of its own; give shape.",
    "threshold": "The bend lies at 0; leave it out.",
    "trainable": "Set it afterwards: layer.trainable = False.",
    "use_ema": "Weights are not averaged; leave it out.",
    "use_multiprocessing": _IN_MEMORY,
    "virtual_batch_size": "Statistics are those of the batch; leave it out.",
    "weight_decay": "Use optimizers.AdamW, which has one, or a kernel_regularizer.",
    "weighted_metrics": "Metrics count every sample alike; use `metrics`.",
    "workers": _IN_MEMORY,
    "zipped": "A model is one file; leave it out.",
}  # fmt: skip


def check_arguments(where, function, args, kwargs):
    """Compare a call with the function's signature, and explain what does not fit.

    Parameters
    ----------
    where : str
        What the function is called in the message.
    function : callable
        Function or method; `args` begins with the `self` of a method.
    args : tuple
        Arguments given by place.
    kwargs : dict
        Arguments given by name.

    Raises
    ------
    TypeError
        If an argument is unknown, missing or given twice, or there are too many.

    Examples
    --------
    >>> def scale(image, factor=2): ...
    >>> check_arguments("scale", scale, (1,), {"faktor": 3})
    Traceback (most recent call last):
    TypeError: scale: the arguments are image, factor, got `faktor`. Did you mean `factor`?
    """
    parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    own_args = args[1:] if next(iter(inspect.signature(function).parameters), "") == "self" else args
    kinds = {p.kind for p in parameters}
    named = [p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    names = [p.name for p in named]
    by_place = [p.name for p in named if p.kind is p.POSITIONAL_OR_KEYWORD]
    rule = f"the arguments are {', '.join(names)}" if names else "there are no arguments"
    if inspect.Parameter.VAR_KEYWORD not in kinds:
        for name in kwargs:
            if name not in names:
                raise TypeError(message(where, rule, f"`{name}`", _advice(name, names)))
    if len(own_args) > len(by_place) and inspect.Parameter.VAR_POSITIONAL not in kinds:
        extra = f"{len(own_args)} without a name"
        advice = "Put the entries into one list." if where == "Sequential" else ""
        advice = "Put the sizes into one tuple, such as (28, 28, 1)." if where == "Input" else advice
        raise TypeError(message(where, f"{rule}, at most {len(by_place)} of them without a name", extra, advice))
    for name in by_place[: len(own_args)]:
        if name in kwargs:
            raise TypeError(message(where, f"`{name}` can be given once", "it by place and by name"))
    missing = [p.name for p in named if p.default is p.empty and p.name not in (*by_place[: len(own_args)], *kwargs)]
    if missing:
        lacking = ", ".join(f"`{name}`" for name in missing)
        raise TypeError(message(where, f"{rule}, and {lacking} must be given", f"a call without {lacking}"))


def _advice(name, names):
    instead = INSTEAD.get(name, "")
    if instead in names:
        return f"Use `{instead}`."
    if " " in instead:
        return instead
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else ""


def explained(function):
    """Return `function` with `check_arguments` in front of each call."""

    name = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]  # a class's, not __init__

    @functools.wraps(function)
    def checked(*args, **kwargs):
        check_arguments(name, function, args, kwargs)
        return function(*args, **kwargs)

    return checked


def takes(function, count):
    """Return whether `function` can be called with `count` arguments, all without a name.

    Examples
    --------
    >>> takes(lambda epoch, logs: None, 2), takes(lambda epoch: None, 2)
    (True, False)
    """
    try:
        signature = inspect.signature(function)
    except ValueError:
        return True  # Python cannot tell for some functions written in C
    try:
        signature.bind(*range(count))
    except TypeError:
        return False
    return True
