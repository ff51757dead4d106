# %%
from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.widgets import FeatureMapBrowser

utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
model = Sequential(
    [
        Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000, ..., None] / 255, y_train[:5000], verbose=0)

# %%
FeatureMapBrowser(model, x_test[..., None] / 255)
