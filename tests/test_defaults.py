"""Defaults are those of Keras 3."""

import inspect

import pytest

import course_lib
from course_lib import Sequential
from course_lib.config import Configured, _parameters

# As the signatures of Keras 3.15 have them, for the parameters that the course has too.
KERAS_DEFAULTS = {
    "layers.AveragePooling2D": {"strides": None, "padding": "valid"},
    "layers.BatchNormalization": {
        "momentum": 0.99, "epsilon": 0.001, "center": True, "scale": True, "beta_initializer": "zeros",
        "gamma_initializer": "ones", "moving_mean_initializer": "zeros", "moving_variance_initializer": "ones",
    },
    "layers.Conv2D": {
        "strides": (1, 1), "padding": "valid", "activation": None, "use_bias": True,
        "kernel_initializer": "glorot_uniform", "bias_initializer": "zeros", "kernel_regularizer": None,
    },
    "layers.Dense": {
        "activation": None, "use_bias": True, "kernel_initializer": "glorot_uniform", "bias_initializer": "zeros",
        "kernel_regularizer": None,
    },
    "layers.GlobalAveragePooling2D": {"keepdims": False},
    "layers.GlobalMaxPooling2D": {"keepdims": False},
    "layers.LeakyReLU": {"negative_slope": 0.3},
    "layers.MaxPooling2D": {"pool_size": (2, 2), "strides": None, "padding": "valid"},
    "layers.RandomErasing": {"factor": 1.0, "scale": (0.02, 0.33), "fill_value": None, "value_range": (0, 255)},
    "layers.RandomFlip": {"mode": "horizontal_and_vertical"},
    "layers.RandomRotation": {"fill_mode": "reflect", "interpolation": "bilinear", "fill_value": 0.0},
    "layers.RandomTranslation": {"fill_mode": "reflect", "interpolation": "bilinear", "fill_value": 0.0},
    "layers.RandomZoom": {"width_factor": None, "fill_mode": "reflect", "interpolation": "bilinear", "fill_value": 0.0},
    "layers.ZeroPadding2D": {"padding": (1, 1)},
    "losses.BinaryCrossentropy": {"from_logits": False, "label_smoothing": 0.0},
    "losses.CategoricalCrossentropy": {"from_logits": False, "label_smoothing": 0.0},
    "losses.SparseCategoricalCrossentropy": {"from_logits": False},
    "losses.binary_crossentropy": {"from_logits": False, "label_smoothing": 0.0},
    "losses.categorical_crossentropy": {"from_logits": False, "label_smoothing": 0.0},
    "losses.sparse_categorical_crossentropy": {"from_logits": False},
    "optimizers.SGD": {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False},
    "optimizers.Adadelta": {"learning_rate": 0.001, "rho": 0.95, "epsilon": 1e-07},
    "optimizers.Adagrad": {"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-07},
    "optimizers.Adam": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07},
    "optimizers.AdamW": {
        "learning_rate": 0.001, "weight_decay": 0.004, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07,
    },
    "optimizers.RMSprop": {"learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-07, "centered": False},
    "optimizers.schedules.CosineDecay": {"alpha": 0.0, "warmup_target": None, "warmup_steps": 0},
    "optimizers.schedules.CosineDecayRestarts": {"t_mul": 2.0, "m_mul": 1.0, "alpha": 0.0},
    "optimizers.schedules.ExponentialDecay": {"staircase": False},
    "optimizers.schedules.InverseTimeDecay": {"staircase": False},
    "optimizers.schedules.PolynomialDecay": {"end_learning_rate": 0.0001, "power": 1.0, "cycle": False},
    "callbacks.CSVLogger": {"separator": ",", "append": False},
    "callbacks.EarlyStopping": {
        "monitor": "val_loss", "min_delta": 0, "patience": 0, "verbose": 0, "mode": "auto", "baseline": None,
        "restore_best_weights": False, "start_from_epoch": 0,
    },
    "callbacks.LambdaCallback": {
        "on_epoch_begin": None, "on_epoch_end": None, "on_train_begin": None, "on_train_end": None,
        "on_train_batch_begin": None, "on_train_batch_end": None,
    },
    "callbacks.LearningRateScheduler": {"verbose": 0},
    "callbacks.ModelCheckpoint": {
        "monitor": "val_loss", "verbose": 0, "save_best_only": False, "save_weights_only": False, "mode": "auto",
        "save_freq": "epoch", "initial_value_threshold": None,
    },
    "callbacks.ReduceLROnPlateau": {
        "monitor": "val_loss", "factor": 0.1, "patience": 10, "verbose": 0, "mode": "auto", "min_delta": 0.0001,
        "cooldown": 0, "min_lr": 0.0,
    },
    "regularizers.L1": {"l1": 0.01},
    "regularizers.L1L2": {"l1": 0.0, "l2": 0.0},
    "regularizers.L2": {"l2": 0.01},
    "initializers.Constant": {"value": 0.0},
    "initializers.RandomNormal": {"mean": 0.0, "stddev": 0.05},
    "initializers.RandomUniform": {"minval": -0.05, "maxval": 0.05},
    "initializers.TruncatedNormal": {"mean": 0.0, "stddev": 0.05},
    "initializers.VarianceScaling": {"scale": 1.0, "mode": "fan_in", "distribution": "truncated_normal"},
    "metrics.BinaryAccuracy": {"threshold": 0.5},
    "metrics.TopKCategoricalAccuracy": {"k": 5},
    "metrics.binary_accuracy": {"threshold": 0.5},
    "metrics.top_k_categorical_accuracy": {"k": 5},
    "utils.to_categorical": {"num_classes": None},
    "Sequential.compile": {"optimizer": "rmsprop", "loss": None, "metrics": None},
    # Keras works two of these out later: "auto" becomes 1, and without a batch_size it is 32.
    "Sequential.fit": {
        "batch_size": 32, "epochs": 1, "verbose": 1, "callbacks": None, "validation_split": 0.0,
        "validation_data": None, "shuffle": True, "class_weight": None, "sample_weight": None, "initial_epoch": 0,
        "steps_per_epoch": None, "validation_steps": None, "validation_batch_size": None, "validation_freq": 1,
    },
    "Sequential.export": {"verbose": None},  # Keras has other formats, and another one first
    "Sequential.evaluate": {"batch_size": 32, "verbose": 1, "callbacks": None, "return_dict": False},
    "Sequential.predict": {"batch_size": 32, "verbose": 1, "callbacks": None},
}  # fmt: skip


def defaults_of(name):
    """{parameter: default} of a class or function under a name such as "layers.Dense"."""
    owner, _, last = name.rpartition(".")
    thing = Sequential if owner == "Sequential" else course_lib
    for word in owner.split(".") if owner != "Sequential" else ():
        thing = getattr(thing, word)
    thing = getattr(thing, last)
    if inspect.isclass(thing) and issubclass(thing, Configured):
        return _parameters(thing)
    return {key: parameter.default for key, parameter in inspect.signature(thing).parameters.items()}


@pytest.mark.parametrize("name, argument", [(name, word) for name, known in KERAS_DEFAULTS.items() for word in known])
def test_a_default_is_that_of_keras(name, argument):
    ours, theirs = defaults_of(name)[argument], KERAS_DEFAULTS[name][argument]
    assert ours == theirs
    assert type(ours) is type(theirs)


@pytest.mark.parametrize(
    "name", [name for name in KERAS_DEFAULTS if name.startswith("optimizers.") and "sch" not in name]
)
def test_an_optimizer_by_name_has_these_defaults_too(name):
    made = course_lib.optimizers.get(name.split(".")[1].lower())
    for argument, default in KERAS_DEFAULTS[name].items():
        assert getattr(made, argument) == default


def test_layers_have_the_other_names_of_keras_too():
    layers = course_lib.layers
    assert layers.MaxPool2D is layers.MaxPooling2D and layers.AvgPool2D is layers.AveragePooling2D
    assert layers.GlobalMaxPool2D is layers.GlobalMaxPooling2D
    assert layers.GlobalAvgPool2D is layers.GlobalAveragePooling2D
