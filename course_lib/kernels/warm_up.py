"""Compile every kernel once: ``python -m course_lib.kernels.warm_up``.

Compiling takes about a minute on the first run; later runs find the compiled code in a second.
"""

import sys
import time

from tqdm import tqdm

from course_lib import kernels
from course_lib.kernels.examples import examples


def warm_up(file=sys.stderr):
    """Compile all kernels, or load them from the cache, with a progress bar on `file` where that is a terminal.

    Returns
    -------
    int
        How many kernels had to be compiled.
    """
    compiled = 0
    form = "Compiling kernels {n_fmt}/{total_fmt} |{bar:30}| {elapsed}{postfix}"
    with tqdm(examples().items(), bar_format=form, file=file, leave=False, mininterval=0, disable=None) as bar:
        for name, arguments in bar:
            bar.set_postfix_str(name)
            kernel = getattr(kernels, name)
            kernel(*arguments)
            compiled += bool(kernel.stats.cache_misses)
    return compiled


def main():
    import matplotlib.font_manager  # noqa: F401 - makes its list of fonts on the first import, some seconds

    start = time.perf_counter()
    if not sys.stderr.isatty() and not any(kernels.FOLDER.rglob("*.nbc")):
        print("Compiling the kernels, once: about a minute …", flush=True)
    compiled = warm_up()
    seconds = time.perf_counter() - start
    if compiled:
        print(f"Compiled {compiled} kernels in {seconds:.0f} s; they are kept in {kernels.FOLDER}")
    else:
        print(f"All kernels are compiled (checked in {seconds:.1f} s).")


if __name__ == "__main__":
    main()
