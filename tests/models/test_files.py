"""Files of models: written whole or not at all, and a change of a single bit is found."""

import json
import os
import random
import re
import struct
import subprocess
import sys
import time

import numpy as np
import pytest
from safetensors.numpy import save

from course_lib import Input, Sequential, layers
from course_lib.models import files, load_model

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links as Linux and macOS have them")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "m.safetensors"


def network(units=3):
    model = Sequential([Input((4,)), layers.Dense(units)])
    model.compile("adam", "mse")
    model.fit(np.ones((2, 4)), np.ones((2, units)), verbose=0)
    return model


def test_every_changed_bit_is_found(path):
    network().save(path)
    whole = path.read_bytes()
    rng = random.Random(0)
    for _ in range(300):
        place, bit = rng.randrange(len(whole)), rng.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        with pytest.raises(ValueError, match=r"the file must be one that save wrote, and whole, got 'm.safetensors'"):
            load_model(path)


def test_every_other_damage_is_found(path):
    network().save(path)
    whole = path.read_bytes()
    rng = random.Random(1)
    for _ in range(200):
        start, length = rng.randrange(len(whole)), rng.randrange(1, 60)
        noise = bytes(rng.randrange(256) for _ in range(length))
        damaged = rng.choice(
            [
                whole[:start],
                whole[:start] + whole[start + length :],
                whole[:start] + noise + whole[start:],
                whole[:start] + bytes(min(length, len(whole) - start)) + whole[start + length :],
                noise + whole,
                whole + noise,
            ]
        )
        if damaged == whole:
            continue
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="the file must be one that save wrote, and whole"):
            load_model(path)


@pytest.mark.parametrize(
    "metadata",
    [None, {}, {"course_lib": "{}"}, {"course_lib": "[" * 100_000, "digest": ""}, {"course_lib": "no", "digest": ""}],
    ids=["none", "empty", "no digest", "deep", "no JSON"],
)
def test_files_of_others(path, metadata):
    path.write_bytes(save({"layers/dense/kernel": np.ones((4, 3), np.float32)}, metadata=metadata))
    with pytest.raises(ValueError, match="the file must be one that save wrote, and whole"):
        load_model(path)


def test_a_folder_in_place_of_a_file(path):
    path.mkdir()
    with pytest.raises(FileNotFoundError, match=re.escape("load_model: the file must exist, got 'm.safetensors'")):
        load_model(path)
    with pytest.raises(
        OSError, match=r"save: the file must be in a folder that can be written to, got 'm.safetensors'"
    ):
        network().save(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_a_newer_version_says_so(path, monkeypatch):
    monkeypatch.setattr("course_lib.models.saving.VERSION", 99)
    network().save(path)
    monkeypatch.undo()
    with pytest.raises(ValueError, match=r"got version 99 in 'm.safetensors'. A newer course_lib has written it"):
        load_model(path)


def test_what_a_file_holds_can_be_read_without_the_package(path):
    """A length, a header in JSON, numbers: nothing that could run."""
    network().save(path)
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    assert header["layers/dense/kernel"]["shape"] == [4, 3]
    assert header["optimizer/dense/bias/m"]["dtype"] == "F32"
    notes = json.loads(header["__metadata__"]["course_lib"])
    assert [layer["class"] for layer in notes["layers"]] == ["layers.Dense"]
    assert notes["training"]["epoch"] == 1


FULL_DISK = """
import resource, signal, sys
import numpy as np
from course_lib.models import load_model
from course_lib import Input, Sequential, layers
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
model = Sequential([Input((100,)), layers.Dense(100)])
try:
    model.save(sys.argv[1])
except OSError as error:
    print(error, error.errno)
"""


@posix
def test_a_write_that_breaks_off_in_the_middle(path):
    """The system itself refuses the bytes after the 20,000th, as a full disk would."""
    network().save(path)
    before = path.read_bytes()
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.startswith("save: the file must be in a folder that can be written to, got 'm.safetensors': File too")
    assert "The file that was there is unchanged." in told
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@posix
def test_a_folder_that_cannot_be_written_to(path, monkeypatch):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path.parent.chmod(0o555)
    with pytest.raises(PermissionError, match=r"Permission denied. Nothing was written"):
        network().save(path)
    path.parent.chmod(0o755)


def test_a_disk_that_refuses_everything(path, monkeypatch):
    """As one does that is mounted read-only: even deleting what is not there fails."""

    def refuse(*args, **options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("course_lib.models.files.open", refuse, raising=False)
    monkeypatch.setattr("course_lib.models.files.Path.unlink", refuse)
    with pytest.raises(OSError, match=r"got 'm.safetensors': Read-only file system. Nothing was written.") as caught:
        network().save(path)
    assert caught.value.errno == 30


def test_the_stop_button_while_a_file_is_written(path, monkeypatch):
    network().save(path)
    before = path.read_bytes()

    def pressed(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr("course_lib.models.files.os.fsync", pressed)
    with pytest.raises(KeyboardInterrupt):
        network(5).save(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@posix
def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(path):
    mask = os.umask(0o027)
    try:
        network().save(path)
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o604)
    network().save(path)
    assert path.stat().st_mode & 0o777 == 0o604


@posix
def test_a_link_stays_and_the_file_it_leads_to_is_replaced(path, tmp_path):
    real = tmp_path / "disk" / "real.safetensors"
    real.parent.mkdir()
    path.symlink_to(real)
    network().save(path)
    network(5).save(path)
    assert path.is_symlink()
    assert load_model(real).output_shape == (5,)


def test_what_a_killed_process_left_is_cleared_away_after_an_hour(path):
    old, young, other = (
        path.with_name(name) for name in (".m.safetensors-1a.part", ".m.safetensors-2b.part", ".n.part")
    )
    for file in (old, young, other):
        file.write_text("half")
    for file in (old, other):
        os.utime(file, (time.time() - 2 * files._ABANDONED,) * 2)
    network().save(path)
    assert sorted(path.parent.iterdir()) == sorted([path, young, other])
