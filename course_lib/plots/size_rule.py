"""The rule for the size of a convolution's output, with the present numbers put in."""

from course_lib.plots.picture import count


def rule_with_numbers(axis, stride):
    """Return "⌊(6 − 3 + 2·1) / 1⌋ + 1 = 6".

    Parameters
    ----------
    axis : (int, int, int, int, int)
        W, K, the padding before and after, and O.
    stride : int
        S.

    Returns
    -------
    str

    Examples
    --------
    >>> rule_with_numbers((6, 3, 0, 1, 3), stride=2)
    '⌊(6 − 3 + 1) / 2⌋ + 1 = 3'
    """
    size, window, before, after, places = axis
    total = f"2·{before}" if before == after else f"{before + after}"
    return f"⌊({size} − {window} + {total}) / {stride}⌋ + 1 = {places}"


def rule_lines(axes, stride):
    """Return the rule, with numbers and what they stand for, as (line, whether it is bold).

    Parameters
    ----------
    axes : list of (int, int, int, int, int)
        As for `rule_with_numbers`; one where both axes are alike, else rows and columns.
    stride : int
        S.

    Returns
    -------
    list of (str, bool)
    """
    names = ("",) if len(axes) == 1 else ("rows: ", "columns: ")
    lines = []
    for name, axis in zip(names, axes, strict=True):
        size, window, before, after, places = axis
        lines += [(f"{name}O = ⌊(W − K + 2P) / S⌋ + 1 = {rule_with_numbers(axis, stride)}", True)]
        padding = f"P = {before} (padding on each side)" if before == after else f"2P = {before + after} (padding)"
        letters = f"O = {places} (output),  W = {size} (image),  K = {window} (filter),  {padding},  "
        lines += [(f"{letters}S = {stride} (stride)", False), (_remark(axis, stride), False)]
    return lines


def _remark(axis, stride):
    """What the numbers alone do not tell."""
    size, window, before, after, _ = axis
    if before != after:
        zeros = "one more row and column of zeros stands at the bottom and right than at the top and left"
        return f"2P is odd here: {zeros} ({after} and {before})."
    room = size + before + after - window
    unused = room % stride
    if unused:
        last = "The last row and column lie" if unused == 1 else f"The last {unused} rows and columns lie"
        return f"{last} outside of every window: {room} / {stride} is rounded down to {room // stride}."
    steps, places = count(room // stride, "step"), count(room // stride + 1, "place")
    return f"The window can take {steps} from its first place, so it has {places}."
