"""Everything that is recorded, in its order."""

from benchmarks.record.tutorials import TUTORIALS

PLANS = TUTORIALS
