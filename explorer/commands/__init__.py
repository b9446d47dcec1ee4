"""The commands of `qianxian`, one module a group."""
