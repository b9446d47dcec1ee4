"""The embedded engine: one local Bolt server a folder, started by whoever comes first, gone with the last."""

from graph.local.attach import Attachment, attach
from graph.local.files import Address, EngineFolder

__all__ = ["Address", "Attachment", "EngineFolder", "attach"]
