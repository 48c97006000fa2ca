"""Makes the sections of a chapter, one function per kind of block."""
