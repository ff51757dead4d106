"""Exercise 01.1: an image becomes brighter, and stays within 0 to 255."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def brighter(image, amount):
    """Add a number to each pixel of an 8-bit image, and cut off what is no pixel value.

    Parameters
    ----------
    image : ndarray, uint8
        The image.
    amount : int
        Negative to make it darker.

    Returns
    -------
    ndarray, uint8

    Examples
    --------
    >>> brighter(np.array([[100, 250]], dtype=np.uint8), 10)
    array([[110, 255]], dtype=uint8)
    """
    return np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)


def _cases():
    cases = [(np.array([[100, 250], [0, 245]], np.uint8), 10), (np.array([[100, 3, 0], [255, 10, 90]], np.uint8), -10)]
    for place, (shape, amount) in enumerate([((3, 5), 0), ((4, 2), 100), ((2, 4), -200), ((3, 3), 255), ((2, 3), 400)]):
        pixels = small_numbers(shape, "exercise 01.1", place, low=0, high=255)
        cases.append((pixels.astype(np.uint8), amount))
    return [{"image": image, "amount": amount} for image, amount in cases]


def _wide(image):
    return image.astype(int)


def _changing(image, amount):
    image[...] = brighter(image, amount)
    return image


BRIGHTER = FunctionExercise(
    number="01.1",
    title="brighter, but not too bright",
    finished=brighter,
    cases=_cases,
    mistakes={
        "the sum is made in 8 bits, and 250 + 10 wraps around to 4. There is no room for −10 either. Convert the image "
        "before you add: `image.astype(int)`.": lambda image, amount: image + amount,
        "an unsigned kind of numbers has no place for −10. Use `image.astype(int)`.": lambda image, amount: np.clip(
            image.astype(np.uint16) + amount, 0, 255
        ),
        "int8 goes from −128 to 127, too little for pixels. Use `image.astype(int)`.": lambda image, amount: np.clip(
            image.astype(np.int8) + amount, 0, 255
        ),
        "min, max and `if` work on single numbers. For whole arrays there is np.clip.": lambda image, amount: max(
            0, min(255, _wide(image) + amount)
        ),
        "what does not fit wraps around: 260 becomes 4, −10 becomes 246. Cut off before you go back to 8 bits.": (
            lambda image, amount: (_wide(image) + amount).astype(np.uint8)
        ),
        "nothing is cut off: what lies above 255 must become 255, and what lies below 0 must become 0.": (
            lambda image, amount: _wide(image) + amount
        ),
        "it is cut off above, but not below: a negative amount leads below 0.": lambda image, amount: np.minimum(
            _wide(image) + amount, 255
        ),
        "it is cut off below, but not above.": lambda image, amount: np.maximum(_wide(image) + amount, 0),
        "the two limits are in the wrong order: the lower one comes first.": lambda image, amount: np.clip(
            _wide(image) + amount, 255, 0
        ),
        "it is cut off at 256. The largest pixel value is 255.": lambda image, amount: np.clip(
            _wide(image) + amount, 0, 256
        ),
        "it is cut off at 1. Here pixels go from 0 to 255.": lambda image, amount: np.clip(_wide(image) + amount, 0, 1),
        "the result goes from 0 to 1. Here pixels go from 0 to 255.": lambda image, amount: np.clip(
            image / 255 + amount / 255, 0, 1
        ),
        "the number is subtracted. A positive amount makes the image brighter.": lambda image, amount: np.clip(
            _wide(image) - amount, 0, 255
        ),
        "pixels are multiplied by the number. Add it.": lambda image, amount: np.clip(_wide(image) * amount, 0, 255),
        "it changes the image that it was given. Work on a new array.": _changing,
    },
    hints=(
        "What does `image + amount` give for a pixel of 250 and an amount of 10? Why?",
        "`image.astype(int)` has room for 260, and for −10. Add to that.",
        "`np.clip(numbers, 0, 255)` gives an array in which what was below 0 is 0, and what was above 255 is 255.",
    ),
)
