"""Several networks that answer together: their probabilities are added, the largest sum wins."""

import numpy as np

from benchmarks.record import training
from course_lib import numerics
from course_lib.models import load_model


def together(plan, folder):
    """What the record keeps of the ensemble of all networks of a plan, each trained in this folder."""
    _, (x, y) = training.data_of(plan)
    sums, alone = np.zeros((len(x), 10), np.float32), []
    for seed in plan.seeds:
        probabilities = load_model(training.path_of(folder, plan, seed, "trained")).predict(
            x, batch_size=500, verbose=0
        )
        alone.append(training.right(probabilities, y))
        sums += probabilities
    return {
        "of": plan.name,
        "seeds": list(plan.seeds),
        "test_images": len(x),
        "right": training.right(sums, y),
        "right_alone": alone,
        "probabilities": training.digest([sums]),
        "numerics": numerics.VERSION,
    }
