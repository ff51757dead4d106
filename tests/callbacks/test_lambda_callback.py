"""LambdaCallback: a function for any of the hooks."""

import pytest

from course_lib.callbacks import Callback, CallbackList, LambdaCallback

HOOKS = [name for name in dir(Callback) if name.startswith("on_")]
COUNTED = [name for name in HOOKS if "batch" in name or "epoch" in name]


def arguments(hook):
    return (3, {"loss": 1.0}) if hook in COUNTED else ({"loss": 1.0},)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_function_takes_the_place_of_each_hook(hook):
    calls = []
    watchers = CallbackList([LambdaCallback(**{hook: lambda *told: calls.append(told)})], None, {})
    for name in HOOKS:
        if name not in ("on_batch_begin", "on_batch_end"):  # a model calls on_train_batch_…, which calls these
            watchers.call(name, *arguments(name))
    assert calls == [arguments(hook)]


def test_none_stands_for_no_function():
    callback = LambdaCallback(on_epoch_end=None, on_test_end=None)
    callback.on_epoch_end(0, {})
    callback.on_test_end({})
    assert repr(callback) == "LambdaCallback()"


def test_its_repr_names_the_functions():
    def shout(logs): ...

    assert repr(LambdaCallback(on_train_end=shout, on_epoch_end=lambda epoch, logs: None)) == (
        "LambdaCallback(on_epoch_end=<lambda>, on_train_end=shout)"
    )


def raised_by(**arguments):
    with pytest.raises(TypeError) as error:
        LambdaCallback(**arguments)
    return str(error.value)


def test_an_unknown_hook():
    text = raised_by(on_epoch_ends=print)
    assert text.startswith("LambdaCallback: the arguments are ")
    assert text.endswith(", got `on_epoch_ends`. Did you mean `on_epoch_end`?")
    assert all(hook in text for hook in HOOKS)
    assert raised_by(zebra=print).endswith(", got `zebra`.")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"on_epoch_end": 3}, "`on_epoch_end` must be a function of (epoch, logs), got 3."),
        ({"on_test_end": "f"}, "`on_test_end` must be a function of (logs), got 'f'."),
        ({"on_epoch_end": lambda epoch: None}, "`on_epoch_end` must be a function of (epoch, logs), got one of"
         " (epoch)."),
        ({"on_train_end": lambda: None}, "`on_train_end` must be a function of (logs), got one of ()."),
        ({"on_train_batch_end": lambda b, *, logs: None}, "`on_train_batch_end` must be a function of (batch, logs),"
         " got one of (b, *, logs)."),
    ],
)  # fmt: skip
def test_what_cannot_be_called_is_explained(arguments, text):
    assert raised_by(**arguments) == f"LambdaCallback: {text}"
