"""What is compared: each file makes one library train and predict the same networks on the same data.

A file has ``load(setting, threads)``, which imports the library and returns its versions and a function that makes a
subject from the name of a network and the data. A subject has

    build()                  make the model, with fresh weights
    train(first, count)      learn from so many training images, from the first on, in an order of its own; returns
                             the time after each step
    ways()                   names of the ways to predict
    predict(way, images)     seconds for the probabilities of so many test images, batch by batch
    right()                  how many test images are classified correctly
"""
