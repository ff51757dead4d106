# %%
import numpy as np

from course_lib import Input, Sequential, landscapes, layers, plots

rows, columns = np.mgrid[:12, :12]
ring = np.clip(2.2 - abs(np.hypot(rows - 5.5, columns - 5.5) - 4), 0, 1)
line = np.clip(2.0 - abs(rows - 11 + 0.8 * columns), 0, 1)
names = ["T-shirt/top", '<Ankle> & "boot"', "Sneaker"]
edges = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])

# %%
plots.show_activations(rows[:, 0] - 5, {"relu": ((rows[:, 0] - 5).clip(0), rows[:, 0] > 5)})

# %%
network = [layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(3)]
plots.show_architecture(Sequential([Input((12, 12, 1)), *network]))

# %%
plots.show_class_map([[k % 4, k // 4] for k in range(20)], [k % 10 for k in range(20)])

# %%
plots.show_confusion([0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 2, 0], names)

# %%
plots.show_feature_maps(np.stack([ring, line, ring * line], axis=-1))

# %%
maps = np.stack([ring[1:-1, 2:] - ring[1:-1, :-2], ring[2:, 1:-1] - ring[:-2, 1:-1]], axis=-1)
plots.show_filter_bank(ring, [edges, edges.T], maps, ["left", "upper"])

# %%
plots.show_filtering(ring, edges, ring[1:-1, 2:] - ring[1:-1, :-2])

# %%
plots.show_flattening(np.arange(12).reshape(2, 3, 2))

# %%
plots.show_guess(ring, [0.2, 0.75, 0.05], names)

# %%
plots.show_history({"loss": [2, 1, 0.6], "val_loss": [1.8, 1.1, 0.9], "accuracy": [0.3, 0.6, 0.8]})

# %%
plots.show_images(np.stack([ring, line] * 3), list("abcdef"), marked=[2])

# %%
plots.show_kernel(np.stack([edges, edges.T / 4], axis=-1), "edges")

# %%
plots.show_landscape(landscapes.ROUND_BOWL, {"one way": [(-2, 2), (-1, 0.5), (0, 0)]})

# %%
plots.show_lines({"steps": ([1, 10, 100], [2, 1, 0.5])}, "rate", "loss", scale="log", points=["steps"])

# %%
plots.show_pixels([np.arange(12).reshape(3, 4) * 23, 255 * ring], ["numbers", "grey"])

# %%
plots.show_predictions(np.stack([ring, line]), [0, 2], [[0.9, 0.06, 0.04], [0.2, 0.7, 0.1]], names)

# %%
plots.show_roofline({"relu": (0.125, 2.3), "Conv2D": (30, 110)}, peak=160, bandwidth=20)
