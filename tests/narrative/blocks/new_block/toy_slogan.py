"""A block that the engine does not have: it repeats the name of the programme."""

from dataclasses import dataclass
from fractions import Fraction

from egyv_engine.model.report import Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import NumberShape, key
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph
from egyv_engine.narrative.templates.placeholders import Placeholders


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganOptions(BlockOptions):
    """A block that repeats itself."""

    times: Fraction = key(NumberShape(minimum=1, whole=True), "How often.", 2, default=Fraction(1))


@block("slogan", options=SloganOptions, claims={"slogan": ("name",)})
def slogan(inputs: BlockInputs, options: SloganOptions) -> list[Section]:
    """The name of the programme, as often as the option says."""
    placeholders = Placeholders()
    facts = {"name": placeholders.term(inputs.context.linked.programme.file.programme)}
    sentence = inputs.book.say("slogan", placeholders, facts, basis=())
    return paragraph(options, [sentence] * int(options.times))
