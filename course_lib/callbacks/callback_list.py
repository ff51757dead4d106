"""Several callbacks, called as one."""

import inspect

from course_lib.arguments import takes
from course_lib.callbacks.callback import Callback
from course_lib.validation import message


class CallbackList:
    """Passes each call on to several callbacks, in order.

    Parameters
    ----------
    callbacks : list of Callback
        May be empty.
    model : Model
        Handed to each.
    params : dict
        Handed to each.
    where : str, default "fit"
        Who was given the callbacks, for messages.

    Raises
    ------
    TypeError
        If an entry is no `Callback`.

    Examples
    --------
    >>> from course_lib.callbacks import History
    >>> history = History()
    >>> CallbackList([history], model=None, params={}).call("on_epoch_end", 0, {"loss": 0.5})
    >>> history.history
    {'loss': [0.5]}
    """

    def __init__(self, callbacks, model, params, where="fit"):
        self._callbacks = as_list(callbacks, where)
        for callback in self._callbacks:
            callback.set_model(model)
            callback.set_params(params)

    def call(self, hook, *args):
        """Call the method named `hook` of each callback; if no logs are given, all get one empty dict.

        Parameters
        ----------
        hook : str
            Such as "on_epoch_end".
        *args
            Its arguments; the logs may be left out.
        """
        numbered = "epoch" in hook or "batch" in hook
        if len(args) == numbered:
            args = (*args, {})
        for callback in self._callbacks:
            getattr(callback, hook)(*args)

    def get_states(self):
        """Return the states of the callbacks that have one.

        Returns
        -------
        list of dict
            ``{"class": …, "state": …}`` of each.
        """
        states = ((type(callback).__name__, callback.get_state()) for callback in self._callbacks)
        return [{"class": name, "state": state} for name, state in states if state]

    def set_states(self, states):
        """Give each callback the state of the next one that was of its class.

        Parameters
        ----------
        states : list of dict
            From `get_states`, of this training or the one that it continues.
        """
        left = list(states)
        for callback in self._callbacks:
            found = [place for place, entry in enumerate(left) if entry["class"] == type(callback).__name__]
            if found:
                callback.set_state(left.pop(found[0])["state"])


def as_list(callbacks, where="fit"):
    """Return `callbacks` as a list: None is an empty one, a callback alone a list of one.

    Raises
    ------
    TypeError
        If an entry is no `Callback`.

    Examples
    --------
    >>> as_list(None)
    []
    >>> as_list([Callback])
    Traceback (most recent call last):
    TypeError: fit: each entry of `callbacks` must be a Callback object, got Callback. Write Callback() with ...
    """
    if callbacks is None:
        return []
    entries = list(callbacks) if isinstance(callbacks, list | tuple) else [callbacks]
    for entry in entries:
        if not isinstance(entry, Callback):
            got = entry.__name__ if isinstance(entry, type) else repr(entry)
            rule = "each entry of `callbacks` must be a Callback object"
            raise TypeError(message(where, rule, got, _advice(entry)))
        _check_hooks(entry)
    return entries


def _check_hooks(callback):
    """Say so if a method of a learner's own cannot be called as a callback's."""
    for name, hook in vars(Callback).items():
        if name.startswith("on_"):
            told = [parameter for parameter in inspect.signature(hook).parameters if parameter != "self"]
            if not takes(getattr(callback, name), len(told)):
                rule, own = f"`{name}` must take ({', '.join(told)})", getattr(callback, name)
                got = f"({', '.join(inspect.signature(own).parameters)})"
                raise TypeError(message(type(callback).__name__, rule, got))


def _advice(entry):
    if isinstance(entry, type) and issubclass(entry, Callback):
        return f"Write {entry.__name__}() with parentheses."
    if hasattr(entry, "on_epoch_end"):
        return "Take it, or the class it is made from, from course_lib.callbacks."
    return "Write LambdaCallback(on_epoch_end=…) around a function." if callable(entry) else ""
