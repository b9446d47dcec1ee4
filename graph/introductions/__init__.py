"""Who can introduce whom: evidence, ties, contact points, the best routes, and the reasons in words."""

from graph.introductions.answer import Answer
from graph.introductions.introduce import introduce
from graph.introductions.letter import Letter, letter
from graph.introductions.rules import Rules, load_rules

__all__ = ["Answer", "Letter", "Rules", "introduce", "letter", "load_rules"]
