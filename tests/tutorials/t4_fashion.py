"""Fashion-MNIST: one convolution before two dense layers, and the same without it."""

import numpy as np
from keras import Input, Sequential, layers, losses, optimizers
from keras.datasets import fashion_mnist

class_names = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"
]  # fmt: skip

(train_images, train_labels), (test_images, test_labels) = fashion_mnist.load_data()
train_images = np.expand_dims(train_images / 255.0, axis=-1)
test_images = np.expand_dims(test_images / 255.0, axis=-1)
print("pictures:", train_images.shape, "pixels up to", train_images.max())

# Labels stay class numbers: the sparse loss takes them as they are.
model = Sequential(
    [
        Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ],
    name="convolutional",
)
model.summary()
model.compile(
    optimizer=optimizers.RMSprop(),
    loss=losses.SparseCategoricalCrossentropy(),
    metrics=["accuracy"],
)
history = model.fit(train_images, train_labels, epochs=3, validation_split=0.2)

# Without the convolution every pixel is a number on its own.
dense_model = Sequential(name="dense")
dense_model.add(Input(shape=(28, 28, 1)))
dense_model.add(layers.Flatten())
dense_model.add(layers.Dense(128, activation="relu"))
dense_model.add(layers.Dense(10, activation="softmax"))
dense_model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
dense_history = dense_model.fit(train_images, train_labels, epochs=3, validation_split=0.2)

score = model.evaluate(test_images, test_labels, verbose=0)
dense_score = dense_model.evaluate(test_images, test_labels, verbose=0)
print("validation accuracy with the convolution:", history.history["val_accuracy"][-1])
print("validation accuracy without it:", dense_history.history["val_accuracy"][-1])
print(f"test accuracy: {score[1]:.4f} and {dense_score[1]:.4f}")
print("parameters:", model.count_params(), "and", dense_model.count_params())

probabilities = model.predict(test_images[:5])
for row, label in zip(probabilities, test_labels, strict=False):
    guess = np.argmax(row)
    print(f"{class_names[guess]} ({row[guess]:.0%}), in truth {class_names[label]}")
