"""How well introducers are ranked, on events of which it is known who took part."""

from graph.introductions.evaluation.calibration import by_strength
from graph.introductions.evaluation.evaluate import Evaluation, evaluate
from graph.introductions.evaluation.events import Event, read_events

__all__ = ["Evaluation", "Event", "by_strength", "evaluate", "read_events"]
