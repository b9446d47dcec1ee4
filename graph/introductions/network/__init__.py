"""The fast exact engine of routes: numbered actors, arrays that processes share, compiled search."""

from graph.introductions.network.face import (
    Network,
    NumberedQuestion,
    NumberedRoute,
    Worker,
    compile_kernels,
)

__all__ = ["Network", "NumberedQuestion", "NumberedRoute", "Worker", "compile_kernels"]
