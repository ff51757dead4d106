# %%
import time

import numpy as np

from course_lib import Input, Sequential, callbacks, datasets, layers, utils, widgets

(x, y), (x_val, y_val) = datasets.mnist.load_data()
x, y = x[:2000, ..., None].astype(np.float32) / 255, y[:2000]
x_val, y_val = x_val[:1000, ..., None].astype(np.float32) / 255, y_val[:1000]
utils.set_random_seed(1)
model = Sequential(
    [
        Input((28, 28, 1)),
        layers.Conv2D(8, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
view = widgets.TrainingView(x_val[:8], y_val[:8])
slowly = callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: time.sleep(0.03))
data = {"x": x, "y": y, "batch_size": 20, "validation_data": (x_val, y_val)}

# %%
history = model.fit(**data, epochs=5, verbose=0, callbacks=[view, slowly])

# %%
history = model.fit(**data, epochs=3, initial_epoch=model.epochs_done, callbacks=[view])
