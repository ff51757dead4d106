"""Things that are described by the arguments they were made with: layers, losses, optimizers and the like."""

import functools
import importlib
import inspect
import numbers

from course_lib.arguments import check_arguments
from course_lib.validation import message

# The modules whose classes a config may name.
FAMILIES = (
    "layers", "activations", "initializers", "regularizers", "losses", "metrics", "optimizers", "optimizers.schedules",
)  # fmt: skip


class Configured:
    """Base of all that is made with arguments and keeps each of them as an attribute of the same name.

    From that one habit come clear answers to wrong arguments, a ``repr`` that shows how to make the thing again, and
    `get_config`, its description in words and numbers that fit into a file.

    Attributes
    ----------
    family : str
        The module where such things are found, such as "layers".

    Examples
    --------
    >>> class Gain(Configured):
    ...     def __init__(self, factor=1.0, name=None):
    ...         self.factor, self.name = factor, name
    >>> Gain(2.0)
    Gain(factor=2.0)
    >>> Gain(2.0).get_config()
    {'factor': 2.0, 'name': None}
    """

    family = ""

    def __new__(cls, *args, **kwargs):
        # Before __init__ and with its arguments. A copy comes without any, and Python itself says what is missing.
        if args or kwargs:
            # Without an __init__ of its own a class has object's, whose signature would take anything.
            made_by = _no_arguments if cls.__init__ is object.__init__ else cls.__init__
            check_arguments(cls.__name__, made_by, (None, *args), kwargs)
        return super().__new__(cls)

    def arguments(self):
        """Return the arguments that make such a thing again: {name: value}.

        Returns
        -------
        dict

        Raises
        ------
        TypeError
            If an argument was not kept.
        """
        kept = {}
        for name in _parameters(type(self)):
            if not hasattr(self, name):
                rule = f"the argument `{name}` must be kept as an attribute of that name"
                raise TypeError(message(type(self).__name__, rule, "none", f"Write self.{name} = {name}."))
            kept[name] = getattr(self, name)
        return kept

    def get_config(self):
        """Return `arguments` in words, numbers, lists and dicts.

        Returns
        -------
        dict

        Raises
        ------
        TypeError
            If an argument was not kept or cannot be put that way.
        """
        return {name: describe(value, f"{type(self).__name__} `{name}`") for name, value in self.arguments().items()}

    @classmethod
    def from_config(cls, config):
        """Return a new one for the arguments in `config`.

        Parameters
        ----------
        config : dict
            From `get_config`.

        Returns
        -------
        Configured
        """
        return cls(**{name: rebuild(value, where=f"{cls.__name__}.from_config") for name, value in config.items()})

    def __repr__(self):
        defaults = _parameters(type(self))
        told = [f"{k}={v!r}" for k, v in self.arguments().items() if not _is_default(v, defaults[k])]
        return f"{type(self).__name__}({', '.join(told)})"


def _no_arguments(self):
    pass


def describe(value, where="describe"):
    """Return `value` in words, numbers, lists and dicts; a `Configured` as ``{"class": …, "config": …}``.

    Raises
    ------
    TypeError
        If `value` is of another kind.
    """
    if isinstance(value, Configured):
        return {"class": f"{value.family}.{type(value).__name__}", "config": value.get_config()}
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if isinstance(value, tuple | list):
        return [describe(entry, where) for entry in value]
    rule = "what is kept in a file must be a number, a text, a tuple or an object with `get_config`"
    raise TypeError(message(where, rule, repr(value)))


def rebuild(description, custom_objects=None, where="load_model"):
    """Return what `describe` described.

    Parameters
    ----------
    description : object
        Words, numbers, lists, and dicts with a class and its config.
    custom_objects : dict of str to type, optional
        Classes that the package does not have, by name.
    where : str, default "load_model"
        Who asks, for messages.

    Returns
    -------
    object

    Raises
    ------
    ValueError
        If a class is not known.
    """
    if isinstance(description, list):
        return [rebuild(entry, custom_objects, where) for entry in description]
    if not isinstance(description, dict):
        return description
    family, _, name = description["class"].rpartition(".")
    kind = (custom_objects or {}).get(name)
    if kind is None and family in FAMILIES:
        kind = vars(importlib.import_module(f"course_lib.{family}")).get(name)
    if not isinstance(kind, type) or not issubclass(kind, Configured):
        advice = f"If it is yours, use load_model(…, custom_objects={{{name!r}: {name}}})."
        raise ValueError(message(where, "every class must be known", repr(name), advice))
    config = {key: rebuild(value, custom_objects, where) for key, value in description["config"].items()}
    return kind.from_config(config)


def _is_default(value, default):
    """Whether a repr can leave `value` out; an object made from the default's name is the default."""
    if isinstance(value, Configured) and isinstance(default, str):
        return repr(value) == default.title().replace("_", "") + "()"
    return isinstance(value, bool) == isinstance(default, bool) and value == default


@functools.cache
def _parameters(kind):
    """The parameters of a class's constructor, {name: default}; ``**kwargs`` stands for those of the next class."""
    found = {}
    for owner in kind.__mro__:
        if "__init__" not in vars(owner):
            continue
        parameters = inspect.signature(owner.__init__).parameters.values()
        for p in parameters:
            if p.name != "self" and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY):
                found.setdefault(p.name, p.default)
        if not any(p.kind is p.VAR_KEYWORD for p in parameters):
            break
    return found
