"""Answers that learners may give to lesson 11's exercises: other ways that are right, and more that are wrong."""

import numpy as np

from course_lib import Input, Sequential, inspect, layers, utils
from course_lib.exercises import catalogue

DEAD, OCCLUSION, CAM, NEAR = (catalogue.find(f"11.{place}", "test") for place in (1, 2, 3, 4))


def dead_by_loops(maps):
    found = []
    for c in range(maps.shape[3]):
        alive = False
        for image in maps:
            for row in image:
                for pixel in row:
                    alive = alive or pixel[c] != 0
        if not alive:
            found.append(c)
    return np.array(found)


def dead_by_sets(maps):
    black = [{c for c in range(maps.shape[3]) if not image[:, :, c].any()} for image in maps]
    return np.array(sorted(set.intersection(*black)), dtype=int)


def covered_by_mask(score, image, size, stride, value):
    rows = range(0, image.shape[0] - size + 1, stride)
    columns = range(0, image.shape[1] - size + 1, stride)
    drops = []
    for top in rows:
        for left in columns:
            mask = np.zeros(image.shape, bool)
            mask[top : top + size, left : left + size] = True
            drops.append(score(image) - score(np.where(mask, value, image)))
    return np.array(drops).reshape(len(rows), len(columns))


def covered_and_restored(score, image, size, stride, value):
    """On the image itself, but put back each time."""
    before, whole = image.copy(), score(image)
    height, width = ((side - size) // stride + 1 for side in image.shape)
    drops = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            place = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
            image[place] = value
            drops[i, j] = whole - score(image)
            image[place] = before[place]
    return drops


def cam_by_loops(maps, gradients):
    height, width, channels = maps.shape
    total = np.zeros((height, width))
    for c in range(channels):
        weight = sum(gradients[i, j, c] for i in range(height) for j in range(width)) / (height * width)
        for i in range(height):
            for j in range(width):
                total[i, j] += weight * maps[i, j, c]
    total[total < 0] = 0
    return total / max(total.max(), 1e-12)


def cam_with_sums(maps, gradients):
    """Sums in place of means differ by a factor, which the division takes out."""
    total = np.maximum(np.einsum("ijc,c->ij", maps, gradients.sum(axis=(0, 1))), 0)
    return np.float32(total / total.max()) if total.any() else np.float32(total)


def cam_divided_first(maps, gradients):
    """Divides before negative sums are 0: wrong only where all sums are negative."""
    total = (gradients.mean(axis=(0, 1)) * maps).sum(axis=2)
    return np.clip(total / (total.max() or 1), 0, 1)


def near_by_sorting(vectors, query, count):
    distances = [float(np.sqrt(sum((row - query) ** 2))) for row in vectors]
    return np.array(sorted(range(len(vectors)), key=distances.__getitem__)[:count])


def near_one_by_one(vectors, query, count):
    left, found = list(range(len(vectors))), []
    while len(found) < count:
        best = min(left, key=lambda n: np.linalg.norm(vectors[n] - query))
        left.remove(best)
        found.append(best)
    return np.array(found)


def near_by_argsort(vectors, query, count):
    return np.argsort(np.linalg.norm(vectors - query, axis=1))[:count]


def as_list(right):
    return lambda *case: right(*case).tolist()


RIGHT = {
    DEAD: [
        dead_by_loops,
        dead_by_sets,
        lambda maps: np.where(np.abs(maps).sum(axis=(0, 1, 2)) == 0)[0],
        lambda maps: np.array([c for c in range(maps.shape[-1]) if not maps[..., c].any()]),
        lambda maps: np.argwhere((maps == 0).all((0, 1, 2))).ravel().astype(np.int32),
    ],
    OCCLUSION: [covered_by_mask, covered_and_restored, lambda *case: np.float32(covered_by_mask(*case))],
    CAM: [cam_by_loops, cam_with_sums],
    NEAR: [near_by_sorting, near_one_by_one, near_by_argsort],
}
WRONG = {
    DEAD: [
        as_list(dead_by_sets),
        lambda maps: np.arange(maps.shape[3]),
        lambda maps: dead_by_sets(maps)[::-1],
        lambda maps: dead_by_sets(maps) + 1,
        lambda maps: dead_by_sets(maps)[None],
        lambda maps: np.array([str(c) for c in dead_by_sets(maps)]),
        lambda maps: dead_by_sets(maps.transpose(0, 3, 1, 2)),
    ],
    OCCLUSION: [
        as_list(covered_by_mask),
        lambda *case: covered_by_mask(*case)[None],
        lambda *case: covered_by_mask(*case).ravel(),
        lambda *case: covered_by_mask(*case)[::-1],
        lambda *case: np.abs(covered_by_mask(*case)),
        lambda *case: covered_by_mask(*case) / max(np.abs(covered_by_mask(*case)).max(), 1),
        lambda score, image, size, stride, value: covered_by_mask(score, image, size, stride, value + 1),
        lambda score, image, size, stride, value: covered_by_mask(score, image, stride, size, value),
    ],
    CAM: [
        as_list(cam_by_loops),
        cam_divided_first,
        lambda maps, gradients: cam_by_loops(maps, -gradients),
        lambda maps, gradients: cam_by_loops(maps, gradients)[..., None],
        lambda maps, gradients: cam_by_loops(maps, np.maximum(gradients, 0)),
        lambda maps, gradients: cam_by_loops(maps, np.median(gradients, (0, 1), keepdims=True) + 0 * maps),
        lambda maps, gradients: np.clip((gradients.mean((0, 1)) * maps).sum(2), 0, 1),
    ],
    NEAR: [
        as_list(near_by_sorting),
        lambda vectors, query, count: near_by_sorting(vectors, query, count)[None],
        lambda vectors, query, count: near_by_sorting(vectors, query, count) + 1,
        lambda vectors, query, count: near_by_sorting(vectors, -query, count),
        lambda vectors, query, count: near_by_sorting(vectors[1:], query, count),
        lambda vectors, query, count: np.arange(count),
    ],
}


def test_the_course_s_own_gives_what_inspect_gives():
    utils.set_random_seed(0)
    behind = [layers.MaxPooling2D(), layers.Flatten(), layers.Dense(3, activation="softmax")]
    model = Sequential([Input((9, 8, 1)), layers.Conv2D(5, 3, activation="relu", name="first"), *behind])
    images = np.arange(4 * 72, dtype=np.float32).reshape(4, 9, 8, 1) % 7 / 7
    maps = inspect.activations(model, images, "first")["first"]
    copies = [layers.MaxPooling2D(), layers.Flatten(), layers.Dense(3, activation="softmax")]
    rest = Sequential([Input((7, 6, 5)), *copies])
    rest.set_weights(model.get_weights()[2:])
    for k in range(3):
        gradients = inspect.class_score_gradient(rest, maps, classes=k)
        wanted = inspect.grad_cam(model, images, classes=k, layer="first")
        got = [CAM.finished(*each) for each in zip(maps, gradients, strict=True)]
        np.testing.assert_allclose(got, wanted, rtol=0, atol=1e-5)


def test_no_two_rows_are_equally_far_from_the_query():
    for case in NEAR.cases():
        distances = np.sort(((case["vectors"] - case["query"]) ** 2).sum(axis=1))
        assert np.diff(distances[: case["count"] + 1]).min() > 1e-6


def test_the_first_case_of_the_occlusion_says_what_the_score_is():
    lines = OCCLUSION.examine(lambda score, image, size, stride, value: np.zeros((2, 3))).lines
    assert "score=image[0, 0] + 2 * image[1, 2]" in lines[0]


def told(exercise, answer, words):
    return any(words in line for line in exercise.examine(answer).lines)


def copied_once_a_row(score, image, size, stride, value):
    height, width = ((side - size) // stride + 1 for side in image.shape)
    drops = np.zeros((height, width))
    for i in range(height):
        covered = image.copy()
        for j in range(width):
            covered[i * stride : i * stride + size, j * stride : j * stride + size] = value
            drops[i, j] = score(image) - score(covered)
    return drops


def with_swapped_places(score, image, size, stride, value):
    height, width = ((side - size) // stride + 1 for side in image.shape)
    drops = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            covered = image.copy()
            covered[j * stride : j * stride + size, i * stride : i * stride + size] = value
            drops[i, j] = score(image) - score(covered)
    return drops


def test_common_slips_are_told_their_cause():
    def once_for_each_image(maps):
        return np.array([c for image in maps for c in range(maps.shape[3]) if not image[..., c].any()])

    def last_map_only(maps, gradients):
        total = np.maximum(gradients[..., -1].mean() * maps[..., -1], 0)
        return total / (total.max() or 1)

    assert told(DEAD, once_for_each_image, "once for each image")
    assert told(DEAD, lambda maps: np.where((maps == 0).all((0, 1, 2))), "`np.where` returns a tuple")
    assert told(OCCLUSION, copied_once_a_row, "once for each row of places")
    assert told(OCCLUSION, with_swapped_places, "i and j are swapped")
    assert told(CAM, last_map_only, "only the last map is left")
    assert told(NEAR, lambda v, q, count: np.argsort(abs(v - q).sum(axis=1))[:count], "sums of absolute differences")
    assert told(NEAR, lambda v, q, count: np.argsort(((v - q) ** 2).sum(axis=1))[-count:], "the last places")
