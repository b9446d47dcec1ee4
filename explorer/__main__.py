"""`python -m explorer` is `qianxian`."""

from explorer.cli import main

main()
