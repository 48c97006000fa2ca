"""Defines how many units are read, kept and evaluated together: a larger survey is split into parts."""

# With fewer rows the tables of the parts take longer to add up, with more a part takes more memory.
PART_ROWS = 500_000
