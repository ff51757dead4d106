"""Everything that is recorded, in its order."""

from benchmarks.record.recipes import DIGITS, RECIPES
from benchmarks.record.tutorials import TUTORIALS

PLANS = TUTORIALS + RECIPES
ENSEMBLE = DIGITS  # its networks answer together, too
