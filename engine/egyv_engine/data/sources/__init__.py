"""Opens files of data: each kind of file becomes the same table, columns of text with the positions of their cells."""
