"""The report as a web page: one file that needs no network, in which every number opens its explanation."""
