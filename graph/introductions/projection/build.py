"""Makes the table of a whole graph."""

from __future__ import annotations

import numpy as np

from graph.database import Database
from graph.introductions.projection.activity import Activity
from graph.introductions.projection.names import Names
from graph.introductions.projection.projection import Projection
from graph.introductions.projection.read import direct, read_actors, read_begun, read_hubs, through
from graph.introductions.projection.rows import Rows
from graph.introductions.rules import Rules
from graph.progress import Progress

STEP = 1_000
"""After so many things read progress is told."""


def build(database: Database, rules: Rules, progress: Progress | None = None) -> Projection:
    """Reads all that ties are made of: minutes for a million people, told as stage "ties", counted in things read."""
    barred = dict(read_actors(database, rules))
    actors = Names.of(barred)
    hubs = Names.of(read_hubs(database, rules))
    rows = Rows(actors, hubs, rules)
    total = len(actors) + len(hubs)
    for names, read in ((hubs, through), (actors, direct)):
        for begin in range(0, len(names), STEP):
            ids = [names[number] for number in range(begin, min(begin + STEP, len(names)))]
            rows.add(read(database, rules, ids))
            if progress:
                progress("ties", len(ids), total)
    begun = Activity.of(read_begun(database, rules, barred), actors)
    flags = np.array([barred[actors[number]] for number in range(len(actors))], np.int8)
    return Projection(actors, flags, hubs, rows.table(), begun, rules)
