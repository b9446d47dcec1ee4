"""What a cell of an office file says: pure functions from its text to a value, None where it says nothing.

Each raises LoadError (`cells.…`, with the text as `value`) where the text cannot be understood. Words that an office
may add to stand in the YAML file beside each module.
"""
