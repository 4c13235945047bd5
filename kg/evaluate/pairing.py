"""One-to-one pairing of gold items and finds, with the largest total weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

Pair = tuple[int, int]


def pairs(weights: Mapping[Pair, float]) -> tuple[Pair, ...]:
    """Return the pairs (row, column) of the assignment with the largest total weight, sorted.

    No row and no column is used twice; what is not in `weights`, or weighs nothing, is not paired. Rows and
    columns that no weight connects are solved apart: they are few at a time, however long the article.
    """
    edges = {pair: weight for pair, weight in weights.items() if weight > 0}
    return tuple(sorted(chain.from_iterable(_solved(part, edges) for part in _components(edges))))


def _components(edges: Mapping[Pair, float]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield rows and columns of each connected part, each sorted."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row, column in sorted(edges):
        columns_of.setdefault(row, []).append(column)
        rows_of.setdefault(column, []).append(row)
    left = dict.fromkeys(columns_of)
    while left:
        waiting = [next(iter(left))]
        rows, columns = set(waiting), set[int]()
        while waiting:
            for column in columns_of[waiting.pop()]:
                columns.add(column)
                new = set(rows_of[column]) - rows
                rows |= new
                waiting += sorted(new)
        for row in rows:
            del left[row]
        yield sorted(rows), sorted(columns)


def _solved(part: tuple[list[int], list[int]], edges: Mapping[Pair, float]) -> Iterator[Pair]:
    """Yield the best pairs of one connected part."""
    rows, columns = part
    # The method wants no more rows than columns; a row left alone takes a column that costs nothing.
    costs = [
        [-edges.get((row, column), 0.0) for column in columns] + [0.0] * max(0, len(rows) - len(columns))
        for row in rows
    ]
    for i, j in enumerate(_assigned(costs)):
        if j < len(columns) and (rows[i], columns[j]) in edges:
            yield rows[i], columns[j]


def _assigned(costs: list[list[float]]) -> list[int]:
    """Return the column of each row in the cheapest assignment of all rows (not more than columns).

    The Hungarian method by shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987): rows come
    in one by one, and `price_of_row`, `price_of_column` keep every reduced cost at or above 0.
    """
    size = len(costs[0])
    row_at = [-1] * size
    price_of_row, price_of_column = [0.0] * len(costs), [0.0] * size
    for new in range(len(costs)):
        distance, before = [float("inf")] * size, [-1] * size
        done: list[int] = []
        row, reached, here = new, 0.0, -1
        while row >= 0:
            for column in range(size):
                if column not in done:
                    step = reached + costs[row][column] - price_of_row[row] - price_of_column[column]
                    if step < distance[column]:
                        distance[column], before[column] = step, here
            here = min((c for c in range(size) if c not in done), key=distance.__getitem__)
            done.append(here)
            row, reached = row_at[here], distance[here]
        price_of_row[new] += reached
        for column in done[:-1]:
            price_of_row[row_at[column]] += reached - distance[column]
            price_of_column[column] -= reached - distance[column]
        while here >= 0:  # turn the path round: each row on it takes the column after it
            row_at[here] = row_at[before[here]] if before[here] >= 0 else new
            here = before[here]
    found = [0] * len(costs)
    for column, row in enumerate(row_at):
        if row >= 0:
            found[row] = column
    return found
