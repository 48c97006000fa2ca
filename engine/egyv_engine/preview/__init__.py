"""The live preview: a page on this machine that shows the report again whenever a file of the programme is saved."""
