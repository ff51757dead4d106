"""Build the lessons: ``python notebooks/source/build.py [08 …]`` (or ``make notebooks LESSON=08``).

Each script ``NN_topic.py`` beside this file becomes ``notebooks/NN_topic.ipynb``, run from top to bottom with its
outputs stored. In a lesson with exercises the solutions stand between two lines, as nbgrader has them::

    ### BEGIN SOLUTION
    ### END SOLUTION

The learner's notebook has a stub in their place, and ``notebooks/solutions/NN_topic.ipynb`` has the solution. The code
of the solutions goes to ``course_lib/exercises/solutions/NN.json`` too, from where the checks show it. Pictures that a
text names are put into the notebook.

What would differ between two builds without a meaning, such as random cell ids, times of execution and versions in the
metadata, is left out, so that a diff shows what changed.

Cells with the tag "nbval-ignore-output" use Keras or PyTorch, which the course's environment has not. The build lends
them those of ``.venv-bench`` (`make peers`), or of the environment that COURSE_LIB_PEERS names: its packages are looked
up last, so all else is the course's own. Where there is none, the outputs of these cells stay as they were stored, as
long as no code and no other output of the notebook has changed; otherwise the build refuses. No output is made up, and
none gets lost.
"""

import base64
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from PIL import Image

SOURCE = Path(__file__).resolve().parent
NOTEBOOKS = SOURCE.parent
SOLVED = NOTEBOOKS / "solutions"
SOLUTIONS = NOTEBOOKS.parent / "course_lib" / "exercises" / "solutions"
TIMES = SOURCE / "run_times.json"  # of the learner's notebooks in seconds, on the machine of the last build
SOLUTION = re.compile(r"^( *)### BEGIN SOLUTION\n(.*?)^ *### END SOLUTION\n?", re.MULTILINE | re.DOTALL)
WIDGET = "application/vnd.jupyter.widget-view+json"
PEERS_TAG = "nbval-ignore-output"
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


def convert(source, solved=False):
    """Return the notebook of a source, the learner's or the solved one, not run yet."""
    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for place, cell in enumerate(notebook.cells):
        cell.id = f"{source.stem[:2]}-{place:02d}"
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            cell.source = SOLUTION.sub(r"\2" if solved else stub, cell.source).rstrip("\n")
        else:
            with_pictures(cell)
            if solved:
                cell.source = as_solved(cell.source, first=place == 0)
    return notebook


def stub(found):
    """What stands in a solution's place: a function raises NotImplementedError, values become ``...``."""
    indent, code = found.groups()
    if indent:
        return f"{indent}# Write your code here, in place of the next line.\n{indent}raise NotImplementedError\n"
    code = re.sub(r"^(\w+) = (?!\{\n).*\n", r"\1 = ...  # your answer\n", code, flags=re.MULTILINE)
    return re.sub(r"^(    \"[^\"]+\": ).*,\n", r"\1...,\n", code, flags=re.MULTILINE)  # the entries of a dict


def with_pictures(cell):
    """Put the pictures that a text names into its cell, so that a notebook is whole wherever it is copied to."""
    for name in re.findall(r"\]\(source/([\w.-]+\.png)\)", cell.source):
        data = base64.b64encode((SOURCE / name).read_bytes()).decode()
        cell.setdefault("attachments", {})[name] = {"image/png": data}
        cell.source = cell.source.replace(f"](source/{name})", f"](attachment:{name})")


def as_solved(text, first):
    """A text of the learner's notebook as the solved one has it: the title says so, links lead out of the folder."""
    if first:
        text = re.sub(r"\A(# .*)", r"\1 · solved", text)
    return re.sub(r"\]\((\d\d_\w+\.ipynb)\)", r"](../\1)", text)


def solutions(source):
    """Return the code of each exercise's solution, by its number, from a source."""
    found, latest = {}, ""
    for cell in jupytext.read(source, fmt="py:percent").cells:
        if SOLUTION.search(cell.source):
            latest = re.sub(r".*exercises\.check\(.*\n?", "", SOLUTION.sub(r"\2", cell.source)).strip("\n")
        for number in re.findall(r'exercises\.check\("([\d.]+)"', cell.source):
            found[number] = latest
    return found


def needs_peers(cell):
    return PEERS_TAG in cell.metadata.get("tags", [])


def peers():
    """Return the folders, one or none at all, that have to be searched too for Keras and PyTorch; None without them."""
    names = ("keras", "torch")
    if all(map(importlib.util.find_spec, names)):
        return []
    folder = Path(os.environ.get("COURSE_LIB_PEERS", NOTEBOOKS.parent / ".venv-bench")).resolve()
    version = "python{}.{}".format(*sys.version_info)
    for packages in (folder / "lib" / version / "site-packages", folder / "Lib" / "site-packages"):
        if all((packages / name).is_dir() for name in names):
            return [packages]
    return None


