"""Places for the nodes of a picture: stress majorisation, then boxes pushed apart, deterministic.

Kamada and Kawai's stress (1989), minimised by majorisation (Gansner, Koren, North 2004) from a
classical scaling, so that no random start is needed and no scipy; distances follow the lines, each as
long as its two ends need. Components are placed on their own, drawn together as far as their boxes allow,
then each set on the free place nearest the middle; last, nodes step off the lines that run through them.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kg.draw.boxes import Links, Points, apart, packed, size_of, tidied
from kg.draw.settings import look
from kg.threads import one_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.draw.records import Box, Edge

_Line = tuple[str, str, float]
"""Two nodes, the first by name first, and the wanted distance between them."""


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
    parts = [
        tuple(sorted(part))
        for part in sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    ]
    sizes = [_sizes(part, boxes) for part in parts]
    placed = [
        _component(part, _lines(graph.subgraph(part)), tuple(map(tuple, size.tolist())), aspect)
        for part, size in zip(parts, sizes, strict=True)
    ]
    names = [name for part in parts for name in part]
    points = packed(placed, sizes, aspect)
    if len(names) <= look()["layout"]["tidy_most"]:
        points = tidied(points, _sizes(names, boxes), _links(_lines(graph), names))
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return {
        name: (round(float(x)), round(float(y) - boxes[name].drop))
        for name, (x, y) in zip(names, points, strict=True)
    }


def forget() -> None:
    """Forget what was placed, so that the same picture is work again."""
    _component.cache_clear()
    _spread.cache_clear()


def bounds_of(
    boxes: Mapping[str, Box], places: Mapping[str, tuple[int, int]]
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all boxes; zeros where there is none."""
    if not places:
        return (0.0, 0.0, 0.0, 0.0)
    tops = {name: y - (boxes[name].radius or boxes[name].height / 2) for name, (_, y) in places.items()}
    return (
        min(x - boxes[name].width / 2 for name, (x, _) in places.items()),
        min(tops.values()),
        max(x + boxes[name].width / 2 for name, (x, _) in places.items()),
        max(top + boxes[name].height for name, top in tops.items()),
    )


def _sizes(names: Sequence[str], boxes: Mapping[str, Box]) -> Points:
    """Return width and height of each node, the gap included, rounded up for the rounding of places."""
    gap, below = look()["layout"]["gap"], look()["layout"]["gap_below"]
    return np.array([[boxes[n].width + gap, boxes[n].height + below] for n in names]) + 2.0


def _lines(graph: nx.Graph[str]) -> tuple[_Line, ...]:
    """Return the lines of a graph, in a fixed order."""
    return tuple(sorted((min(a, b), max(a, b), length) for a, b, length in graph.edges(data="length")))


def _links(lines: Iterable[_Line], names: Sequence[str]) -> Links:
    """Return the lines as pairs of places in `names`, in a fixed order."""
    at = {name: place for place, name in enumerate(names)}
    return np.array(sorted(sorted((at[a], at[b])) for a, b, _ in lines), dtype=np.intp).reshape(-1, 2)


@functools.lru_cache(maxsize=512)
def _component(
    names: tuple[str, ...], lines: tuple[_Line, ...], sizes: tuple[tuple[float, ...], ...], aspect: float
) -> Points:
    """Place one component around the origin, its nodes sorted by name.

    A window that shows fewer nodes has many of the same components, so what was placed is kept.
    """
    if len(names) == 1:
        return np.zeros((1, 2))
    points = _spread(names, lines)
    extent = np.ptp(points, axis=0) + 1.0
    stretch = float(np.sqrt(aspect / (extent[0] / extent[1])))
    stretch = min(2.0, max(0.5, stretch))
    points = points * np.array([stretch, 1 / stretch])
    rooms, links = np.array(sizes), _links(lines, names)
    tries = look()["layout"]["shrink"] if len(names) <= look()["layout"]["tidy_most"] else [1.0]
    best = min(
        (apart(points * s, rooms, links, aspect) for s in tries), key=lambda p: size_of(p, rooms, aspect)
    )
    best.flags.writeable = False
    return best


@functools.lru_cache(maxsize=128)
def _spread(names: tuple[str, ...], lines: tuple[_Line, ...]) -> Points:
    """Place the nodes of one component by the lengths of its lines alone: the same for windows of all shapes."""
    lengths: nx.Graph[str] = nx.Graph()
    lengths.add_nodes_from(names)
    lengths.add_edges_from((a, b, {"length": length}) for a, b, length in lines)
    distance = np.asarray(nx.floyd_warshall_numpy(lengths, nodelist=names, weight="length"), dtype=float)
    with one_thread():
        points = _gathered(_turned(_stress(distance, _scaling(distance))))
    points.flags.writeable = False
    return points


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
