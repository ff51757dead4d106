"""Numbers and small arrays, written out so that a learner can follow them."""

import numpy as np


def short(number):
    """Return a number in six digits, a whole one in all of its digits.

    Parameters
    ----------
    number : float

    Returns
    -------
    str

    Examples
    --------
    >>> short(2 / 3), short(16777217.0)
    ('0.666667', '16777217')
    """
    whole = np.isfinite(number) and number == int(number) and abs(number) < 1e15
    return f"{number:.0f}" if whole else f"{number:.6g}"


def written_out(name, numbers):
    """Return an array as lines: one table, or one for each index of the axes behind or before a table's two.

    Parameters
    ----------
    name : str
        What the array is called.
    numbers : ndarray
        With at least one axis.

    Returns
    -------
    list of str

    Examples
    --------
    >>> for line in written_out("x", np.arange(6.0).reshape(1, 2, 3)):
    ...     print(line)
    x[0, :, :] = [[0, 1, 2],
                  [3, 4, 5]]
    """
    if numbers.ndim <= 2:
        return _table(name, numbers)
    rows, columns = _axes(numbers.shape)
    lines = []
    for index in np.ndindex(*(1 if axis in (rows, columns) else size for axis, size in enumerate(numbers.shape))):
        place = tuple(slice(None) if axis in (rows, columns) else index[axis] for axis in range(numbers.ndim))
        words = ", ".join(":" if isinstance(part, slice) else str(part) for part in place)
        lines += _table(f"{name}[{words}]", numbers[place])
    return lines


def _axes(shape):
    """The two axes that stand as rows and columns: the first two that are longer than 1."""
    longer = [axis for axis, size in enumerate(shape) if size > 1]
    return (longer + [axis for axis in range(len(shape)) if axis not in longer])[:2]


def _table(name, numbers):
    texts = [short(number) if isinstance(number, float) else str(number) for number in numbers.ravel().tolist()]
    width = max(map(len, texts), default=0)
    texts = [f"{text:>{width}}" for text in texts]
    if numbers.ndim < 2:
        return [f"{name} = [{', '.join(texts)}]"]
    columns = numbers.shape[1]
    rows = [f"[{', '.join(texts[row * columns : (row + 1) * columns])}]" for row in range(len(numbers))]
    behind = f",\n{' ' * len(f'{name} = [')}"
    return f"{name} = [{behind.join(rows)}]".split("\n")
