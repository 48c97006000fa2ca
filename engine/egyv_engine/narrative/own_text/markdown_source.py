"""Makes Markdown of a template: its words as they are, and a mark in place of each output."""

from collections.abc import Iterable

from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.templates.template import Output, Words


class MarkdownSource(Frozen):
    """Markdown with `{{0}}`, `{{1}}` and so on where something is inserted; a template's own words hold no brace.

    origins: the index in the text at which each part of the template starts, with its index in the template.
    """

    text: str
    origins: tuple[tuple[int, int], ...]

    def origin(self, index: int) -> int:
        """Return the index in the template of a character of the text; of an output, that of its start."""
        index = min(index, max(len(self.text) - 1, 0))  # escapes may hide where words end
        start, at = max((pair for pair in self.origins if pair[0] <= index), default=(0, 0))
        is_output = self.text.startswith("{{", start)
        return at if is_output else at + index - start


def markdown_source(nodes: Iterable[Words | Output]) -> MarkdownSource:
    """Return the Markdown of parts of a template, in order."""
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    length = inserted = 0
    for node in nodes:
        origins.append((length, node.start))
        if isinstance(node, Words):
            text.append(node.text)
        else:
            text.append(f"{{{{{inserted}}}}}")
            inserted += 1
        length += len(text[-1])
    return MarkdownSource(text="".join(text), origins=tuple(origins))
