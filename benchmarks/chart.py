"""The time of a training step as bars, a panel for each network."""

from matplotlib.figure import Figure

from benchmarks.configurations import OURS
from benchmarks.tables import TRAIN, fastest_peer, measured, median, names

BLUE, DARK, GREY = "#0072B2", "#7a7a7a", "#c8c8c8"


def draw(results):
    """Return a figure: ours is named in bold and hatched, so that it stands out without colour too."""
    networks, labels = measured(results, TRAIN), names(results)
    size = (2.1 + 1.6 * len(networks), 0.9 + 0.36 * len(labels))
    figure = Figure(figsize=size, dpi=100, layout="constrained", facecolor="white")
    figure.suptitle("Milliseconds for a training step: shorter is better; darker: the fastest other", fontsize=11)
    panels = figure.subplots(1, len(networks), sharey=True, squeeze=False)[0]
    for axes, (network, subjects) in zip(panels, networks.items(), strict=True):
        _panel(axes, network, subjects, labels)
    panels[0].set_yticks(range(len(labels)), [label.replace(" +", "\n+", 1) for label in labels], fontsize=8.5)
    panels[0].invert_yaxis()  # the first at the top
    for tick, name in zip(panels[0].get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if name == OURS else "normal")
    return figure


def _panel(axes, network, subjects, labels):
    """A bar for each name that was measured, with its number behind it."""
    for place, name in enumerate(labels):
        if name not in subjects:
            continue
        value, is_ours = median(subjects[name]), name == OURS
        style = (
            {"color": BLUE, "hatch": "///", "edgecolor": "white"}
            if is_ours
            else {"color": DARK if name == fastest_peer(subjects) else GREY}
        )
        axes.barh(place, value, height=0.72, **style)
        number = f"{value:.0f}" if value >= 100 else f"{value:.1f}"
        weight = "bold" if is_ours else "normal"
        axes.annotate(
            number, (value, place), (3, 0), textcoords="offset points", va="center", fontsize=9, fontweight=weight
        )
    axes.set_title(network, fontsize=10)
    axes.set_xlim(0, 1.32 * max(median(values) for values in subjects.values()))  # room for the longest bar's number
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
