"""`python -m graph.introductions.network`: compiles the search for routes, so that no question waits for it."""

from __future__ import annotations

from graph.introductions.network.face import compile_kernels

if __name__ == "__main__":
    compile_kernels()
