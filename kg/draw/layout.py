"""Places for the nodes of a picture: stress majorisation, then boxes pushed apart, deterministic.

Kamada and Kawai's stress (1989), minimised by majorisation (Gansner, Koren, North 2004) from a
classical scaling, so that no random start is needed and no scipy; distances follow the lines, each as
long as its two ends need. Components are placed on their own and then on shelves.
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
    points = _shelves(placed, [_sizes(sorted(part), boxes) for part in parts], aspect)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return {
        name: (round(float(x)), round(float(y) - boxes[name].drop))
        for name, (x, y) in zip(names, points, strict=True)
    }


def _sizes(names: list[str], boxes: Mapping[str, Box]) -> Points:
    """Return width and height of each node, the gap included, rounded up for the rounding of places."""
    gap = look()["layout"]["gap"]
    return np.array([[boxes[n].width + gap, boxes[n].height + gap] for n in names]) + 2.0


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
    points = _turned(points)
    extent = np.ptp(points, axis=0) + 1.0
    stretch = float(np.sqrt(aspect / (extent[0] / extent[1])))
    stretch = min(2.0, max(0.5, stretch))
    return _apart(points * np.array([stretch, 1 / stretch]), _sizes(names, boxes))


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


def _apart(points: Points, sizes: Points) -> Points:
    """Push boxes apart along the shorter way; if that does not settle, stretch the picture and go on."""
    settings = look()["layout"]
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    while True:
        for _ in range(settings["push_rounds"]):
            delta = points[:, None, :] - points[None, :, :]
            over = need - np.abs(delta)
            clash = (over > 0).all(axis=2)
            np.fill_diagonal(clash, val=False)
            if not clash.any():
                return points
            sign = np.where(delta > 0, 1.0, -1.0)
            sign = np.where((delta == 0) & upper[..., None], 1.0, sign)
            along_x = over[..., 0] < over[..., 1]
            push = np.where(np.stack([along_x, ~along_x], axis=2) & clash[..., None], sign * over, 0.0)
            points = points + 0.52 * push.sum(axis=1) / np.maximum(1, clash.sum(axis=1) ** 0.5)[:, None]
        points = points * settings["stretch"]


def _shelves(placed: list[Points], sizes: list[Points], aspect: float) -> Points:
    """Set components side by side in rows, largest first, rows as wide as the aspect asks for."""
    gap = look()["layout"]["shelf_gap"]
    rooms = []
    for points, size in zip(placed, sizes, strict=True):
        low, high = (points - size / 2).min(axis=0), (points + size / 2).max(axis=0)
        rooms.append((low, high - low))
    area = sum(float((room[1] + gap).prod()) for room in rooms)
    width = max(float(rooms[0][1][0]), (area * aspect) ** 0.5)
    x = y = row = 0.0
    moved = []
    for points, (low, room) in zip(placed, rooms, strict=True):
        if x > 0 and x + float(room[0]) > width:
            x, y, row = 0.0, y + row + gap, 0.0
        moved.append(points - low + np.array([x, y]))
        x, row = x + float(room[0]) + gap, max(row, float(room[1]))
    return np.concatenate(moved)
