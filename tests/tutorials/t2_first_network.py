"""A first convolutional network: two convolutions and a dense layer on MNIST's pixels as they are, 0 to 255."""

import numpy as np
from keras.datasets import mnist
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.utils import to_categorical

(X_train, y_train), (X_test, y_test) = mnist.load_data()
print("one image:", X_train[0].shape, "pixels from", X_train.min(), "to", X_train.max(), "label:", y_train[0])

# A convolution wants a last axis for the channels; these images are grey and have one.
X_train = X_train.reshape(len(X_train), 28, 28, 1)
X_test = X_test.reshape(len(X_test), 28, 28, 1)

# A label becomes a row of ten numbers, 1 at the digit's place and 0 elsewhere.
y_train = to_categorical(y_train)
y_test = to_categorical(y_test)
print("first label:", y_train[0])

model = Sequential()
model.add(Conv2D(64, kernel_size=3, activation="relu", input_shape=(28, 28, 1)))
model.add(Conv2D(32, kernel_size=3, activation="relu"))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))

model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
history = model.fit(X_train, y_train, validation_data=(X_test, y_test), epochs=3)
score = model.evaluate(X_test, y_test)

# Ten probabilities for each image; the place of the largest is the digit.
probabilities = model.predict(X_test[:4])
digits = np.argmax(probabilities, axis=1)
truth = np.argmax(y_test[:4], axis=1)
print("predicted:", digits, "true:", truth)
