"""MNIST: 70,000 handwritten digits, collected by LeCun, Cortes and Burges."""

from course_lib.datasets.loading import load_folder

CLASS_NAMES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def load_data(path=None):
    """Return the MNIST digits, as ``keras.datasets.mnist.load_data`` does.

    The files come with the package: nothing is downloaded. Digits are light on dark, 0 is the background.

    Parameters
    ----------
    path : str or path-like, optional
        A folder with your own IDX files (KMNIST, EMNIST, QMNIST, …); DATASETS.md tells their names. Without
        it the folder in the environment variable ``COURSE_LIB_MNIST`` is read, or else the package's own. In
        Keras `path` is the name of an .npz file instead.

    Returns
    -------
    (x_train, y_train), (x_test, y_test)
        Images (60000, 28, 28) and (10000, 28, 28), uint8 from 0 to 255; labels (60000,) and (10000,), uint8
        from 0 to 9. Your own files keep their sizes. Fresh arrays at each call: write to them as you like.

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
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition",
    Proceedings of the IEEE 86(11), 1998.

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_data()
    >>> x_train.shape, x_train.dtype.name
    ((60000, 28, 28), 'uint8')
    >>> y_test[:4].tolist()
    [7, 2, 1, 0]
    """
    return load_folder("mnist", path)
