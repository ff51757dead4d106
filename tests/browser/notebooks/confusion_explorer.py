# %%
from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.widgets import ConfusionExplorer

utils.set_random_seed(1)
(x_train, y_train), (x_test, y_test) = datasets.fashion_mnist.load_data()
model = Sequential(
    [Input((28, 28, 1)), layers.MaxPooling2D(2), layers.Flatten(), layers.Dense(10, activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train[:5000, ..., None] / 255, y_train[:5000], epochs=3, verbose=0)
probabilities = model.predict(x_test[..., None] / 255, verbose=0)

# %%
ConfusionExplorer(x_test, y_test, probabilities, datasets.fashion_mnist.CLASS_NAMES)
