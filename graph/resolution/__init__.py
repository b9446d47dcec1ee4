"""Whether two records are one thing: what speaks for it and against it, and what follows. Pure; see rules.yaml."""

from graph.resolution.judging import Verdict, Weighed, judge
from graph.resolution.profile import Mark, Profile
from graph.resolution.rules import Rules, load_rules
from graph.resolution.spelling import keys

__all__ = ["Mark", "Profile", "Rules", "Verdict", "Weighed", "judge", "keys", "load_rules"]
