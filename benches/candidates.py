#!/usr/bin/env python3
"""candidates.py FILE: the five cheapest loopless routes of at most five moves by networkx (pip install networkx), on the
graph and for the pairs that `cargo bench --bench candidates` wrote to FILE. Says whether all costs are equal and how
many times longer networkx takes. Routes of more moves come out between and are passed over; a pair for which that takes
longer than a minute is counted apart."""
import json
import statistics
import sys
import time

import networkx

LIMIT = 60.0


def cheapest(graph, start, goal, count, moves):
    costs = []
    began = time.perf_counter()
    for path in networkx.shortest_simple_paths(graph, start, goal, weight="cost"):
        if len(path) - 1 <= moves:
            costs.append(networkx.path_weight(graph, path, weight="cost"))
            if len(costs) == count:
                break
        if time.perf_counter() - began > LIMIT:
            return None, LIMIT
    return costs, time.perf_counter() - began


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    most = int(sys.argv[2]) if len(sys.argv) > 2 else len(data["pairs"])
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(data["edges"], weight="cost")
    ratios, ours, theirs, unequal, late = [], [], [], 0, 0
    for pair in data["pairs"][:most]:
        costs, took = cheapest(graph, pair["from"], pair["to"], len(pair["costs"]), 5)
        if costs is None:
            late += 1
            continue
        unequal += costs != pair["costs"]
        ratios.append(took / pair["seconds"])
        ours.append(pair["seconds"])
        theirs.append(took)
    print(f'{data["title"]}: {graph.number_of_edges()} moves, {len(ratios)} pairs compared, {late} given up')
    print(f"unequal costs: {unequal}")
    print(f"median: ours {statistics.median(ours) * 1e3:.2f} ms, networkx {statistics.median(theirs) * 1e3:.1f} ms")
    print(f"ratio: median {statistics.median(ratios):.0f}, least {min(ratios):.0f}, of the sums {sum(theirs) / sum(ours):.0f}")


main()
