"""What is made of the figures: medians, spreads, ratios, and rows of text. Nothing here measures or writes."""

from benchmarks.configurations import OURS
from benchmarks.networks import training_flops

TRAIN, PREDICT = "train_ms", "predict_ms"


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def measured(results, what=TRAIN):
    """{network: {name: figures of all rounds}}, those without a figure left out."""
    networks = {
        network: {name: each[what] for name, each in subjects.items() if each.get(what)}
        for network, subjects in results["speed"].items()
    }
    return {network: subjects for network, subjects in networks.items() if subjects}


def others_busy(results):
    """Which part of the CPUs' time other programs used, on average over all pauses."""
    shares = [share for share in results["others_busy"] if share is not None]
    return sum(shares) / len(shares) if shares else 0.0


def names(results):
    """The names of all that was measured, in the order of measuring."""
    return list(dict.fromkeys(name for subjects in measured(results).values() for name in subjects))


def fastest_peer(subjects):
    """The name with the lowest median, ours left out; None if there is no other."""
    peers = [name for name in subjects if name != OURS]
    return min(peers, key=lambda name: median(subjects[name]), default=None)


def ratio(subjects):
    """(fastest peer / ours, lowest and highest of a round), or None: how many times as long that peer takes."""
    peer = fastest_peer(subjects)
    if peer is None or OURS not in subjects:
        return None
    rounds = [theirs / mine for theirs, mine in zip(subjects[peer], subjects[OURS], strict=False)]
    return median(subjects[peer]) / median(subjects[OURS]), min(rounds), max(rounds)


def speed_rows(results, what, marked="{}"):
    """A row of texts for the head, each configuration and the ratio; our name goes into `marked`."""
    networks = measured(results, what)
    rows = [["", *networks]]
    for name in names(results):
        cells = [spread(subjects.get(name)) for subjects in networks.values()]
        rows.append([marked.format(name) if name == OURS else name, *cells])
    ratios = [ratio(subjects) for subjects in networks.values()]
    if any(ratios):
        cells = ["–" if each is None else "{:.2f} × ({:.2f}–{:.2f})".format(*each) for each in ratios]
        rows.append([f"fastest peer / {OURS}", *cells])
    return rows


def spread(values):
    """Median and, in brackets, the lowest and highest."""
    return f"{digits(median(values))} ({digits(min(values))}–{digits(max(values))})" if values else "–"


def summary_rows(results):
    """Rows of texts: ours, the fastest other and the ratio, for training and prediction."""
    rows = [["", *measured(results)]]
    for title, what in (("training step, ms", TRAIN), ("prediction of a batch, ms", PREDICT)):
        all_of = list(measured(results, what).values())
        if not any(map(ratio, all_of)):
            continue
        best = [(fastest_peer(subjects), subjects) for subjects in all_of]
        rows += [
            [f"{title}: {OURS}", *(digits(median(subjects[OURS])) if OURS in subjects else "–" for subjects in all_of)],
            [
                "the fastest other",
                *(f"{digits(median(each[peer]))}, {library(peer)}" if peer else "–" for peer, each in best),
            ],
            [
                "times as long",
                *("–" if ratio(subjects) is None else f"{ratio(subjects)[0]:.2f}" for subjects in all_of),
            ],
        ]
    return rows


def library(name):
    """The library in a configuration's name."""
    return "PyTorch" if name.startswith("PyTorch") else name


def work_rate(results, network):
    """(our GFLOP/s at training, part of a BLAS multiply's in the same run), or None.

    Counted is the direct method; one that needs fewer multiplications can get past 1.
    """
    figures = measured(results).get(network, {}).get(OURS)
    blas = results["blas_gflops"].get(network)
    if not figures or not blas:
        return None
    gflops = training_flops(network, results["settings"]["batch"]) / median(figures) / 1e6
    return gflops, gflops / median(blas)


def work_rows(results):
    """Rows of texts: our work in a second, beside the multiply's."""
    networks = [network for network in measured(results) if work_rate(results, network)]
    if not networks:
        return []
    rates = [work_rate(results, network) for network in networks]
    return [
        ["", *networks],
        [f"{OURS}, training, GFLOP/s", *(f"{gflops:.0f}" for gflops, _ in rates)],
        ["BLAS multiply 2048³, GFLOP/s", *(spread(results["blas_gflops"][network]) for network in networks)],
        ["part of it", *(f"{part:.0%}" for _, part in rates)],
    ]


_FOOTPRINT = {  # title: how its text is found
    "T3, MB": lambda foot, goal: digits(foot.get("peak_mb")),
    "growth, MB": lambda foot, goal: _growth(foot),
    "import, s": lambda foot, goal: spread(foot.get("import_s")),
    "first step, s": lambda foot, goal: spread(foot.get("first_step_s")),
    "compiling, s": lambda foot, goal: digits(foot.get("compiling_s")),
    "to 99 %, s": lambda foot, goal: f"{goal['seconds']:.1f}" if goal.get("seconds") else "–",
}


FOOTPRINT_LEGEND = (
    "T3: the most memory while training T3, beyond that after the import. Growth: from step 10 to step 60 of T5. First "
    "step: from the process's start to the end of its first step of T5; compiling: the same where nothing was compiled "
    "before. To 99 %: seconds of training T5 until 99 % of the test images are right, in one training each."
)


def footprint_rows(results):
    """Rows of texts: memory, start, seconds to 99 %; one row for each configuration."""
    found = results["footprint"] | results["accuracy"]
    rows = [["", *_FOOTPRINT]]
    for name in (name for name in [*names(results), *found] if name in found):
        if name not in [row[0] for row in rows]:
            foot, goal = results["footprint"].get(name, {}), results["accuracy"].get(name, {})
            rows.append([name, *(text(foot, goal) for text in _FOOTPRINT.values())])
    return rows if len(rows) > 1 else []


def _growth(foot):
    before, after = foot.get("after_10_mb"), foot.get("after_60_mb")
    return "–" if before is None or after is None else f"{after - before:+.0f}"


def digits(value):
    """Three digits or so."""
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
