"""What every tie of a graph rests on, read once and kept in a folder, so that questions need not read it again."""

from graph.introductions.projection.build import build
from graph.introductions.projection.projection import Projection
from graph.introductions.projection.stored import StoredProjection

__all__ = ["Projection", "StoredProjection", "build"]
