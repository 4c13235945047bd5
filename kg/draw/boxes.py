"""Boxes on a plane: pushed apart, packed, and moved off the lines that run through them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.draw.settings import look

Points = NDArray[np.float64]
Links = NDArray[np.intp]
"""Lines as pairs of places in a list of points."""


def size_of(points: Points, sizes: Points, aspect: float) -> float:
    """Return the height of the smallest frame of the given aspect around all boxes."""
    wide, high = (points + sizes / 2).max(axis=0) - (points - sizes / 2).min(axis=0)
    return float(max(wide / aspect, high))


def apart(points: Points, sizes: Points, links: Links, aspect: float) -> Points:
    """Push boxes apart along the shorter way; if that does not settle, stretch the picture and go on."""
    settings = look()["layout"]
    count = len(points)
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    need[links[:, 0], links[:, 1]] += settings["gap_joined"]
    need[links[:, 1], links[:, 0]] += settings["gap_joined"]
    need[np.tri(count, dtype=bool)] = 0.0  # each pair once, and none with itself
    need_x, need_y = np.ascontiguousarray(need[..., 0]), np.ascontiguousarray(need[..., 1])
    x, y = points[:, 0].copy(), points[:, 1].copy()
    while True:
        for turn in range(settings["push_rounds"]):
            off_x, off_y = x[:, None] - x, y[:, None] - y
            one, other = ((np.abs(off_x) < need_x) & (np.abs(off_y) < need_y)).nonzero()
            if not len(one):
                return np.stack([x, y], axis=1)
            if turn % 8 == 0:
                bias = _bias(x, y, sizes, aspect)
            off_x, off_y = off_x[one, other], off_y[one, other]
            over_x, over_y = need_x[one, other] - np.abs(off_x), need_y[one, other] - np.abs(off_y)
            sideways = over_x < over_y * bias
            push_x = np.where(sideways, np.where(off_x < 0, -over_x, over_x), 0.0)
            push_y = np.where(sideways, 0.0, np.where(off_y < 0, -over_y, over_y))
            clashes = np.bincount(one, minlength=count) + np.bincount(other, minlength=count)
            share = 0.52 / np.sqrt(np.maximum(1, clashes))
            x += share * (np.bincount(one, push_x, count) - np.bincount(other, push_x, count))
            y += share * (np.bincount(one, push_y, count) - np.bincount(other, push_y, count))
        x *= settings["stretch"]
        y *= settings["stretch"]


def _bias(x: Points, y: Points, sizes: Points, aspect: float) -> float:
    """Return how much rather to push sideways: above 1 where the picture is too high for the aspect."""
    wide, high = sizes.mean(axis=0)
    ratio = aspect * (y.max() - y.min() + high) / (x.max() - x.min() + wide)
    return float(min(5.0, max(0.2, ratio * ratio)))


def packed(placed: list[Points], sizes: list[Points], aspect: float) -> Points:
    """Set each component, largest first, on the free place nearest the middle, measured in the aspect."""
    settings = look()["layout"]
    gap, step = float(settings["clearance"]), float(settings["step"])
    areas = [float(np.prod(np.ptp(p, axis=0) + s.max(axis=0))) for p, s in zip(placed, sizes, strict=True)]
    reach = int(2 * np.sqrt(sum(areas)) / step) + 2
    down: Points = np.arange(-reach, reach + 1, dtype=np.float64) * step
    across: Points = down * aspect
    far_x, far_y = np.abs(across)[:, None], np.abs(down)[None, :]
    near = np.maximum(far_x / aspect, far_y) + (far_x + far_y) * 1e-3
    done_at, done_size, moved = np.zeros((0, 2)), np.zeros((0, 2)), []
    for points, size in zip(placed, sizes, strict=True):
        middle = ((points - size / 2).min(axis=0) + (points + size / 2).max(axis=0)) / 2
        centred = points - middle
        need = ((size + gap)[:, None, :] + done_size[None, :, :]) / 2
        taken = _taken(across, down, done_at[None, :, :] - centred[:, None, :], need)
        if taken.all():
            beyond = (done_at + done_size / 2).max(axis=0)[0] - (centred - size / 2).min(axis=0)[0]
            shift = np.array([beyond, 0.0])
        else:
            row, column = np.unravel_index(int(np.where(taken, np.inf, near).argmin()), near.shape)
            shift = np.array([across[row], down[column]])
        moved.append(centred + shift)
        done_at = np.concatenate([done_at, moved[-1]])
        done_size = np.concatenate([done_size, size])
    return np.concatenate(moved)


def _taken(across: Points, down: Points, middle: Points, need: Points) -> NDArray[np.bool_]:
    """Return which shifts of a lattice set a box on another: a rectangle of them for each pair of boxes."""
    low, high = (middle - need).reshape(-1, 2), (middle + need).reshape(-1, 2)
    marks = np.zeros((len(across) + 1, len(down) + 1), dtype=np.int64)
    left, right = np.searchsorted(across, low[:, 0], "right"), np.searchsorted(across, high[:, 0], "left")
    top, bottom = np.searchsorted(down, low[:, 1], "right"), np.searchsorted(down, high[:, 1], "left")
    for xs, ys, sign in ((left, top, 1), (right, bottom, 1), (left, bottom, -1), (right, top, -1)):
        np.add.at(marks, (xs, ys), sign)
    return np.asarray(marks.cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0)


def tidied(points: Points, sizes: Points, links: Links) -> Points:
    """Move single nodes, within the frame, to where fewer lines cross them or one another.

    A node in whose place something crosses goes to the best of some places around it that are free; those
    with few lines move first.
    """
    if not len(links):
        return points
    points = points.copy()
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    degree = np.bincount(links.ravel(), minlength=len(points))
    turns = np.arange(12) * (np.pi / 6)
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    steps = np.concatenate([np.zeros((1, 2)), *(ring * reach for reach in look()["layout"]["tidy_steps"])])
    for _ in range(look()["layout"]["tidy_rounds"]):
        crowded = _crowded(points, sizes, links)
        for node in np.argsort(degree, kind="stable"):
            if not crowded[node]:
                continue
            tries = points[node] + steps
            half = sizes[node] / 2
            inside = ((tries - half >= low) & (tries + half <= high)).all(axis=1)
            tries = tries[inside | (np.arange(len(tries)) == 0)]
            free = _clear_of(tries, node, points, sizes, links)
            free[0] = True  # where it stands
            if free[1:].any():
                tries = tries[free]
                points[node] = tries[int(_costs(tries, node, points, sizes, links).argmin())]
    return points


def _crowded(points: Points, sizes: Points, links: Links) -> NDArray[np.bool_]:
    """Whether at each node a line runs through its box, or one of its lines meets another or runs through a box."""
    begin, end = points[links[:, 0]], points[links[:, 1]]
    through = _through(begin, end, points, sizes)
    lines = np.arange(len(links))
    through[lines, links[:, 0]] = through[lines, links[:, 1]] = False
    joined = (links[:, None, :, None] == links[None, :, None, :]).any(axis=(2, 3))
    bad = through.any(axis=1) | (_cross(begin, end, begin, end) & ~joined).any(axis=1)
    crowded = np.asarray(through.any(axis=0))
    crowded[links[bad].ravel()] = True
    return crowded


def _clear_of(tries: Points, node: int, points: Points, sizes: Points, links: Links) -> NDArray[np.bool_]:
    """Whether a node's box meets no other at each of some places."""
    need = (sizes + sizes[node]) / 2
    joined = np.concatenate([links[links[:, 0] == node, 1], links[links[:, 1] == node, 0]])
    need[joined] += look()["layout"]["gap_joined"]
    need[node] = 0.0
    meets = np.abs(tries[:, None, 0] - points[:, 0]) < need[:, 0]
    meets &= np.abs(tries[:, None, 1] - points[:, 1]) < need[:, 1]
    return np.asarray(~meets.any(axis=1))


