"""Notices when a model meets numbers of another size than it was trained on."""

import warnings

from course_lib.models.batches import largest


class ScaleWarning(UserWarning):
    """The numbers are of another size than those the model was trained on."""


def remember_scale(model, x):
    """Keep the largest number of the training data."""
    model.input_scale = max(model.input_scale or 0.0, largest(x))


def check_scale(model, x, where):
    """Warn once if `x` looks like pixels from 0 to 255 and the model knows 0 to 1, or the other way round.

    Parameters
    ----------
    model : Model
        Its `input_scale` is the largest number it was trained on, or None.
    x : ndarray
        New data.
    where : str
        Who was given them.
    """
    known = model.input_scale
    if not known or model.scale_was_noticed:
        return
    new = largest(x)
    if known <= 2 and new >= 20 * known:
        advice = "Divide by 255 what was divided in training."
    elif known >= 100 and 0 < new <= 1:
        advice = "Leave the division by 255 out, or train with it."
    else:
        return
    model.scale_was_noticed = True
    text = f"{where}: the model was trained on numbers up to {known:g}, got numbers up to {new:g}. {advice}"
    # With a file name of its own, since the place of this line in the package would tell a learner nothing.
    warnings.warn_explicit(text, ScaleWarning, filename="course_lib", lineno=0)
