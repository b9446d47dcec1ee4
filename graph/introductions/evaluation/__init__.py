"""How well introducers are ranked, on events of which it is known who took part."""

from graph.introductions.evaluation.calibration import by_strength
from graph.introductions.evaluation.evaluate import Evaluation, evaluate
from graph.introductions.evaluation.events import Event, read_events
from graph.introductions.evaluation.stories import Stories, stories

__all__ = ["Evaluation", "Event", "Stories", "by_strength", "evaluate", "read_events", "stories"]
