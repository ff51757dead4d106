"""LambdaCallback."""

import difflib
import inspect

from course_lib.arguments import takes
from course_lib.callbacks.callback import Callback
from course_lib.validation import message

_HOOKS = [name for name in vars(Callback) if name.startswith("on_")]


class LambdaCallback(Callback):
    """A callback made of functions, without a class of one's own.

    Parameters
    ----------
    on_epoch_begin, on_epoch_end : callable, optional
        Functions of (epoch, logs).
    on_train_begin, on_train_end : callable, optional
        Functions of (logs).
    on_train_batch_begin, on_train_batch_end : callable, optional
        Functions of (batch, logs).
    others : callable
        Functions for the other methods of `Callback`, such as ``on_test_end=``.

    Raises
    ------
    TypeError
        If `Callback` has no such method, or the function cannot be called the way the method is.

    Examples
    --------
    >>> shout = LambdaCallback(on_epoch_end=lambda epoch, logs: print(f"epoch {epoch}: loss {logs['loss']:.2f}"))
    >>> shout.on_epoch_end(0, {"loss": 0.25})
    epoch 0: loss 0.25
    """

    def __init__(
        self,
        on_epoch_begin=None,
        on_epoch_end=None,
        on_train_begin=None,
        on_train_end=None,
        on_train_batch_begin=None,
        on_train_batch_end=None,
        **others,
    ):
        named = {
            "on_epoch_begin": on_epoch_begin,
            "on_epoch_end": on_epoch_end,
            "on_train_begin": on_train_begin,
            "on_train_end": on_train_end,
            "on_train_batch_begin": on_train_batch_begin,
            "on_train_batch_end": on_train_batch_end,
        }
        self._functions = {name: f for name, f in {**named, **others}.items() if f is not None}
        for name, function in self._functions.items():
            _check(name, function)
            setattr(self, name, function)

    def __repr__(self):
        told = [f"{name}={getattr(function, '__name__', function)}" for name, function in self._functions.items()]
        return f"LambdaCallback({', '.join(told)})"


def _check(name, function):
    if name not in _HOOKS:
        near = difflib.get_close_matches(name, _HOOKS, n=1, cutoff=0.6)
        rule, advice = f"the arguments are {', '.join(_HOOKS)}", f"Did you mean `{near[0]}`?" if near else ""
        raise TypeError(message("LambdaCallback", rule, f"`{name}`", advice))
    told = [parameter for parameter in inspect.signature(getattr(Callback, name)).parameters if parameter != "self"]
    rule = f"`{name}` must be a function of ({', '.join(told)})"
    if not callable(function):
        raise TypeError(message("LambdaCallback", rule, repr(function)))
    if not takes(function, len(told)):
        raise TypeError(message("LambdaCallback", rule, f"one of {inspect.signature(function)}"))
