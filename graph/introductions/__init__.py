"""Who can introduce whom: evidence, ties, contact points, the best routes, and the reasons in words."""

from graph.introductions.answer import Answer
from graph.introductions.decided import decided_ties
from graph.introductions.field import FieldAnswer, experts
from graph.introductions.introduce import introduce
from graph.introductions.letter import Letter, letter
from graph.introductions.rules import Rules, load_rules

__all__ = ["Answer", "FieldAnswer", "Letter", "Rules", "decided_ties", "experts", "introduce", "letter", "load_rules"]
