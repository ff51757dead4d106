"""Names of checkpoints that are refused when the callback is made."""

from pathlib import Path

import pytest

from course_lib.callbacks import ModelCheckpoint


@pytest.mark.parametrize(
    ("filepath", "better"),
    [
        ("best", "best.safetensors"),
        ("best.keras", "best.safetensors"),
        ("runs/best.weights.h5", "runs/best.safetensors"),
        ("{epoch:02d}-{val_loss:.2f}.h5", "{epoch:02d}-{val_loss:.2f}.safetensors"),
        ("{epoch:02d}-{val_loss:.2f}", "{epoch:02d}-{val_loss:.2f}.safetensors"),
        (Path("best.keras"), "best.safetensors"),
    ],
)
def test_another_ending_is_refused_at_once(filepath, better):
    with pytest.raises(ValueError) as error:
        ModelCheckpoint(filepath)
    assert str(error.value) == (
        f"ModelCheckpoint: `filepath` must end in .safetensors, got {str(filepath)!r}. Write {better!r}."
    )


@pytest.mark.parametrize(
    "path", ["{}", "{0}", "{epoch", "epoch}", "{epoch:.2q}", "{val_loss:d}", "{loss.real}", "{a[0]}"]
)
def test_braces_that_hold_no_name_and_format_are_refused_at_once(path):
    with pytest.raises(ValueError) as error:
        ModelCheckpoint(f"{path}.safetensors")
    assert str(error.value).startswith(
        "ModelCheckpoint: in `filepath`, braces must hold a name and a format, such as {epoch:02d} or {val_loss:.3f},"
        f" got '{path}.safetensors' ("
    )
