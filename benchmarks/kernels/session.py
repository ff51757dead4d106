"""Measures part by part and prints each line as soon as it is known."""

from benchmarks.kernels import cliffs, roofline
from benchmarks.kernels.cases import every_kernel, layers_of
from benchmarks.kernels.convolutions import AWKWARD, PARTS
from benchmarks.kernels.timing import timing

HEAD = f"{'':38}{'':40}{'ms':>9} {'GFLOP/s':>8} {'GB/s':>7} {'of limit':>9}  {'bound by':10} {'twin':>9}"
OVER = (
    "More than 100 % of the limit: minimal filtering needs fewer multiplications than are counted, and what the last "
    "call left in a cache need not be fetched again. Times are those of the fastest call."
)


class Session:
    """What was measured so far is in `figures`; `only` is a part of the kernels' names."""

    def __init__(self, only="", with_twins=True):
        self.only, self.with_twins, self.figures = only, with_twins, {}

    def run(self, parts, networks):
        self.limits = roofline.measure()
        self.figures["limits"] = self.limits._asdict()
        print(f"{limits_text(self.limits)}\n{OVER}", flush=True)
        if "kernels" in parts:
            self.table("kernels", "Each public kernel", every_kernel().values())
        if "networks" in parts:
            for network in networks:
                self.table(network, f"Layers of {network}", layers_of(network))
        if "awkward" in parts:
            shapes = [shape.case(f"conv2d_relu_{part}") for shape in AWKWARD for part in PARTS]
            self.table("awkward", "One channel, and awkward shapes", shapes)
        if "cliffs" in parts and not self.only:
            for window in (3, 5):
                self.costs(
                    f"filters, {window}²", f"Filters, on 24² × 32 with windows of {window}²", cliffs.by_filters, window
                )
                self.costs(
                    f"channels, {window}²",
                    f"Channels of 24² pixels, 32 filters of {window}²",
                    cliffs.by_channels,
                    window,
                )

    def table(self, key, title, cases):
        """A line for each case."""
        cases = [case for case in cases if self.only in case.kernel]
        if not cases:
            return
        print(f"\n{title}\n{HEAD}", flush=True)
        rows = self.figures.setdefault(key, [])
        for case in cases:
            each = timing(case, self.limits, self.with_twins)
            rows.append(each._asdict())
            print(timing_text(each), flush=True)

    def costs(self, key, title, measure, window):
        """A line for each count."""
        print(f"\n{title}: ps for a multiply-add, and times that of a round number", flush=True)
        print(f"{'':>6}" + "".join(f"{part.replace('_', ' '):>20}" for part in PARTS) + f"{'beside':>8}")
        rows = self.figures.setdefault(key, [])
        for cost in measure(window):
            rows.append(cost._asdict())
            print(cost_text(cost), flush=True)


def limits_text(limits):
    copies = ", ".join(f"{size / 2**20:.0f} MB {rate:.0f}" for size, rate in limits.copies.items())
    return (
        f"Arithmetic: BLAS 2048³ {limits.blas:.0f} GFLOP/s, our tile on cached numbers {limits.tile:.0f}. "
        f"Copies, GB/s by bytes read and written: {copies}."
    )


def timing_text(each):
    twin = "" if each.twin is None else f"{each.twin:,.0f} ×"
    return (
        f"{each.kernel:38}{each.label:40}{each.ms:9.3f} {each.gflops:8.1f} {each.gbs:7.1f} {each.share:9.0%}  "
        f"{each.bound:10} {twin:>9}"
    ).rstrip()


def cost_text(cost):
    cells = "".join(f"{cost.picoseconds[part]:13.2f} {cost.times[part]:4.2f} ×" for part in PARTS)
    return f"{cost.count:>6}{cells}{' '.join(map(str, cost.neighbours)):>8}" + "  a cliff!" * cliffs.is_cliff(cost)
