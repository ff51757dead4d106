"""Fashion-MNIST: 70,000 pictures of clothes, shoes and bags by Zalando."""

from course_lib.datasets.loading import load_folder

CLASS_NAMES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip


def load_data(path=None):
    """Return the Fashion-MNIST pictures, as ``keras.datasets.fashion_mnist.load_data`` does.

    The files come with the package: nothing is downloaded. Clothes are light on dark, 0 is the background.

    Parameters
    ----------
    path : str or path-like, optional
        A folder with your own IDX files; DATASETS.md tells their names. Without it the folder in the
        environment variable ``COURSE_LIB_FASHION_MNIST`` is read, or else the package's own. Keras has no
        such argument.

    Returns
    -------
    (x_train, y_train), (x_test, y_test)
        Images (60000, 28, 28) and (10000, 28, 28), uint8 from 0 to 255; labels (60000,) and (10000,), uint8
        from 0 to 9, places in `CLASS_NAMES`. Your own files keep their sizes. Fresh arrays at each call:
        write to them as you like.

    Raises
    ------
    TypeError
        If `path` is no path.
    FileNotFoundError, NotADirectoryError
        If the folder or one of its files is not there.
    ValueError
        If `path` names an .npz file, or a file is damaged or holds something else than its name says.

    References
    ----------
    H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
    algorithms", arXiv:1708.07747, 2017.

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_data()
    >>> x_train.shape, x_train.dtype.name
    ((60000, 28, 28), 'uint8')
    >>> CLASS_NAMES[y_test[0]]
    'Ankle boot'
    """
    return load_folder("fashion_mnist", path)