def run(notebook, packages=()):
    """Execute the notebook's cells in a fresh Jupyter kernel that also searches `packages`, storing their outputs."""
    lines = [f"--IPKernelApp.exec_lines=import sys; sys.path.append({str(folder)!r})" for folder in packages]
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": NOTEBOOKS}},
        extra_arguments=lines,
    )
    with tempfile.TemporaryDirectory() as folder:
        own = {"KERAS_HOME": folder, "COURSE_LIB_PROGRESS": folder}  # Keras's settings, and what exercises keep
        client.execute(env={**os.environ, **own})
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = tidy(cell.outputs)
    return notebook


def tidy(outputs):
    """Join the pieces that a stream came in; of a line written over again and again keep the last state.

    Of an interactive piece the still figure stays: the widget itself lives as long as the Jupyter kernel that made it.
    """
    result = []
    for output in outputs:
        if set(output.get("data", ())) == {WIDGET}:
            continue
        if output.output_type == "stream" and result and result[-1].get("name") == output.name:
            result[-1].text += output.text
        else:
            result.append(output)
    for output in result:
        if output.output_type == "stream":
            output.text = re.sub(r"[^\n]*\r(?=[^\n])", "", output.text)
        elif "image/png" in output.get("data", {}):
            with_small_picture(output.data)
    return [output for output in result if output.get("text") != ""]


def with_small_picture(data):
    """Store a picture with a palette of 256 colours, in a third of the room; nobody can see the difference."""
    before = data["image/png"].strip()
    picture, after = Image.open(io.BytesIO(base64.b64decode(before))), io.BytesIO()
    picture.quantize(256, dither=Image.Dither.NONE).save(after, "png", optimize=True)
    small = base64.b64encode(after.getvalue()).decode()
    if len(small) < len(before):
        data["image/png"] = small
        data["text/html"] = data.get("text/html", "").replace(before, small)


def keep_peers_outputs(notebook, stored):
    """Give the cells that need the peers their stored outputs; tell whether these still belong to them."""
    if stored is None:
        return False
    cells, old_cells = ([cell for cell in book.cells if cell.cell_type == "code"] for book in (notebook, stored))
    if len(cells) != len(old_cells):
        return False
    pairs = list(zip(cells, old_cells, strict=True))
    for new, old in pairs:
        if new.source != old.source or (not needs_peers(new) and texts(new) != texts(old)):
            return False
    for new, old in pairs:
        if needs_peers(new):
            new.outputs = old.outputs
    return True


def texts(cell):
    """What a cell's outputs say, without the times."""
    said = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
    return [re.sub(r"\b\d+\.\d s\b", "TIME", text) for text in said]


def build(source, path, solved=False):
    """Return a notebook of a source, run; `path` is where the last one is stored, if there is one.

    Raises
    ------
    SystemExit
        If it needs Keras and PyTorch, and neither they nor outputs that still hold are there.
    """
    notebook, packages = convert(source, solved), peers()
    alone = packages is None and any(map(needs_peers, notebook.cells))
    run(notebook, packages if packages and any(map(needs_peers, notebook.cells)) else ())
    if alone:
        if not keep_peers_outputs(notebook, nbformat.read(path, as_version=4) if path.exists() else None):
            sys.exit(
                f"{path.name} has changed, so its cells that use Keras or PyTorch must be run again. Both are needed "
                "for that and were not found; nothing was written. `make peers` installs them, and COURSE_LIB_PEERS "
                "may name another environment that has them."
            )
        print("  Keras and PyTorch are not here; the outputs of the cells that use them stay as they were.")
    return notebook


def write(source, path, solved=False):
    """Build a notebook and store it; return how many seconds its run took."""
    start = time.perf_counter()
    nbformat.write(build(source, path, solved), path)
    size, seconds = path.stat().st_size / 1e3, time.perf_counter() - start
    print(f"  {path.relative_to(NOTEBOOKS)}: {size:.0f} kB, {seconds:.0f} s", flush=True)
    return seconds


def keep_time(lesson, seconds):
    """Note how long a lesson's run took; what the lesson says of it is compared with this."""
    times = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
    times[lesson] = round(seconds)
    TIMES.write_text(json.dumps(times, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(numbers):
    for source in lessons(numbers):
        print(f"Building {source.stem} …", flush=True)
        code = solutions(source)
        if code:  # first, since the checks show it
            SOLUTIONS.mkdir(exist_ok=True)
            text = json.dumps(code, indent=1, ensure_ascii=False)
            (SOLUTIONS / f"{source.stem[:2]}.json").write_text(text + "\n", encoding="utf-8")
            SOLVED.mkdir(exist_ok=True)
            write(source, SOLVED / f"{source.stem}.ipynb", solved=True)
        keep_time(source.stem[:2], write(source, NOTEBOOKS / f"{source.stem}.ipynb"))


if __name__ == "__main__":
    main(sys.argv[1:])
