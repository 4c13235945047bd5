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
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    need[links[:, 0], links[:, 1]] += settings["gap_joined"]
    need[links[:, 1], links[:, 0]] += settings["gap_joined"]
    others = ~np.eye(len(points), dtype=bool)
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    bias = 1.0
    while True:
        for turn in range(settings["push_rounds"]):
            bias = _bias(points, sizes, aspect) if turn % 8 == 0 else bias
            delta = points[:, None, :] - points[None, :, :]
            over = need - np.abs(delta)
            clash = np.asarray((over > 0).all(axis=2)) & others
            if not clash.any():
                return points
            sign = np.where(delta > 0, 1.0, -1.0)
            sign = np.where((delta == 0) & upper[..., None], 1.0, sign)
            along_x = over[..., 0] < over[..., 1] * bias
            push = np.where(np.stack([along_x, ~along_x], axis=2) & clash[..., None], sign * over, 0.0)
            points = points + 0.52 * push.sum(axis=1) / np.maximum(1, clash.sum(axis=1) ** 0.5)[:, None]
        points = points * settings["stretch"]


def _bias(points: Points, sizes: Points, aspect: float) -> float:
    """Return how much rather to push sideways: above 1 where the picture is too high for the aspect."""
    wide, high = np.ptp(points, axis=0) + sizes.mean(axis=0)
    return float(np.clip((aspect * high / wide) ** 2, 0.2, 5.0))


def packed(placed: list[Points], sizes: list[Points], aspect: float) -> Points:
    """Set each component, largest first, on the free place nearest the middle, measured in the aspect."""
    settings = look()["layout"]
    gap, step = float(settings["clearance"]), float(settings["step"])
    areas = [float(np.prod(np.ptp(p, axis=0) + s.max(axis=0))) for p, s in zip(placed, sizes, strict=True)]
    reach = int(2 * np.sqrt(sum(areas)) / step) + 2
    grid = (
        np.array([(x * aspect, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]) * step
    )
    near = np.maximum(np.abs(grid[:, 0]) / aspect, np.abs(grid[:, 1])) + np.abs(grid).sum(axis=1) * 1e-3
    grid = grid[np.argsort(near, kind="stable")]
    done_at, done_size, moved = np.zeros((0, 2)), np.zeros((0, 2)), []
    for points, size in zip(placed, sizes, strict=True):
        middle = ((points - size / 2).min(axis=0) + (points + size / 2).max(axis=0)) / 2
        centred = points - middle
        shift = _first_free(grid, centred, size + gap, done_at, done_size)
        moved.append(centred + shift)
        done_at = np.concatenate([done_at, moved[-1]])
        done_size = np.concatenate([done_size, size])
    return np.concatenate(moved)


def _first_free(grid: Points, points: Points, size: Points, taken_at: Points, taken_size: Points) -> Points:
    """Return the first shift that keeps all boxes off those already set, else one beyond them all."""
    need = (size[:, None, :] + taken_size[None, :, :]) / 2
    for some in np.array_split(grid, max(1, len(grid) // 64)):
        delta = np.abs(some[:, None, None, :] + points[None, :, None, :] - taken_at[None, None, :, :])
        free = np.flatnonzero(~(delta < need).all(axis=3).reshape(len(some), -1).any(axis=1))
        if len(free):
            return np.asarray(some[free[0]])
    beyond = (taken_at + taken_size / 2).max(axis=0)[0] - (points - size / 2).min(axis=0)[0]
    return np.array([beyond, 0.0])


def tidied(points: Points, sizes: Points, links: Links) -> Points:
    """Move single nodes, within the frame, to where fewer lines cross them or one another.

    A node goes to the best of some places around it that are free; those with few lines move first.
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
        for node in np.argsort(degree, kind="stable"):
            tries = points[node] + steps
            half = sizes[node] / 2
            inside = ((tries - half >= low) & (tries + half <= high)).all(axis=1)
            tries = tries[inside | (np.arange(len(tries)) == 0)]
            free = _clear_of(tries, node, points, sizes, links)
            free[0] = True  # where it stands
            tries = tries[free]
            points[node] = tries[int(_costs(tries, node, points, sizes, links).argmin())]
    return points


def _clear_of(tries: Points, node: int, points: Points, sizes: Points, links: Links) -> NDArray[np.bool_]:
    """Whether a node's box meets no other at each of some places."""
    need = (sizes + sizes[node]) / 2
    joined = np.concatenate([links[links[:, 0] == node, 1], links[links[:, 1] == node, 0]])
    need[joined] += look()["layout"]["gap_joined"]
    need[node] = 0.0
    meets = (np.abs(tries[:, None, :] - points[None, :, :]) < need).all(axis=2)
    return np.asarray(~meets.any(axis=1))


def _costs(tries: Points, node: int, points: Points, sizes: Points, links: Links) -> Points:
    """Return what it costs to have a node at each place: lines through boxes, crossings, length."""
    mine = (links == node).any(axis=1)
    ends = np.where(links[mine, 0] == node, links[mine, 1], links[mine, 0])
    count, lines = len(tries), len(ends)
    begin = np.repeat(tries[:, None, :], lines, axis=1).reshape(-1, 2)
    end = np.tile(points[ends], (count, 1))
    through = _through(begin, end, points, sizes)
    through[:, node] = False
    through[np.arange(len(begin)), np.tile(ends, count)] = False
    rest = links[~mine]
    over = _through(points[rest[:, 0]], points[rest[:, 1]], tries, np.broadcast_to(sizes[node], tries.shape))
    crossed = _cross(begin, end, points[rest[:, 0]], points[rest[:, 1]])
    meets = (rest[None, :, :] == np.tile(ends, count)[:, None, None]).any(axis=2)
    settings = look()["layout"]
    per_try = (through.sum(axis=1) * settings["cost_box"] + (crossed & ~meets).sum(axis=1)).reshape(
        count, lines
    )
    length = np.hypot(*(begin - end).T).reshape(count, lines)
    return np.asarray(
        (per_try + length / settings["cost_length"]).sum(axis=1) + over.sum(axis=0) * settings["cost_box"]
    )


def _through(begin: Points, end: Points, middle: Points, sizes: Points) -> NDArray[np.bool_]:
    """Whether each line runs through each box (gaps and all), by the slab method."""
    way = end - begin
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    one = (middle[None] - sizes[None] / 2 - begin[:, None]) / way[:, None]
    other = (middle[None] + sizes[None] / 2 - begin[:, None]) / way[:, None]
    enters = np.minimum(one, other).max(axis=2)
    leaves = np.maximum(one, other).min(axis=2)
    return np.asarray((enters < leaves) & (leaves > 0) & (enters < 1))


def _cross(a: Points, b: Points, c: Points, d: Points) -> NDArray[np.bool_]:
    """Whether each line a–b crosses each line c–d."""

    def side(p: Points, q: Points, r: Points) -> Points:
        return np.asarray(
            (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1])
            - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])
        )

    a, b, c, d = a[:, None], b[:, None], c[None], d[None]
    return np.asarray((side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0))
