"""What the tests of plots have in common: where things lie once a picture is drawn."""


def laid_out(picture):
    """The picture, drawn once, so that everything has found its place."""
    picture.png(scale=1)
    return picture


def overlaps(boxes):
    """Pairs of boxes of which one lies on the other."""
    return [(box, other) for place, box in enumerate(boxes) for other in boxes[:place] if box.overlaps(other)]


def outside(picture, boxes):
    """The boxes that leave the page."""
    page = picture.bbox
    inside = (page.x0 <= b.x0 and b.x1 <= page.x1 and page.y0 <= b.y0 and b.y1 <= page.y1 for b in boxes)
    return [box for box, fits in zip(boxes, inside, strict=True) if not fits]
