"""The results in words: a table for the terminal, and Markdown for the README."""

from benchmarks import networks, tables
from benchmarks.configurations import OURS
from benchmarks.machine import sentence
from benchmarks.tables import PREDICT, TRAIN

NOTICEABLE = 0.05
PARTS = (
    ("Training: ms for a step (forward, backward, update by Adam)", lambda r, mark: tables.speed_rows(r, TRAIN, mark)),
    ("Prediction: ms for a batch", lambda r, mark: tables.speed_rows(r, PREDICT, mark)),
    ("Arithmetic, by the count of the direct method", lambda r, mark: tables.work_rows(r)),
    ("Memory and start", lambda r, mark: tables.footprint_rows(r)),
)


def text(results):
    """The whole report for a terminal."""
    blocks = [f"{title}\n{plain_table(rows)}" for title, rows in parts(results, "{}")]
    return "\n\n".join([*blocks, *notes(results)])


def markdown(results, picture="results.png"):
    """The whole report as Markdown: the chart's file and a short table first, then the rest."""
    blocks = [f"![{alt_text(results)}]({picture})"]
    blocks += [markdown_table(rows) for rows in [tables.summary_rows(results)] if len(rows) > 1]
    blocks += [f"**{title}**\n\n{markdown_table(rows)}" for title, rows in parts(results, "**{}**")]
    return "\n\n".join([*blocks, *notes(results)]) + "\n"


def parts(results, marked):
    """(title, rows) of each table that has figures."""
    found = [(title, rows_of(results, marked)) for title, rows_of in PARTS]
    return [(title, rows) for title, rows in found if len(rows) > 1]


def notes(results):
    """What is to be known about the tables, in paragraphs."""
    words = [f"{network}: {networks.in_words(network)}." for network in results["speed"]]
    legend = [tables.FOOTPRINT_LEGEND] if results["footprint"] else []
    return [" ".join(words), *legend, conditions(results), *(f"Left out: {each}" for each in results["troubles"])]


def conditions(results):
    """How it was measured, on what."""
    settings, versions = results["settings"], results["versions"]
    software = ", ".join(f"{name} {version}" for name, version in versions.items() if name != "numpy")
    rounds = {len(values) for subjects in tables.measured(results).values() for values in subjects.values()}
    how = (
        f"Batches of {settings['batch']}, {settings['threads']} threads; median of {_span(rounds)} interleaved rounds, "
        "in brackets the fastest and the slowest one."
    )
    if any("+kept memory" in name for name in tables.names(results)):
        how += f" +kept memory: the C library was asked to keep freed memory, as {OURS} asks it by itself."
    if not results["is_complete"]:
        how += " The run is not finished."
    if (busy := tables.others_busy(results)) > NOTICEABLE:
        how += f" Other programs used {busy:.0%} of the CPUs meanwhile: do not trust these figures."
    return f"{how} {sentence(results['machine'])}. {software}."


def alt_text(results):
    """The chart in words."""
    told = []
    for network, subjects in tables.measured(results).items():
        if OURS in subjects:
            text = f"{network} {tables.digits(tables.median(subjects[OURS]))} ms"
            if peer := tables.fastest_peer(subjects):
                text += f" (fastest other: {tables.digits(tables.median(subjects[peer]))}, {tables.library(peer)})"
            told.append(text)
    return f"Bar chart: milliseconds of a training step with {OURS} and others. {OURS}: {'; '.join(told)}."


def plain_table(rows):
    """Columns of equal width: the first to the left, figures to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown_table(rows):
    head, *body = rows
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *body]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _span(numbers):
    return "no" if not numbers else str(max(numbers)) if len(numbers) == 1 else f"{min(numbers)} to {max(numbers)}"
