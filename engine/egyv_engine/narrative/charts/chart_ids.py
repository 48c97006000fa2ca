"""Gives the charts of a report their ids, by which files and pages name them."""

from collections import Counter
from collections.abc import Sequence

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Chapter, Chart


def with_chart_ids(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Return the chapters with an id for each chart: that of the chapter, and a number: `summary-chart-1`.

    Args:
        chapters: The chapters, whose ids are all different.
    """
    seen: Counter[str] = Counter()

    def named(chart: Chart, chapter: Chapter) -> Chart:
        # A dot separates the id of a principle, which file names and selectors would read otherwise.
        name = chapter.id.replace(".", "-")
        seen[name] += 1
        return replace(chart, id=f"{name}-chart-{seen[name]}")

    return [
        replace(
            chapter,
            sections=tuple(
                replace(
                    section,
                    blocks=tuple(
                        named(block, chapter) if isinstance(block, Chart) else block
                        for block in section.blocks
                    ),
                )
                for section in chapter.sections
            ),
        )
        for chapter in chapters
    ]
