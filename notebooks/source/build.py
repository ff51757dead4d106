"""Build the lessons: ``python notebooks/source/build.py [08 …]`` (or ``make notebooks LESSON=08``).

Each script ``NN_topic.py`` beside this file becomes ``notebooks/NN_topic.ipynb``, run from top to bottom with its
outputs stored. What would differ between two builds without a meaning, such as random cell ids, times of execution
and versions in the metadata, is left out, so that a diff shows what changed.
"""

import re
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

SOURCE = Path(__file__).resolve().parent
NOTEBOOKS = SOURCE.parent
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def lessons(numbers=()):
    """Return the sources of the lessons with these numbers, or of all.

    Raises
    ------
    SystemExit
        If there is no lesson of a number.
    """
    every = {path.name[:2]: path for path in sorted(SOURCE.glob("[0-9][0-9]_*.py"))}
    unknown = [number for number in numbers if number not in every]
    if unknown:
        sys.exit(f"There is no lesson {', '.join(unknown)}; there are {', '.join(every)}.")
    return [every[number] for number in numbers or every]


def convert(source):
    """Return the notebook of a source, not run yet."""
    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for place, cell in enumerate(notebook.cells):
        cell.id = f"{source.stem[:2]}-{place:02d}"
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return notebook


def run(notebook):
    """Execute the notebook's cells in a fresh Jupyter kernel, storing their outputs."""
    client = NotebookClient(
        notebook, timeout=600, kernel_name="python3", record_timing=False, resources={"metadata": {"path": NOTEBOOKS}}
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = tidy(cell.outputs)
    return notebook


def tidy(outputs):
    """Join the pieces that a stream came in; of a line written over again and again keep the last state."""
    result = []
    for output in outputs:
        if output.output_type == "stream" and result and result[-1].get("name") == output.name:
            result[-1].text += output.text
        else:
            result.append(output)
    for output in result:
        if output.output_type == "stream":
            output.text = re.sub(r"[^\n]*\r(?=[^\n])", "", output.text)
    return [output for output in result if output.get("text") != ""]


def main(numbers):
    for source in lessons(numbers):
        print(f"Building {source.stem} …", flush=True)
        notebook = run(convert(source))
        path = NOTEBOOKS / f"{source.stem}.ipynb"
        nbformat.write(notebook, path)
        print(f"  {path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
