"""Arguments that Keras has and the course has not: each gets a sentence that says what to do instead."""

import re

import pytest

import course_lib
from course_lib import Input, Sequential

# Keras 3's parameters, as its signatures name them, without those that the course has too.
KERAS_ARGUMENTS = {
    "Input": "batch_size dtype sparse ragged batch_shape tensor optional",
    "Sequential": "trainable",
    "Sequential.add": "rebuild",
    "Sequential.compile": "loss_weights weighted_metrics run_eagerly steps_per_execution jit_compile auto_scale_loss",
    "Sequential.evaluate": "sample_weight steps",
    "Sequential.export": "input_signature opset_version",
    "Sequential.load_weights": "skip_mismatch",
    "Sequential.pop": "rebuild",
    "Sequential.predict": "steps",
    "Sequential.save": "zipped",
    "Sequential.save_weights": "max_shard_size",
    "Sequential.summary": "line_length positions print_fn expand_nested show_trainable layer_range",
    "initializers.GlorotNormal": "seed input_axes output_axes",
    "initializers.GlorotUniform": "seed input_axes output_axes",
    "initializers.HeNormal": "seed input_axes output_axes",
    "initializers.HeUniform": "seed input_axes output_axes",
    "initializers.LecunNormal": "seed input_axes output_axes",
    "initializers.LecunUniform": "seed input_axes output_axes",
    "initializers.RandomNormal": "seed",
    "initializers.RandomUniform": "seed",
    "initializers.TruncatedNormal": "seed",
    "initializers.VarianceScaling": "seed input_axes output_axes",
    "layers.AveragePooling2D": "data_format",
    "layers.BatchNormalization": "axis beta_regularizer gamma_regularizer beta_constraint gamma_constraint renorm "
    "renorm_clipping renorm_momentum synchronized",
    "layers.Conv2D": "data_format dilation_rate groups bias_regularizer activity_regularizer kernel_constraint "
    "bias_constraint",
    "layers.Dense": "bias_regularizer activity_regularizer kernel_constraint bias_constraint lora_rank lora_alpha "
    "quantization_config",
    "layers.Dropout": "noise_shape seed",
    "layers.Flatten": "data_format",
    "layers.GlobalAveragePooling2D": "data_format",
    "layers.GlobalMaxPooling2D": "data_format",
    "layers.InputLayer": "batch_size dtype sparse ragged batch_shape input_tensor optional",
    "layers.Layer": "activity_regularizer trainable dtype autocast",
    "layers.MaxPooling2D": "data_format",
    "layers.RandomErasing": "seed data_format",
    "layers.RandomFlip": "seed data_format",
    "layers.RandomRotation": "seed data_format",
    "layers.RandomTranslation": "seed data_format",
    "layers.RandomZoom": "seed data_format",
    "layers.ReLU": "max_value negative_slope threshold",
    "layers.Softmax": "axis",
    "layers.ZeroPadding2D": "data_format",
    "losses.BinaryCrossentropy": "axis reduction dtype",
    "losses.CategoricalCrossentropy": "axis reduction dtype",
    "losses.Loss": "reduction dtype",
    "losses.MeanAbsoluteError": "reduction dtype",
    "losses.MeanSquaredError": "reduction dtype",
    "losses.SparseCategoricalCrossentropy": "ignore_class reduction axis dtype",
    "losses.binary_crossentropy": "axis",
    "losses.categorical_crossentropy": "axis",
    "losses.sparse_categorical_crossentropy": "ignore_class axis",
    "metrics.BinaryAccuracy": "dtype",
    "metrics.CategoricalAccuracy": "dtype",
    "metrics.Metric": "dtype",
    "metrics.SparseCategoricalAccuracy": "dtype",
    "metrics.TopKCategoricalAccuracy": "dtype",
    "models.load_model": "safe_mode",
    **{
        f"optimizers.{name}": "clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency "
        "loss_scale_factor gradient_accumulation_steps " + more
        for name, more in {
            "Adadelta": "weight_decay",
            "Adagrad": "weight_decay",
            "Adam": "weight_decay amsgrad",
            "AdamW": "amsgrad",
            "RMSprop": "weight_decay",
            "SGD": "weight_decay",
        }.items()
    },
}


def found(name):
    """What can be called under a name such as "layers.Dense", or a method of an empty model."""
    thing = {"Input": Input, "Sequential": Sequential}.get(name)
    if thing is None:
        owner, _, last = name.rpartition(".")
        thing = getattr(Sequential() if owner == "Sequential" else getattr(course_lib, owner), last)
    return thing


@pytest.mark.parametrize(
    "name, argument", [(name, word) for name, words in KERAS_ARGUMENTS.items() for word in words.split()]
)
def test_an_argument_of_keras_is_answered(name, argument):
    with pytest.raises(TypeError) as caught:
        found(name)(**{argument: None})
    text = str(caught.value)
    assert re.fullmatch(r"\w+: .+, got `(\w+)`\. [A-Z].+\.|\w+: .+, got `(\w+)`\. Use `.+`\.", text), text
    assert f"got `{argument}`" in text
    assert "Did you mean" not in text
