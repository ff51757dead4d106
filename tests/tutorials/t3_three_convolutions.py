"""Three convolutions in a row with dropout on MNIST, once with relu and once with leaky relu."""

import keras
import numpy as np
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Dropout, Flatten, LeakyReLU, MaxPooling2D
from keras.models import Sequential
from keras.utils import to_categorical

batch_size = 64
epochs = 20
num_classes = 10

(train_X, train_Y), (test_X, test_Y) = mnist.load_data()
classes = np.unique(train_Y)
print("classes:", classes, "number:", len(classes))

train_X = train_X.reshape(-1, 28, 28, 1).astype("float32") / 255.0
test_X = test_X.reshape(-1, 28, 28, 1).astype("float32") / 255.0
train_labels = to_categorical(train_Y, num_classes=num_classes)
test_labels = to_categorical(test_Y, num_classes=num_classes)

# With relu: a negative sum becomes 0.
model = Sequential()
model.add(Conv2D(32, (3, 3), activation="relu", input_shape=(28, 28, 1)))
model.add(Conv2D(64, (3, 3), activation="relu"))
model.add(Conv2D(128, (3, 3), activation="relu"))
model.add(Dropout(0.25))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(128, activation="relu"))
model.add(Dense(num_classes, activation="softmax"))
model.compile(
    loss=keras.losses.categorical_crossentropy,
    optimizer=keras.optimizers.Adam(),
    metrics=["accuracy"],
)
model.summary()
history = model.fit(
    train_X, train_labels, batch_size=batch_size, epochs=epochs, verbose=1, validation_split=0.2, shuffle=True
)

# With leaky relu: a tenth of it is kept. The layers before are linear, the activation is a layer of its own.
leaky_model = Sequential()
first = Conv2D(32, kernel_size=(3, 3), strides=(1, 1), padding="same", activation="linear", input_shape=(28, 28, 1))
leaky_model.add(first)
leaky_model.add(LeakyReLU(negative_slope=0.1))
leaky_model.add(Conv2D(64, (3, 3), activation="linear", padding="same"))
leaky_model.add(LeakyReLU(negative_slope=0.1))
leaky_model.add(Conv2D(128, (3, 3), activation="linear", padding="same"))
leaky_model.add(LeakyReLU(negative_slope=0.1))
leaky_model.add(Dropout(0.25))
leaky_model.add(MaxPooling2D((2, 2), padding="same"))
leaky_model.add(Flatten())
leaky_model.add(Dense(128, activation="linear"))
leaky_model.add(LeakyReLU(negative_slope=0.1))
leaky_model.add(Dense(num_classes, activation="softmax"))
leaky_model.compile(
    loss=keras.losses.categorical_crossentropy,
    optimizer=keras.optimizers.Adam(),
    metrics=["accuracy"],
)
leaky_history = leaky_model.fit(
    train_X, train_labels, batch_size=batch_size, epochs=epochs, verbose=1, validation_split=0.2
)

score = model.evaluate(test_X, test_labels, verbose=0)
leaky_score = leaky_model.evaluate(test_X, test_labels, verbose=0)
print("relu:       test loss", score[0], "test accuracy", score[1])
print("leaky relu: test loss", leaky_score[0], "test accuracy", leaky_score[1])

# How far training and validation are apart tells about overfitting.
for epoch, (seen, unseen) in enumerate(zip(history.history["accuracy"], history.history["val_accuracy"], strict=True)):
    print(f"epoch {epoch + 1}: training accuracy {seen:.4f}, validation accuracy {unseen:.4f}")

predicted_classes = np.argmax(np.round(model.predict(test_X)), axis=1)
correct = np.where(predicted_classes == test_Y)[0]
incorrect = np.where(predicted_classes != test_Y)[0]
print(len(correct), "right,", len(incorrect), "wrong")
