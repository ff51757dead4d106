"""What may be said behind ``python -m benchmarks``, and what follows from it."""

import argparse
from pathlib import Path
from typing import NamedTuple

from benchmarks import configurations
from benchmarks.networks import NETWORKS

HERE = Path(__file__).resolve().parent
ABOUT = "Train and predict with course_lib, PyTorch and Keras in one run; print the figures and write them."
ROUGH = configurations.ROOT / "build" / "benchmarks"  # of runs that do not tell the whole story


class Plan(NamedTuple):
    """What to measure, and where to leave the results."""

    networks: list
    rounds: int
    seconds: float
    configurations: list
    is_brief: bool
    folder: Path


def parse(arguments):
    """Return the Plan and a list of notes for the user; ends the program with a message where an option is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=ABOUT, allow_abbrev=False)
    add = parser.add_argument
    add("--networks", metavar="T1,T5", help="only these; by default all five")
    add("--rounds", type=int, metavar="N", help="how often each works; by default 7")
    add("--peers", metavar="A,B", help='only peers with one of these in their names, such as "jax"; "none" for none')
    add("--no-compile", action="store_true", help="leave torch.compile out, which takes long to start")
    add("--quick", action="store_true", help="an answer in two minutes: short rounds of two peers, speed only")
    add("--output", type=Path, metavar="FOLDER", help="where results.json, .md and .png go")
    add("--environment", type=Path, metavar="FOLDER", help="virtual environment with the peers; by default .venv-bench")
    options = parser.parse_args(arguments)
    networks = _chosen(parser, options.networks) if options.networks else list(NETWORKS)
    if options.rounds is not None and options.rounds < 1:
        parser.error("--rounds: at least 1")
    peers, notes = _peers(parser, options)
    is_partial = options.quick or notes or options.networks or options.peers or options.no_compile or options.rounds
    return Plan(
        networks,
        options.rounds or (3 if options.quick else 7),
        0.3 if options.quick else 1.0,
        [configurations.ours(), *peers],
        options.quick,
        options.output or (ROUGH if is_partial else HERE),
    ), notes


def _chosen(parser, text):
    networks = text.split(",")
    for name in networks:
        if name not in NETWORKS:
            parser.error(f"--networks: there is no {name}; there are {', '.join(NETWORKS)}")
    return networks


def _peers(parser, options):
    """The peers to measure, and what to tell about those that cannot be."""
    environment = options.environment or configurations.PEERS
    if options.peers == "none":
        return [], []
    if not (environment / "bin" / "python").exists():
        return [], [
            f"The peers' environment {environment.name} is missing; `make bench` makes it. Only ours is measured."
        ]
    notes = []
    wants_compiled = not options.no_compile and (not options.quick or "compile" in (options.peers or ""))
    if wants_compiled and not configurations.has_compiler():
        notes.append("There is no C++ compiler, so torch.compile is left out.")
    peers = configurations.peers(environment, wants_compiled and not notes)
    if options.peers:
        parts = options.peers.lower().split(",")
        peers = [peer for peer in peers if any(part in peer.name.lower() for part in parts)]
        if not peers:
            parser.error(f"--peers: none has {options.peers} in its name")
    elif options.quick:
        peers = [peer for peer in peers if peer.name in ("PyTorch channels_last +kept memory", "Keras TensorFlow")]
        notes.append("Quick: two peers only. Others may be faster: Keras on JAX and compiled PyTorch predict fast.")
    return peers, notes
