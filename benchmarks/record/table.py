"""The record in a table."""

from statistics import median

from benchmarks.machine import sentence
from benchmarks.report import markdown_table

HEAD = ["training", "reported", "median", "lowest", "highest", "seconds"]


REPORTED_ENSEMBLE = 99.79  # five networks, the record that one of the tutorials tells of: 0.21 % wrong


def rows(record):
    """A row for each training: reported, ours, seconds; percentages."""
    found = [HEAD]
    for name, training in record["trainings"].items():
        values = percentages(training)
        reported = "–" if training["reported"] is None else f"{training['reported']:g}"
        seconds = median(run["seconds"] for run in training["runs"])
        spread = [f"{value:.2f}" for value in (min(values), max(values))] if len(values) > 1 else ["–", "–"]
        figures = [f"{median(values):.2f}", *spread]
        found.append([name, reported, *figures, f"{seconds:.{1 if seconds < 10 else 0}f}"])
    if ensemble := record.get("ensemble"):
        right = 100 * ensemble["right"] / ensemble["test_images"]
        name = f"{ensemble['of']}, five together"
        found.append([name, f"{REPORTED_ENSEMBLE:g}", f"{right:.2f}", "–", "–", "–"])
    return found


def percentages(training):
    """The figure that counts, for each seed."""
    return [100 * run[training["judged_by"]] for run in training["runs"]]


def falls_short(training):
    """Whether the median stays below what is wanted."""
    return training["wanted"] is not None and round(median(percentages(training)), 2) < training["wanted"]


def markdown(record):
    """The table with all that has to be known to read it."""
    text = [
        "# The record",
        "Right answers in percent, on the test images; T4, as its tutorial has it, on the part of the training images "
        "that it kept for validation. Median, lowest and highest of five trainings with the seeds 1 to 5"
        f"{_single(record)}. Seconds of a whole training, validations included, are those of one machine; all else is "
        "the same on every one.",
        markdown_table(rows(record)),
        "\n".join(f"- **{name}**: {words(training)}" for name, training in record["trainings"].items()),
        f"Numerics version {record['numerics']}. {sentence(record['machine'])}.",
    ]
    return "\n\n".join(text) + "\n"


def _single(record):
    """Which trainings are one alone, in words."""
    alone = [name for name, training in record["trainings"].items() if len(training["runs"]) == 1]
    return f"; of {' and '.join(alone)} there is one training alone" if alone else ""


def words(training):
    """A training in a line."""
    data = {"mnist": "MNIST", "fashion_mnist": "Fashion-MNIST"}[training["data"]]
    epochs = "1 epoch" if training["epochs"] == 1 else f"{training['epochs']} epochs"
    text = f"{data}, {training['title']}; {epochs}, batches of {training['batch_size']}."
    if training["judged_by"] == "mirrored_accuracy":
        alone = 100 * median(run["test_accuracy"] for run in training["runs"])
        text += f" It answers for an image and its mirror image together; for the image alone it is {alone:.2f}."
    return f"{text} {training['remark']}".rstrip()
