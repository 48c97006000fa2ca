"""From findings to a report in words: select what to say, group it, phrase it as declared, realise the sentences."""
