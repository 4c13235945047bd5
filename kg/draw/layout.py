"""Places for the nodes of a picture: stress majorisation, then boxes pushed apart, deterministic.

Kamada and Kawai's stress (1989), minimised by majorisation (Gansner, Koren, North 2004) from a
classical scaling, so that no random start is needed and no scipy; distances follow the lines, each as
long as its two ends need. Components are placed on their own, then each on the free place nearest the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.draw.settings import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.draw.records import Box, Edge

Points = NDArray[np.float64]


def place(boxes: Mapping[str, Box], edges: Iterable[Edge], aspect: float) -> dict[str, tuple[int, int]]:
    """Return the middle of each node's symbol, in canvas units, no two boxes overlapping.

    Args:
        boxes: The room of each node.
        edges: The lines; their ends must be in `boxes`.
        aspect: Wanted width to height of the whole.
    """
    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    reach = look()["layout"]["edge"]
    for edge in edges:
        if edge.source != edge.to:
            ends = (boxes[edge.source], boxes[edge.to])
            length = reach + sum((b.width + b.height) / 4 for b in ends)
            graph.add_edge(edge.source, edge.to, length=length)
    if not graph:
        return {}
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed = [_component(graph.subgraph(part), boxes, aspect) for part in parts]
    names = [name for part in parts for name in sorted(part)]
    points = _packed(placed, [_sizes(sorted(part), boxes) for part in parts], aspect)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return {
        name: (round(float(x)), round(float(y) - boxes[name].drop))
        for name, (x, y) in zip(names, points, strict=True)
    }


def _sizes(names: list[str], boxes: Mapping[str, Box]) -> Points:
    """Return width and height of each node, the gap included, rounded up for the rounding of places."""
    gap, below = look()["layout"]["gap"], look()["layout"]["gap_below"]
    return np.array([[boxes[n].width + gap, boxes[n].height + below] for n in names]) + 2.0


def _component(graph: nx.Graph[str], boxes: Mapping[str, Box], aspect: float) -> Points:
    """Place one component around the origin, its nodes sorted by name."""
    names = sorted(graph)
    if len(names) == 1:
        return np.zeros((1, 2))
    lengths = nx.Graph()
    lengths.add_nodes_from(names)
    lengths.add_edges_from(
        (a, b, {"length": d["length"]}) for a, b, d in sorted(graph.edges(data=True), key=lambda e: e[:2])
    )
    distance = np.asarray(nx.floyd_warshall_numpy(lengths, nodelist=names, weight="length"), dtype=float)
    points = _stress(distance, _scaling(distance))
    points = _gathered(_turned(points))
    extent = np.ptp(points, axis=0) + 1.0
    stretch = float(np.sqrt(aspect / (extent[0] / extent[1])))
    stretch = min(2.0, max(0.5, stretch))
    return _apart(points * np.array([stretch, 1 / stretch]), _sizes(names, boxes), aspect)


def _scaling(distance: Points) -> Points:
    """Return classical scaling of the distances, jittered so that no two points coincide."""
    n = len(distance)
    centre = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * centre @ (distance**2) @ centre)
    best = np.argsort(values)[::-1][:2]
    points = vectors[:, best] * np.sqrt(np.maximum(values[best], 1e-9))
    # an eigenvector's sign is arbitrary: fix it, so that every machine draws the same side up
    points = points * np.where(points[np.abs(points).argmax(axis=0), range(points.shape[1])] < 0, -1.0, 1.0)
    jitter = np.random.default_rng(look()["layout"]["seed"]).normal(scale=distance.mean() / 20, size=(n, 2))
    return np.asarray(points + jitter)


def _stress(distance: Points, points: Points) -> Points:
    """Minimise the stress of `points` against the distances, weights 1/d²."""
    n = len(distance)
    away = ~np.eye(n, dtype=bool)
    weight = np.zeros((n, n))
    weight[away] = distance[away] ** -2.0
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplacian)
    for _ in range(look()["layout"]["rounds"]):
        delta = points[:, None, :] - points[None, :, :]
        norm = np.sqrt((delta**2).sum(axis=2))
        ratio = np.where(norm > 1e-9, weight * distance / np.maximum(norm, 1e-9), 0.0)
        target = np.diag(ratio.sum(axis=1)) - ratio
        moved = inverse @ (target @ points)
        done = float(np.abs(moved - points).max()) < 0.5
        points = moved
        if done:
            break
    return points


def _turned(points: Points) -> Points:
    """Turn the longest direction to the horizontal, around the middle."""
    points = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(points.T @ points)
    axes = vectors[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(points @ axes)


def _gathered(points: Points) -> Points:
    """Draw far-out nodes in, so that a few of them do not set the scale of the whole picture."""
    radius = np.hypot(points[:, 0], points[:, 1])[:, None]
    usual = max(1.0, float(np.median(radius)))
    return np.asarray(points * np.where(radius > usual, (usual / np.maximum(radius, 1e-9)) ** 0.4, 1.0))


def _apart(points: Points, sizes: Points, aspect: float) -> Points:
    """Push boxes apart along the shorter way; if that does not settle, stretch the picture and go on."""
    settings = look()["layout"]
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    apart = ~np.eye(len(points), dtype=bool)
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    while True:
        for _ in range(settings["push_rounds"]):
            delta = points[:, None, :] - points[None, :, :]
            over = need - np.abs(delta)
            clash = np.asarray((over > 0).all(axis=2)) & apart
            if not clash.any():
                return points
            sign = np.where(delta > 0, 1.0, -1.0)
            sign = np.where((delta == 0) & upper[..., None], 1.0, sign)
            along_x = over[..., 0] < over[..., 1] * _bias(points, sizes, aspect)
            push = np.where(np.stack([along_x, ~along_x], axis=2) & clash[..., None], sign * over, 0.0)
            points = points + 0.52 * push.sum(axis=1) / np.maximum(1, clash.sum(axis=1) ** 0.5)[:, None]
        points = points * settings["stretch"]


def _bias(points: Points, sizes: Points, aspect: float) -> float:
    """Return how much rather to push sideways: above 1 where the picture is too high for the aspect."""
    wide, high = np.ptp(points, axis=0) + sizes.mean(axis=0)
    return float(np.clip((aspect * high / wide) ** 2, 0.2, 5.0))


def _packed(placed: list[Points], sizes: list[Points], aspect: float) -> Points:
    """Set each component, largest first, on the free place nearest the middle, measured in the aspect."""
    settings = look()["layout"]
    gap, step = float(settings["clearance"]), float(settings["step"])
    reach = (
        int(
            sum(
                float(np.hypot(*(np.ptp(p, axis=0) + s.max(axis=0))))
                for p, s in zip(placed, sizes, strict=True)
            )
            / step
        )
        + 2
    )
    grid = (
        np.array([(x * aspect, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]) * step
    )
    near = np.maximum(np.abs(grid[:, 0]) / aspect, np.abs(grid[:, 1])) + np.abs(grid).sum(axis=1) * 1e-3
    grid = grid[np.argsort(near, kind="stable")]
    done_at, done_size, moved = np.zeros((0, 2)), np.zeros((0, 2)), []
    for points, size in zip(placed, sizes, strict=True):
        middle = ((points - size / 2).min(axis=0) + (points + size / 2).max(axis=0)) / 2
        centred = points - middle
        shift = next(at for at in grid if _free(centred + at, size + gap, done_at, done_size))
        moved.append(centred + shift)
        done_at = np.concatenate([done_at, moved[-1]])
        done_size = np.concatenate([done_size, size])
    return np.concatenate(moved)


def _free(points: Points, size: Points, taken_at: Points, taken_size: Points) -> bool:
    """Whether none of the boxes meets one of those already set."""
    need = (size[:, None, :] + taken_size[None, :, :]) / 2
    return not bool((np.abs(points[:, None, :] - taken_at[None, :, :]) < need).all(axis=2).any())