def _costs(tries: Points, node: int, points: Points, sizes: Points, links: Links) -> Points:
    """Return what it costs to have a node at each place: lines through boxes, crossings, length."""
    settings = look()["layout"]
    mine = (links == node).any(axis=1)
    ends = np.where(links[mine, 0] == node, links[mine, 1], links[mine, 0])
    rest = links[~mine]
    begin, end = tries[:, None], points[ends]
    through = _through(begin, end, points, sizes)
    through[:, :, node] = False
    through[:, np.arange(len(ends)), ends] = False
    one, other = points[rest[:, 0]], points[rest[:, 1]]
    over = _through(one, other, tries, sizes[node])
    meets = (rest == ends[:, None, None]).any(axis=2)
    crossed = _cross(begin, end, one, other) & ~meets
    each = through.sum(axis=2) * settings["cost_box"] + crossed.sum(axis=2)
    away = begin - end
    each += np.hypot(away[..., 0], away[..., 1]) / settings["cost_length"]
    return np.asarray(each.sum(axis=1) + over.sum(axis=0) * settings["cost_box"])


def _through(begin: Points, end: Points, middle: Points, sizes: Points) -> NDArray[np.bool_]:
    """Whether each line runs through each box (gaps and all), by the slab method: the boxes on the last axis."""
    low, high, way = middle - sizes / 2, middle + sizes / 2, end - begin
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    enters: list[Points] = []
    leaves: list[Points] = []
    for axis in (0, 1):  # each on its own: NumPy is slow along an axis of two
        one = (low[:, axis] - begin[..., None, axis]) / way[..., None, axis]
        other = (high[:, axis] - begin[..., None, axis]) / way[..., None, axis]
        enters.append(np.minimum(one, other))
        leaves.append(np.maximum(one, other))
    first, last = np.maximum(*enters), np.minimum(*leaves)
    return np.asarray((first < last) & (last > 0) & (first < 1))


def _cross(a: Points, b: Points, c: Points, d: Points) -> NDArray[np.bool_]:
    """Whether each line a–b crosses each line c–d, those on the last axis."""

    def side(p: Points, q: Points, r: Points) -> Points:
        return np.asarray(
            (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
            - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])
        )

    a, b = a[..., None, :], b[..., None, :]
    return np.asarray((side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0))
