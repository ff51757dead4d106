"""Compile every kernel once: ``python -m course_lib.kernels.warm_up``.

Compiling takes about a minute on the first run; later runs find the compiled code in a second.
"""

import sys
import time

from tqdm import tqdm

from course_lib import kernels
from course_lib.kernels.compiled import compiled_functions
from course_lib.kernels.examples import examples, many_channel_examples


def warm_up(file=sys.stderr):
    """Compile all kernels, or load them from the cache, with a progress bar on `file` where that is a terminal.

    Returns
    -------
    int
        How many functions had to be compiled.
    """
    form = "Compiling kernels {n_fmt}/{total_fmt} |{bar:30}| {elapsed}{postfix}"
    calls = [*examples().items(), *many_channel_examples().items()]
    with tqdm(calls, bar_format=form, file=file, leave=False, mininterval=0, disable=None) as bar:
        for name, arguments in bar:
            bar.set_postfix_str(name)
            getattr(kernels, name)(*arguments)
    return sum(bool(function.stats.cache_misses) for function in compiled_functions().values())


def main():
    import matplotlib.font_manager  # noqa: F401 - makes its list of fonts on the first import, some seconds

    start = time.perf_counter()
    if not sys.stderr.isatty() and not any(kernels.FOLDER.rglob("*.nbc")):
        print("Compiling the kernels, once: about a minute …", flush=True)
    compiled = warm_up()
    seconds = time.perf_counter() - start
    if compiled:
        print(f"Compiled {compiled} functions in {seconds:.0f} s; they are kept in {kernels.FOLDER}")
    else:
        print(f"All kernels are compiled (checked in {seconds:.1f} s).")


if __name__ == "__main__":
    main()
