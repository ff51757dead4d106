"""The SHA-256 sums of the package's data files, unzipped, and a check against them."""

import gzip
import hashlib
import zlib
from pathlib import Path

from course_lib.datasets.folders import PACKAGE_FILES

SHA256 = {
    "mnist": {
        "train-images-idx3-ubyte.gz": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte.gz": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte.gz": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte.gz": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
    "fashion_mnist": {
        "train-images-idx3-ubyte.gz": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "train-labels-idx1-ubyte.gz": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "t10k-images-idx3-ubyte.gz": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "t10k-labels-idx1-ubyte.gz": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
}


def damaged_files(folder=None):
    """Return the data files that are missing, cannot be read or differ from their sums.

    Parameters
    ----------
    folder : str or path-like, optional
        Folder with the subfolders ``mnist`` and ``fashion_mnist``; without it, the package's own.

    Returns
    -------
    list of str
        Names such as ``mnist/train-images-idx3-ubyte.gz``; empty if all is well.

    Examples
    --------
    >>> damaged_files()
    []
    """
    folder = PACKAGE_FILES if folder is None else Path(folder)
    return [
        f"{name}/{file}"
        for name, sums in SHA256.items()
        for file, expected in sums.items()
        if _sum_of_content(folder / name / file) != expected
    ]


def _sum_of_content(path):
    """Return the SHA-256 sum of a gzip file's content, or None if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with gzip.open(path) as stream:
            while chunk := stream.read(1 << 18):
                digest.update(chunk)
    except (OSError, EOFError, zlib.error):
        return None
    return digest.hexdigest()
