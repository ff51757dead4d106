"""MNIST with two stages of convolution and pooling and a wide dense layer, trained by Adam and by plain SGD."""

import keras
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential

batch_size = 128
num_classes = 10
epochs = 10
height, width = 28, 28

(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(x_train.shape[0], height, width, 1).astype("float32") / 255
x_test = x_test.reshape(x_test.shape[0], height, width, 1).astype("float32") / 255
y_train = keras.utils.to_categorical(y_train, num_classes)
y_test = keras.utils.to_categorical(y_test, num_classes)
print("images to learn from:", x_train.shape, "labels:", y_train.shape)


class AccuracyHistory(keras.callbacks.Callback):
    """Keeps the training accuracy of each epoch, to be looked at later."""

    def on_train_begin(self, logs=None):
        self.accuracies = []

    def on_epoch_end(self, epoch, logs=None):
        self.accuracies.append(logs.get("accuracy"))


def build_model():
    model = Sequential()
    model.add(Conv2D(32, kernel_size=(5, 5), strides=(1, 1), activation="relu", input_shape=(height, width, 1)))
    model.add(MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(Conv2D(64, (5, 5), activation="relu"))
    model.add(MaxPooling2D(pool_size=(2, 2)))
    model.add(Flatten())
    model.add(Dense(1000, activation="relu"))
    model.add(Dense(num_classes, activation="softmax"))
    return model


# Adam chooses a step length for each weight.
model = build_model()
model.summary()
model.compile(loss=keras.losses.categorical_crossentropy, optimizer=keras.optimizers.Adam(), metrics=["accuracy"])
accuracy_history = AccuracyHistory()
history = model.fit(
    x_train,
    y_train,
    batch_size=batch_size,
    epochs=epochs,
    verbose=1,
    validation_data=(x_test, y_test),
    callbacks=[accuracy_history],
)
score = model.evaluate(x_test, y_test, verbose=0)
print("Adam: test loss", score[0], "test accuracy", score[1])
for epoch, accuracy in enumerate(accuracy_history.accuracies, start=1):
    print(f"after epoch {epoch}: training accuracy {accuracy:.4f}")

# Gradient descent in its simplest form takes one step length for all of them.
sgd_model = build_model()
sgd_model.compile(
    loss=keras.losses.categorical_crossentropy,
    optimizer=keras.optimizers.SGD(learning_rate=0.01),
    metrics=["accuracy"],
)
sgd_history = sgd_model.fit(
    x_train, y_train, batch_size=batch_size, epochs=epochs, verbose=1, validation_data=(x_test, y_test)
)
sgd_score = sgd_model.evaluate(x_test, y_test, verbose=0)
print("SGD: test loss", sgd_score[0], "test accuracy", sgd_score[1])

# The first layer's filters: 32 small images of 5 × 5 weights.
filters, biases = model.layers[0].get_weights()
print("filters", filters.shape, "biases", biases.shape, "arrays in the whole model", len(model.get_weights()))
