"""Training, evaluating, predicting: what is computed."""

import numpy as np

from course_lib import Sequential, layers, optimizers, utils
from course_lib.callbacks import Callback

CLASSES = 3


def test_training_learns(small_model, stripes):
    x, y = stripes()
    model = small_model()
    history = model.fit(x, y, batch_size=16, epochs=12, verbose=0)
    losses = history.history["loss"]
    assert losses[-1] < 0.2 * losses[0]
    test_loss, accuracy = model.evaluate(*stripes(seed=1), verbose=0)
    assert accuracy > 0.95
    assert test_loss < 0.3


def test_a_fresh_network_guesses(small_model, stripes):
    """Before training the loss is about ln(classes): every class is as likely."""
    x, y = stripes()
    loss, _ = small_model().evaluate(x, y, verbose=0)
    assert abs(loss - np.log(CLASSES)) < 0.3


def test_thirty_two_images_are_learned_by_heart():
    rng = np.random.default_rng(0)
    x, y = rng.random((32, 6, 5, 1)), utils.to_categorical(rng.integers(0, CLASSES, 32), CLASSES)
    model = Sequential([layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(CLASSES, "softmax")])
    model.compile(optimizers.Adam(0.01), "categorical_crossentropy", ["accuracy"])
    model.fit(x, y, epochs=150, verbose=0)
    assert model.evaluate(x, y, verbose=0)[1] == 1.0


def test_a_seed_repeats_a_training_and_another_does_not(small_model, stripes):
    x, y = stripes()

    def weights(seed):
        utils.set_random_seed(seed)
        model = small_model()
        model.fit(x, y, batch_size=16, epochs=2, verbose=0)
        return model.get_weights()

    first, second, other = weights(5), weights(5), weights(6)
    utils.set_random_seed(0)
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    assert any((a != b).any() for a, b in zip(first, other, strict=True))


def test_evaluate_gives_the_loss_and_metrics_of_the_predictions(small_model, stripes):
    x, y = stripes(50)
    model = small_model()
    p = model.predict(x, verbose=0)
    assert p.shape == (50, CLASSES)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    expected = [-np.log(p[y == 1]).mean(), (p.argmax(1) == y.argmax(1)).mean()]
    np.testing.assert_allclose(model.evaluate(x, y, batch_size=7, verbose=0), expected, rtol=1e-5)
    assert model.evaluate(x, y, verbose=0, return_dict=True).keys() == {"loss", "accuracy"}


def test_the_batch_size_does_not_change_a_prediction(small_model, stripes):
    x, _ = stripes(11)
    model = small_model()
    np.testing.assert_array_equal(model.predict(x, batch_size=4, verbose=0), model.predict(x, verbose=0))


def test_fused_and_separate_cross_entropy_agree(small_model, stripes):
    """One step with softmax and loss fused, and one with the layer's own softmax and the loss on probabilities."""
    x, y = stripes(16)
    fused, separate = small_model(), small_model()
    separate.loss.fused_with = lambda activation: None
    for model in (fused, separate):
        model.layers[2].rate = 0.0
        model.fit(x, y, batch_size=16, verbose=0)
    for label, gradient in fused.layers[-1].grads.items():
        np.testing.assert_allclose(separate.layers[-1].grads[label], gradient, atol=1e-6)
    np.testing.assert_allclose(separate.history.history["loss"], fused.history.history["loss"], rtol=1e-6)


def test_a_metric_is_logged_under_the_name_it_was_asked_for(small_model, stripes):
    x, y = stripes(32)
    model = small_model(metrics=["acc"])
    history = model.fit(x, y, epochs=2, verbose=0, validation_data=stripes(16, seed=1)).history
    assert list(history) == ["loss", "acc", "val_loss", "val_acc"]
    assert all(len(figures) == 2 for figures in history.values())


def test_a_function_is_a_metric(small_model, stripes):
    def confidence(y_true, y_pred):
        return y_pred.max(axis=1)

    x, y = stripes(32)
    history = small_model(metrics=[confidence]).fit(x, y, verbose=0).history
    assert 1 / CLASSES < history["confidence"][0] < 1


def test_validation_split_takes_the_last_rows(small_model, stripes):
    x, y = stripes(40)
    seen = []

    class Watch(Callback):
        def on_epoch_end(self, epoch, logs=None):
            seen.append(logs["val_loss"] == self.model.evaluate(x[30:], y[30:], verbose=0)[0])

    small_model().fit(x, y, epochs=2, verbose=0, validation_split=0.25, callbacks=[Watch()])
    assert seen == [True, True]


def test_the_last_batch_may_be_smaller_and_every_sample_is_seen_once(small_model, stripes):
    x, y = stripes(21)
    steps = []

    class Count(Callback):
        def on_batch_end(self, batch, logs=None):
            steps.append(batch)

    model = small_model()
    model.fit(x, y, batch_size=8, epochs=2, verbose=0, callbacks=[Count()])
    assert steps == [0, 1, 2, 0, 1, 2]
    assert model.optimizer.iterations == 6


def test_shuffling_takes_every_sample_once_in_a_new_order_each_epoch(small_model, stripes):
    orders = []
    x, y = stripes(20)
    model = small_model()
    step = model.forward

    def spy(x, *args, **options):
        orders.append(x.sum(axis=(1, 2, 3)))
        return step(x, *args, **options)

    model.forward = spy
    model.fit(x, y, batch_size=20, epochs=2, verbose=0)
    model.fit(x, y, batch_size=20, epochs=1, verbose=0)
    model.fit(x, y, batch_size=20, epochs=1, verbose=0, shuffle=False)
    own = x.sum(axis=(1, 2, 3))
    for order in orders:
        np.testing.assert_array_equal(np.sort(order), np.sort(own))
    assert len({order.tobytes() for order in orders[:3]}) == 3
    np.testing.assert_array_equal(orders[3], own)


def test_initial_epoch_counts_on(small_model, stripes):
    x, y = stripes(16)
    history = small_model().fit(x, y, epochs=5, initial_epoch=3, verbose=0)
    assert history.epoch == [3, 4]


def test_callbacks_are_called_in_order(small_model, stripes):
    calls = []

    class Watch(Callback):
        pass

    for hook in [name for name in dir(Callback) if name.startswith("on_")]:
        if hook.endswith("batch_begin") or hook.endswith("batch_end"):
            continue
        setattr(Watch, hook, lambda self, *args, hook=hook: calls.append(hook))
    x, y = stripes(16)
    small_model().fit(x, y, verbose=0, validation_split=0.5, callbacks=[Watch()])
    expected = "train_begin epoch_begin test_begin test_end epoch_end train_end".split()
    assert calls == [f"on_{name}" for name in expected]


def test_a_callback_can_stop_the_training(small_model, stripes):
    class Stop(Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch == 1

    x, y = stripes(16)
    assert small_model().fit(x, y, epochs=9, verbose=0, callbacks=[Stop()]).epoch == [0, 1]
