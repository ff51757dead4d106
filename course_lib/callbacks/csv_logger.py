"""CSVLogger."""

import csv
import os
from pathlib import Path

from course_lib.callbacks.callback import Callback
from course_lib.config import Configured
from course_lib.validation import message


class CSVLogger(Configured, Callback):
    """Writes the figures of each epoch into a table that spreadsheets and pandas can read.

    The columns are ``epoch``, from 0, and the names of the figures in alphabetical order. A row stands in the file
    as soon as its epoch is over. A figure that an epoch does not have is ``NA``.

    Parameters
    ----------
    filename : str or Path
        Where to write; the folder must exist.
    separator : str, default ","
        One character that stands between the columns.
    append : bool, default False
        Whether to go on at the end of an existing file, with its columns, instead of starting it anew.

    Raises
    ------
    TypeError
        If `filename` is neither a text nor a Path.
    ValueError
        If `separator` is not one character; when the training begins, if there is no ``epoch`` in the first row of
        the file to append to.
    OSError
        When the training begins, if the file cannot be opened.

    Examples
    --------
    >>> CSVLogger("training.csv", append=True)
    CSVLogger(filename='training.csv', append=True)
    """

    family = "callbacks"

    def __init__(self, filename, separator=",", append=False):
        if not isinstance(filename, str | os.PathLike):
            raise TypeError(message("CSVLogger", "`filename` must be a text or a Path", repr(filename)))
        if not isinstance(separator, str) or len(separator) != 1:
            raise ValueError(message("CSVLogger", "`separator` must be one character", repr(separator)))
        self.filename, self.separator, self.append = os.fspath(filename), separator, append
        self._file = self._columns = None

    def on_train_begin(self, logs=None):
        self.close()
        self._columns = None
        try:
            if self.append and Path(self.filename).exists():
                self._columns = self._first_row()
            self._file = open(self.filename, "a" if self.append else "w", newline="", encoding="utf-8")
        except OSError as error:
            folder = os.path.dirname(self.filename)
            advice = f"Make the folder {folder!r} first." if folder and not os.path.isdir(folder) else ""
            got = f"{self.filename!r} ({error.strerror})"
            raise type(error)(message("CSVLogger", "`filename` must be a file to write to", got, advice)) from error

    def _first_row(self):
        with open(self.filename, newline="", encoding="utf-8") as file:
            columns = next(csv.reader(file, delimiter=self.separator), None)
        if columns is not None and "epoch" not in columns:
            rule = f"a file to append to must begin with names of columns, with {self.separator!r} between, epoch first"
            advice = "Leave append out to start the file anew."
            raise ValueError(message("CSVLogger", rule, repr(self.separator.join(columns)), advice))
        return columns

    def on_epoch_end(self, epoch, logs=None):
        figures = {"epoch": epoch, **logs}
        rows = csv.writer(self._file, delimiter=self.separator)
        if self._columns is None:
            self._columns = ["epoch", *self._names(logs)]
            rows.writerow(self._columns)
        rows.writerow([figures.get(name, "NA") for name in self._columns])
        self._file.flush()

    def _names(self, logs):
        names = sorted(logs)
        if (self.params or {}).get("validation") and not any(name.startswith("val_") for name in names):
            # The first validation comes after a later epoch: its columns are needed now.
            names += [f"val_{name}" for name in names if name != "learning_rate"]
        return names

    def on_train_end(self, logs=None):
        self.close()

    def close(self):
        """Close the file, if it is open."""
        if self._file is not None:
            self._file.close()
            self._file = None
