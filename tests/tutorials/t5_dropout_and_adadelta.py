"""MNIST with dropout before and between the dense layers, trained by Adadelta."""

import keras
from keras import callbacks, layers, losses, optimizers
from keras.datasets import mnist

keras.utils.set_random_seed(42)

batch_size = 128
epochs = 12
num_classes = 10
input_shape = (28, 28, 1)

(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape((-1, *input_shape)).astype("float32")
x_test = x_test.reshape((-1, *input_shape)).astype("float32")
x_train /= 255
x_test /= 255
y_train = keras.utils.to_categorical(y_train, num_classes)
y_test = keras.utils.to_categorical(y_test, num_classes)


class BatchLog(callbacks.Callback):
    """Logs the accuracy after each batch, and after each epoch that on unseen data."""

    def on_train_begin(self, logs=None):
        self.started = 0
        self.batch_accuracies = []
        self.val_accuracies = []

    def on_batch_begin(self, batch, logs=None):
        self.started += 1

    def on_batch_end(self, batch, logs=None):
        self.batch_accuracies.append(logs["accuracy"])

    def on_epoch_end(self, epoch, logs=None):
        self.val_accuracies.append(logs["val_accuracy"])

    def on_train_end(self, logs=None):
        print("batches seen:", self.started)


model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        keras.layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        keras.layers.MaxPooling2D(pool_size=(2, 2)),
        keras.layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
        keras.layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()

# Adadelta was published with a learning rate of 1; the default of 0.001 hardly moves.
model.compile(
    optimizer=optimizers.Adadelta(learning_rate=1.0),
    loss=losses.CategoricalCrossentropy(),
    metrics=["accuracy"],
)
batch_log = BatchLog()
history = model.fit(
    x_train, y_train, batch_size, epochs, validation_data=(x_test, y_test), callbacks=[batch_log], verbose=2
)
score = model.evaluate(x_test, y_test, verbose=0)
print("test loss:", score[0])
print("test accuracy:", score[1])

weights = model.get_weights()
print("weights:", [array.shape for array in weights])

# A second network with the same weights gives the same answers.
twin = keras.Sequential(
    [
        layers.Conv2D(32, (3, 3), activation="relu", input_shape=input_shape),
        layers.MaxPooling2D((2, 2)),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
twin.set_weights(weights)
difference = abs(twin.predict(x_test[:10]) - model.predict(x_test[:10])).max()
print("largest difference between the two:", difference)
