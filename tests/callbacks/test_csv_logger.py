"""CSVLogger: what stands in the file, and when."""

from pathlib import Path

import pytest

from course_lib.callbacks import CSVLogger, LambdaCallback


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def lines(name="log.csv"):
    return Path(name).read_bytes().decode().split("\r\n")


LOGS = [{"loss": 0.5, "accuracy": 0.25}, {"loss": 0.1, "accuracy": 1.0}]
ROWS = ["epoch,accuracy,loss", "0,0.25,0.5", "1,1.0,0.1", ""]


@pytest.mark.parametrize("kind", [str, Path])
def test_one_row_an_epoch_with_names_in_order(play, kind):
    play([CSVLogger(kind("log.csv"))], LOGS)
    assert lines() == ROWS


def test_a_row_is_in_the_file_as_soon_as_its_epoch_is_over(play):
    seen = []
    play([CSVLogger("log.csv"), LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(lines()))], LOGS)
    assert seen == [[*ROWS[:2], ""], ROWS]


def test_the_file_is_closed_when_the_training_ends(play):
    logger = CSVLogger("log.csv")
    play([logger], LOGS)
    logger.close()
    Path("log.csv").unlink()
    assert logger._file is None


def test_another_separator(play):
    play([CSVLogger("log.csv", separator=";")], LOGS)
    assert lines()[:2] == ["epoch;accuracy;loss", "0;0.25;0.5"]


def test_a_second_training_starts_the_file_anew(play):
    logger = CSVLogger("log.csv")
    play([logger], [{"old": 1.0}])
    play([logger], LOGS)
    assert lines() == ROWS


def test_a_training_after_one_that_broke_closes_its_file(play):
    def give_up(epoch, logs):
        raise KeyError

    logger = CSVLogger("log.csv")
    with pytest.raises(KeyError):
        play([logger, LambdaCallback(on_epoch_end=give_up)], LOGS)
    left_open = logger._file
    play([logger], LOGS)
    assert left_open.closed
    assert lines() == ROWS


@pytest.mark.parametrize("same", [True, False])
def test_append_goes_on_below_without_a_second_head(play, same):
    first = CSVLogger("log.csv", append=True)
    play([first], LOGS)
    play([first if same else CSVLogger("log.csv", append=True)], LOGS[:1])
    assert lines() == [*ROWS[:3], "0,0.25,0.5", ""]


def test_append_to_an_empty_file_writes_the_head(play):
    Path("log.csv").touch()
    play([CSVLogger("log.csv", append=True)], LOGS)
    assert lines() == ROWS


def test_append_keeps_the_columns_of_the_file(play):
    play([CSVLogger("log.csv")], LOGS)
    play([CSVLogger("log.csv", append=True)], [{"loss": 0.25, "learning_rate": 0.5}])
    assert lines()[3:] == ["0,NA,0.25", ""]


def test_append_to_something_else_is_refused(play):
    play([CSVLogger("log.csv", separator=";")], LOGS)
    before = lines()
    with pytest.raises(ValueError) as error:
        play([CSVLogger("log.csv", append=True)], LOGS)
    assert str(error.value) == (
        "CSVLogger: a file to append to must begin with names of columns, with ',' between, epoch first,"
        " got 'epoch;accuracy;loss'. Leave append out to start the file anew."
    )
    assert lines() == before


def test_figures_that_come_and_go(play):
    play([CSVLogger("log.csv")], [{"loss": 1.0}, {"extra": 2.0}, {"loss": 3.0, "extra": 4.0}], validation=False)
    assert lines() == ["epoch,loss", "0,1.0", "1,NA", "2,3.0", ""]


def test_validation_figures_stand_behind_the_others(play):
    play([CSVLogger("log.csv")], [{"val_loss": 3.0, "loss": 1.0}])
    assert lines() == ["epoch,loss,val_loss", "0,1.0,3.0", ""]


def test_a_validation_that_comes_later_has_its_columns(play):
    logs = [{"loss": 1.0, "learning_rate": 0.5}, {"loss": 2.0, "learning_rate": 0.5, "val_loss": 3.0}]
    play([CSVLogger("log.csv")], logs)
    assert lines() == ["epoch,learning_rate,loss,val_loss", "0,0.5,1.0,NA", "1,0.5,2.0,3.0", ""]


def test_a_folder_that_is_missing(play, model):
    with pytest.raises(FileNotFoundError) as error:
        play([CSVLogger("runs/log.csv")], LOGS)
    assert str(error.value) == (
        "CSVLogger: `filename` must be a file to write to, got 'runs/log.csv' (No such file or directory)."
        " Make the folder 'runs' first."
    )
    assert model.weight == 0


def test_a_folder_is_no_file(play):
    Path("runs").mkdir()
    with pytest.raises(OSError, match=r"^CSVLogger: `filename` must be a file to write to, got 'runs' \(.*\)\.$"):
        play([CSVLogger("runs")], LOGS)


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ({"filename": None}, TypeError, "`filename` must be a text or a Path, got None."),
        ({"separator": ", "}, ValueError, "`separator` must be one character, got ', '."),
        ({"separator": None}, ValueError, "`separator` must be one character, got None."),
        ({"seperator": ";"}, TypeError, "the arguments are filename, separator, append, got `seperator`."
         " Did you mean `separator`?"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(arguments, error, text):
    with pytest.raises(error) as raised:
        CSVLogger(**{"filename": "log.csv", **arguments})
    assert str(raised.value) == f"CSVLogger: {text}"


def test_its_repr_makes_it_again():
    assert repr(CSVLogger(Path("a.csv"), ";", True)) == "CSVLogger(filename='a.csv', separator=';', append=True)"
