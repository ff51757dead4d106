"""Which folder is read, and which files in it."""

import re

import pytest

from course_lib.datasets import fashion_mnist, folders, mnist
from course_lib.datasets.folders import PACKAGE_FILES, PARTS, find_files, find_folder

USUAL = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
]  # fmt: skip


def touch(folder, *names):
    """Make empty files."""
    for name in names:
        (folder / name).touch()
    return folder


def found_names(folder):
    return [find_files("mnist", folder)[part].name for part in PARTS]


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_without_argument_the_package_is_read(name, monkeypatch):
    assert find_folder(name) == PACKAGE_FILES / name
    monkeypatch.setenv(f"COURSE_LIB_{name.upper()}", "")
    assert find_folder(name) == PACKAGE_FILES / name


def test_argument_before_variable_before_package(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir(), two.mkdir()
    monkeypatch.setenv("COURSE_LIB_MNIST", str(one))
    assert find_folder("mnist") == one
    assert find_folder("mnist", two) == two
    assert find_folder("fashion_mnist") == PACKAGE_FILES / "fashion_mnist"
    monkeypatch.setenv("COURSE_LIB_FASHION_MNIST", str(two))
    assert find_folder("fashion_mnist") == two


def test_tilde_and_relative_paths(tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_folder("mnist", "~/own") == tmp_path / "own"
    monkeypatch.setenv("COURSE_LIB_MNIST", "~/own")
    assert find_folder("mnist") == tmp_path / "own"
    monkeypatch.chdir(tmp_path)
    assert find_folder("mnist", "own") == tmp_path / "own"


@pytest.mark.parametrize("load_data", [mnist.load_data, fashion_mnist.load_data])
@pytest.mark.parametrize("path", ["mnist.npz", "/tmp/MNIST.NPZ"])
def test_the_npz_file_of_keras_is_explained(load_data, path):
    text = f"load_data: `path` must be a folder of IDX files, got '{path}'. load_data() without an argument"
    with pytest.raises(ValueError, match=re.escape(text)):
        load_data(path)


@pytest.mark.parametrize("path", [3, b"folder", ["folder"], True])
def test_what_is_no_path(path):
    text = f"mnist.load_data: `path` must be the path of a folder, got {path!r}."
    with pytest.raises(TypeError, match=re.escape(text)):
        mnist.load_data(path)


def test_missing_folder(tmp_path, monkeypatch):
    gone = str(tmp_path / "gone")
    text = f"mnist.load_data: `path` must be an existing folder, got '{gone}'. Without `path`"
    with pytest.raises(FileNotFoundError, match=re.escape(text)):
        mnist.load_data(gone)
    monkeypatch.setenv("COURSE_LIB_FASHION_MNIST", gone)
    text = f"the environment variable COURSE_LIB_FASHION_MNIST must name an existing folder, got '{gone}'. Unset"
    with pytest.raises(FileNotFoundError, match=re.escape(text)):
        fashion_mnist.load_data()


def test_missing_package_files(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "PACKAGE_FILES", tmp_path)
    gone = tmp_path / "mnist"
    text = f"the package must hold the folder of its own files, got '{gone}'. Install course_lib again."
    with pytest.raises(FileNotFoundError, match=re.escape(text)):
        mnist.load_data()


def test_a_file_in_the_place_of_a_folder(tmp_path):
    file = touch(tmp_path, "images.gz") / "images.gz"
    with pytest.raises(NotADirectoryError, match=re.escape(f"got the file '{file}'.")):
        mnist.load_data(file)


@pytest.mark.parametrize(
    "names",
    [
        USUAL,
        [f"{name}.gz" for name in USUAL],
        [*USUAL[:2], *(f"{name}.gz" for name in USUAL[2:])],
        [name.replace("-idx", ".idx") for name in USUAL],
        [name.replace("-idx", ".idx") + ".gz" for name in USUAL],
        [f"emnist-letters-{name.replace('t10k', 'test')}.gz" for name in USUAL],
        [
            "qmnist-train-images-idx3-ubyte.gz", "qmnist-train-labels-idx2-int.gz",
            "qmnist-test-images-idx3-ubyte.gz", "qmnist-test-labels-idx2-int.gz",
        ],
    ],
)  # fmt: skip
def test_names_that_are_known(tmp_path, names):
    touch(tmp_path, *names, "README.md", "emnist-letters-mapping.txt", "train-images-idx3-ubyte.png")
    assert found_names(tmp_path) == names


def test_order_of_spellings(tmp_path):
    touch(tmp_path, *USUAL)
    touch(tmp_path, *(f"{name}.gz" for name in USUAL), *(name.replace("-idx", ".idx") for name in USUAL))
    touch(tmp_path, "test-images-idx3-ubyte", "train-labels-idx2-int")
    assert found_names(tmp_path) == USUAL


def test_names_without_a_prefix_come_first(tmp_path):
    touch(tmp_path, *USUAL, *(f"a-{name}" for name in USUAL))
    assert found_names(tmp_path) == USUAL


def test_hidden_files_are_passed_over(tmp_path):
    names = [f"kmnist-{name}.gz" for name in USUAL]
    touch(tmp_path, *names, *(f"._{name}" for name in names))
    assert found_names(tmp_path) == names


def test_folders_are_passed_over(tmp_path):
    touch(tmp_path, *(f"{name}.gz" for name in USUAL))
    for name in USUAL:  # as some archives unpack: a folder of the file's name
        (tmp_path / name).mkdir()
    assert found_names(tmp_path) == [f"{name}.gz" for name in USUAL]


def test_several_data_sets_in_one_folder(tmp_path):
    touch(tmp_path, *(f"emnist-{kind}-{name}.gz" for kind in ("letters", "digits") for name in USUAL))
    text = (
        f"mnist.load_data: {tmp_path} must hold the files of one data set, got files that begin with "
        "'emnist-digits-', 'emnist-letters-'. Move the four files that you want to a folder of their own."
    )
    with pytest.raises(ValueError, match=re.escape(text)):
        mnist.load_data(tmp_path)


def test_prefixes_are_not_mixed(tmp_path):
    touch(tmp_path, *(f"a-{name}" for name in USUAL[:2]), *(f"b-{name}" for name in USUAL[2:]))
    with pytest.raises(ValueError, match="got files that begin with 'a-', 'b-'"):
        mnist.load_data(tmp_path)


def test_an_empty_folder_names_everything_that_was_looked_for(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        fashion_mnist.load_data(tmp_path)
    text = str(caught.value)
    assert text.startswith(f"fashion_mnist.load_data: {tmp_path} must hold four IDX files, got none for train-images")
    assert text.endswith("Each name may end in .gz, and all may begin with one prefix.")
    for name in [*USUAL, "test-images-idx3-ubyte", "test-labels.idx1-ubyte", "train-labels-idx2-int"]:
        assert name in text


@pytest.mark.parametrize("missing", range(4))
@pytest.mark.parametrize("prefix", ["", "qmnist-"])
def test_one_missing_file(tmp_path, missing, prefix):
    touch(tmp_path, *(prefix + name for i, name in enumerate(USUAL) if i != missing))
    text = f"got none for {PARTS[missing]} (looked for {prefix}{USUAL[missing]}, "
    with pytest.raises(FileNotFoundError, match=re.escape(text)) as caught:
        mnist.load_data(tmp_path)
    assert str(caught.value).count("looked for") == 1
