"""Images to learn from: `mnist` and `fashion_mnist`, whose files come with the package.

::

    from course_lib import datasets
    (x_train, y_train), (x_test, y_test) = datasets.fashion_mnist.load_data()

DATASETS.md, beside this file, names the authors and the licences.
"""

from course_lib.datasets import fashion_mnist, mnist

__all__ = ["fashion_mnist", "mnist"]
