"""Open the course in JupyterLab: ``python -m course_lib.lab [options for JupyterLab]``.

The first time the kernels are compiled, so that no lesson has to wait for it. The lessons are copied to ``my_course/``,
where the learner may change them; `own_copies` says how. Then JupyterLab starts in the folder that holds both, opens
the first lesson, and asks nobody on the internet for news, updates or extensions. Options given here are passed on and
win over our own::

    python -m course_lib.lab --no-browser --port 8899

``python -m course_lib.lab reset 02`` gives the learner lesson 02 as it was; the present copy is kept.
"""

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

from course_lib import own_copies
from course_lib.validation import message

FIRST_LESSON = "00_start_here.ipynb"

# The short options that mean the same as one of ours. Jupyter takes no second value for a setting, so ours is
# left out where the learner gives their own.
_SHORT = {
    "--ServerApp.root_dir": {"--notebook-dir"},
    "--ServerApp.log_level": {"--log-level", "--debug"},
    "--LabApp.log_level": {"--log-level", "--debug"},
}


def find_root(folders):
    """Return the first of `folders` that holds the lessons.

    Raises
    ------
    FileNotFoundError
        If none of them does.
    """
    for folder in folders:
        if (Path(folder) / "notebooks" / FIRST_LESSON).is_file():
            return Path(folder).resolve()
    raise FileNotFoundError(
        message(
            "course_lib.lab",
            f"a folder with notebooks/{FIRST_LESSON} is needed",
            f"none in {' or '.join(str(folder) for folder in folders)}",
            "Change to the folder of the course, the one with the Makefile, and start this again there.",
        )
    )


def options(argv, root, is_root):
    """Return the options for JupyterLab: the course's own, then the learner's `argv`.

    Parameters
    ----------
    argv : list of str
        What the learner passes on; an option of ours that is named there is left out.
    root : str or Path
        The folder that the file browser shows.
    is_root : bool
        Whether the user is root; JupyterLab refuses to start for root unless told otherwise.
    """
    ours = {
        "--ServerApp.root_dir": str(root),
        # The address that JupyterLab prints and opens in the browser.
        "--LabApp.default_url": f"/lab/tree/{own_copies.FOLDER}/{FIRST_LESSON}",
        # No news and no look for a newer version, whatever the learner once answered JupyterLab's question.
        "--LabApp.news_url": "None",
        "--LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        # Answers of interactive pieces reach the page without delay.
        "--ServerApp.kernel_websocket_connection_class": "course_lib.prompt_connection.PromptConnection",
        # The extension manager would ask the package index for its list.
        "--LabApp.extension_manager": "readonly",
        # Warnings and the address: what is said of the lessons must not scroll away.
        "--ServerApp.log_level": "WARN",
        "--LabApp.log_level": "WARN",
    }
    given = {arg.split("=")[0] for arg in argv}
    result = [f"{name}={value}" for name, value in ours.items() if not {name, *_SHORT.get(name, ())} & given]
    if is_root and "--allow-root" not in given:
        result.append("--allow-root")
    return [*result, *argv]


@contextlib.contextmanager
def without_question():
    """Keep JupyterLab from asking "Would you like to get notified about official Jupyter news?" within this context.

    It asks even where news are off. The plugin that asks can be disabled by a file only; a temporary one leaves the
    learner's own settings, and those of other projects in the same environment, as they are.
    """
    plugin = "@jupyterlab/apputils-extension:announcements"
    with tempfile.TemporaryDirectory(prefix="course-lab-") as folder:
        file = Path(folder) / "labconfig" / "page_config.json"
        file.parent.mkdir()
        file.write_text(json.dumps({"disabledExtensions": {plugin: True}}), encoding="utf-8")
        before = os.environ.get("JUPYTER_CONFIG_PATH", "")
        os.environ["JUPYTER_CONFIG_PATH"] = folder + os.pathsep + before if before else folder
        try:
            yield
        finally:
            os.environ["JUPYTER_CONFIG_PATH"] = before


def main(argv=None):
    """Start JupyterLab and return when it has stopped; or put a lesson back, with ``reset``."""
    argv = sys.argv[1:] if argv is None else argv
    try:
        root = find_root([Path(__file__).resolve().parents[1], Path.cwd()])
        if argv[:1] == ["reset"]:
            told = own_copies.reset(root, argv[1] if len(argv) > 1 else "")
        else:
            told = own_copies.bring_up_to_date(root)
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"course_lib.lab: the lessons could not be copied to {own_copies.FOLDER}: {error}")
    print(*told, sep="\n", end="\n" if told else "")
    if argv[:1] == ["reset"]:
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Windows has no geteuid
    from jupyterlab.labapp import LabApp  # half a second, and not needed for the error above

    from course_lib.kernels import warm_up

    warm_up.main()
    print("To end JupyterLab, press Ctrl-C here, twice.")
    with without_question():
        LabApp.launch_instance(options(argv, root, is_root))


if __name__ == "__main__":
    main()
