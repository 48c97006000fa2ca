"""A block that the engine does not have: it repeats the name of the programme."""

from fractions import Fraction

from egyv_engine.model.report import Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import NumberShape, key
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts, term


class SloganOptions(BlockOptions):
    """A block that repeats itself."""

    times: Fraction = key(NumberShape(minimum=1, whole=True), "How often.", 2, default=Fraction(1))


@claim("slogan")
class SloganFacts(ClaimFacts):
    """The name of the programme."""

    name: Parts


@block("slogan", options=SloganOptions, claims=(SloganFacts,))
def slogan(inputs: BlockInputs, options: SloganOptions) -> list[Section]:
    """The name of the programme, as often as the option says."""
    facts = SloganFacts(name=term(inputs.context.linked.programme.file.programme))
    sentence = inputs.book.sentence(facts, basis=())
    return paragraph(options, [sentence] * int(options.times))
