"""Sizes of what a window leaves when it slides over an image: the only place for this arithmetic."""

from course_lib.validation import choice, message

PADDINGS = ("valid", "same")


def output_size(size, window, stride=1, before=0, after=0):
    """Return how many places a sliding window has along one axis.

    ::

        O = ⌊(W − K + 2P) / S⌋ + 1        with 2P = before + after

    Parameters
    ----------
    size : int
        Length of the axis in pixels, W.
    window : int
        Length of the window in pixels, K.
    stride : int
        Step of the window in pixels, S.
    before, after : int
        Pixels added in front of the axis and behind it; the formula's 2P is their sum.

    Returns
    -------
    int
        Number of places, at least 1.

    Raises
    ------
    ValueError
        If the window is longer than the padded axis.

    Examples
    --------
    >>> output_size(28, window=3)
    26
    >>> output_size(28, window=3, stride=2, before=0, after=1)
    14
    """
    room = size + before + after - window
    if room < 0:
        rule = f"a window of {window} must fit into the padded axis"
        advice = "Use a smaller window or padding='same'."
        raise ValueError(message("output_size", rule, f"{size + before + after} pixels", advice))
    return room // stride + 1


def same_padding(size, window, stride=1):
    """Return how many pixels "same" adds before and after an axis, so that the output is ⌈size / stride⌉ long.

    The total is ``max((⌈size/stride⌉ − 1)·stride + window − size, 0)``. Where it is odd, the extra pixel goes
    *behind* the axis (bottom, right), as in Keras, TensorFlow and PyTorch's ``padding="same"``.

    Parameters
    ----------
    size, window, stride : int
        As in `output_size`.

    Returns
    -------
    (int, int)
        Pixels before and after.

    Examples
    --------
    >>> same_padding(28, window=3)
    (1, 1)
    >>> same_padding(28, window=2, stride=1)
    (0, 1)
    """
    places = -(-size // stride)
    total = max((places - 1) * stride + window - size, 0)
    return total // 2, total - total // 2


def slide(where, image, window, strides, padding, argument="window"):
    """Return the padding that a window needs and how many places it then has: ((top, bottom, left, right), (Ho, Wo)).

    Parameters
    ----------
    where : str
        Who asks, for messages.
    image : tuple of int
        (height, width, channels) of the image.
    window, strides : (int, int)
        Height and width, step down and right, in pixels.
    padding : {"valid", "same"}
        As for `window_padding`.
    argument : str, default "window"
        What the window's size is called there, for messages.

    Raises
    ------
    ValueError
        If `image` has not three numbers, or the window does not fit into the padded image.

    Examples
    --------
    >>> slide("example", image=(28, 26, 1), window=(3, 3), strides=(1, 1), padding="valid")
    ((0, 0, 0, 0), (26, 24))
    """
    height, width, _ = check_image(where, image)
    top, bottom, left, right = window_padding(padding, (height, width), window, strides)
    if window[0] > height + top + bottom or window[1] > width + left + right:
        rule = f"a window of {window[0]}×{window[1]} must fit into the image"
        advice = f"Use a smaller {argument}, fewer layers before it, or padding='same'."
        if height in (1, 3) and width == image[2]:  # (1, 28, 28)
            advice = "The channels must come last: use x.transpose(0, 2, 3, 1)."
        raise ValueError(message(where, rule, f"{height}×{width} pixels", advice))
    places = (
        output_size(height, window[0], strides[0], top, bottom),
        output_size(width, window[1], strides[1], left, right),
    )
    return (top, bottom, left, right), places


def check_image(where, image):
    """Return `image` if it is (height, width, channels).

    Parameters
    ----------
    where : str
        Who asks, for messages.
    image : tuple of int
        Shape of a sample.

    Raises
    ------
    ValueError
        If `image` has not three numbers.
    """
    if len(image) != 3:
        advice = "Add a channel axis: x[..., None]." if len(image) == 2 else "It belongs before Flatten."
        if len(image) == 1:
            advice += " Rows of numbers become images with x.reshape(-1, height, width, channels)."
        if len(image) == 2 and image[1] == 1:  # (28, 1): what is left of one image when its height is taken for N
            advice = "Add the batch axis: x[None]."
        raise ValueError(message(where, "images must have shape (height, width, channels)", str(image), advice))
    return image


def check_row(where, sample):
    """Say so if a sample is a single number, not a row of them.

    Parameters
    ----------
    where : str
        Who asks, for messages.
    sample : tuple of int
        Shape of a sample.

    Raises
    ------
    ValueError
        If `sample` is ().
    """
    if not sample:
        advice = "Use x[:, None] where each number is a sample, x[None] where all are one."
        raise ValueError(message(where, "samples must be rows of numbers, (N, numbers)", "single numbers", advice))


def window_padding(padding, image, window, strides):
    """Return the pixels (top, bottom, left, right) that `padding` adds around an image.

    Parameters
    ----------
    padding : {"valid", "same"}
        "valid" adds nothing.
    image, window, strides : (int, int)
        Heights and widths in pixels.

    Examples
    --------
    >>> window_padding("same", image=(28, 28), window=(5, 5), strides=(1, 1))
    (2, 2, 2, 2)
    """
    choice(padding, PADDINGS, "window_padding", "padding")
    if padding == "valid":
        return 0, 0, 0, 0
    return *same_padding(image[0], window[0], strides[0]), *same_padding(image[1], window[1], strides[1])
