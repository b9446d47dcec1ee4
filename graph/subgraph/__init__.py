"""Pieces of the graph: a node's neighbours counted and paged, the links among a set, everything around a node."""

from graph.subgraph.around import around, between
from graph.subgraph.beyond import beyond, nearest_beyond
from graph.subgraph.model import Count, Node, Omitted, Relationship, Subgraph
from graph.subgraph.neighbours import counts, neighbours
from graph.subgraph.nodes import node, nodes

__all__ = [
    "Count",
    "Node",
    "Omitted",
    "Relationship",
    "Subgraph",
    "around",
    "between",
    "beyond",
    "counts",
    "nearest_beyond",
    "neighbours",
    "node",
    "nodes",
]
