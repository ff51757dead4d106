"""An image kernel at work."""

import numpy as np

from course_lib.plots.frame import frame
from course_lib.plots.kernel import draw_kernel, reach, size_of
from course_lib.plots.picture import Picture, draw, grey_image


def show_filtering(image, kernel, result):
    """Draw an image, an image kernel with its numbers, and what the kernel makes of the image.

    Parameters
    ----------
    image : array_like, (H, W)
        Before.
    kernel : array_like, (kh, kw)
        The image kernel.
    result : array_like, (Ho, Wo)
        After.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If one of the three has not two axes.

    Examples
    --------
    >>> import numpy as np
    >>> show_filtering(np.eye(3), [[-1, 1]], np.ones((3, 2)))
    [Picture: an image, a 1×2 image kernel with its numbers, and the filtered image]
    """
    named = {"image": image, "kernel": kernel, "result": result}
    image, kernel, result = (grey_image(array, "show_filtering", name) for name, array in named.items())
    size = "×".join(map(str, kernel.shape))
    picture = Picture(9, 3.2, f"an image, a {size} image kernel with its numbers, and the filtered image")
    before, middle, after = picture.subplots(1, 3, width_ratios=(3, 2, 3))
    draw(before, image, "image")
    draw(after, result, "filtered image", **greys_of(result))
    draw_kernel(middle, kernel, size_of(kernel, 2 / max(kernel.shape)), reach(kernel))
    middle.set_title("image kernel", fontsize=11)
    frame(before)
    frame(after)
    return picture


def greys_of(result):
    """The limits of a filtered image's greys: with negative numbers 0 is grey, else black."""
    reach = np.abs(result).max() or 1
    return {"vmin": -reach if result.min() < 0 else 0, "vmax": reach}
