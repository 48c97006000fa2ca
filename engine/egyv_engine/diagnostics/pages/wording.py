"""The explanations of EGY6xx: words of the report, and of indicators, that cannot be used."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY601": Page(
        meaning="The wording of a repeated indicator does not name its item.",
        why="The report writes says.units for one item at a time.",
        wrong='units: "had something on offer"',
        right='units: "had {{ item }} on offer"',
    ),
    "EGY602": Page(
        meaning="A template contains a number.",
        why="Every number in the report comes from a finding and keeps the path to it. Digits and the declared "
        "number_words are refused; 'one of', 'one another' and 'no one' are allowed. Words of says may have a year, as in "
        "'since 2018', and the numbers of the rule that have no name such as {{ threshold }}, as in 'at least 97.5%'. Names "
        "with a number, such as Key Stage 2, may be listed under allowed_words.",
        wrong='rise: "{{ after.units_of_base }} {{ says }}, where two did before."',
        right='rise: "{{ after.units_of_base }} {{ says }}, where {{ before.n }} did before."',
    ),
    "EGY603": Page(
        meaning="There is no such kind of claim, or no such heading.",
        why="The key of a phrase is the kind of claim that the phrase puts into words. The key of a heading is its name in the phrasebook of the engine. "
        "An entry that an earlier version of the engine had, and this one has not, can be removed.",
        wrong='phrases: {rises: "..."}',
        right='phrases: {rise: "..."}',
    ),
    "EGY604": Page(
        meaning="A template reads something that does not exist.",
        why="Each kind of claim has its own variables, and levels and numbers have parts. In says, units may read item, "
        "threshold and parts where the indicator has them; items may read were and had.",
        wrong='rise: "{{ after.units_off_base }} {{ says }}."',
        right='rise: "{{ after.units_of_base }} {{ says }}."',
    ),
    "EGY605": Page(
        meaning="A kind of claim has no phrase.",
        why="The engine comes with a phrase for each kind of claim that its own blocks make. A block that was added to it "
        "makes claims of its own, and reports/wording.yaml has no phrase for them.",
        wrong="blocks: [{show: slogan}]  # and no phrase for 'slogan'",
        right='phrases: {slogan: "{{ name }}!"}',
    ),
    "EGY606": Page(
        meaning="A refused word is used.",
        why="The engine comes with a list of words that no phrase may use, and reports/wording.yaml adds to it, or allows some: words that claim a cause, that exaggerate, or "
        "that report a change where there is no earlier answer.",
        wrong='rise: "{{ after.units_of_base }} {{ says }} due to the programme."',
        right='rise: "{{ after.units_of_base }} {{ says }} {{ after.label }}."',
    ),
    "EGY607": Page(
        meaning="A template cannot be read.",
        why="Phrases, texts and the wording of indicators (says) are templates: {{ name }} inserts a fact, and "
        "{% if name %} ... {% elif other %} ... {% else %} ... {% endif %} makes a part conditional. Tests may use and, "
        "or, not and brackets, and compare a word of the engine: reason == 'reworded'. A brace itself is written "
        "{{ '{' }}.",
        wrong='rise: "{{ after.units_of_base } {{ says }}."',
        right='rise: "{{ after.units_of_base }} {{ says }}."',
    ),
    "EGY608": Page(
        meaning="An indicator over a basket has no wording for several items.",
        why="The report names several items in one sentence; says.items is the text that follows their names.",
        wrong='says: {units: "had {{ item }} on offer"}',
        right='says: {units: "had {{ item }} on offer", items: "{{ were }} on offer in"}',
    ),
    "EGY610": Page(
        meaning="A block has an option that it does not use, a chapter with for_each has a title, or an indicator without "
        "items has a wording for items.",
        why="Each kind of block has its own options; docs/language.md lists them. A chapter with for_each has the title of "
        "its principle. An option without effect would look as if it had one.",
        wrong="{show: overall, stance: gap}",
        right="{show: evidence, stance: gap}",
    ),
    "EGY611": Page(
        meaning="A template uses a fact in a way in which it cannot be used.",
        why="A text can be inserted. True and false can be chosen by. Of something with parts, one part is read. A word of "
        "the engine, such as a reason, can be compared with words in quotes.",
        wrong='rise: "{{ after }} {{ says }}."',
        right='rise: "{{ after.units_of_base }} {{ says }}."',
    ),
    "EGY612": Page(
        meaning="A phrase does not give the count and the base of a level that its claim states.",
        why="A quantity without its count and base cannot be checked, and reads as more than the answers say. Whichever way "
        "a phrase chooses, it inserts units_of_base or n_of_base of each level, or the count and the base by themselves.",
        wrong='rise: "Most {{ units }} {{ says }} {{ after.label }}, up from {{ before.n_of_base }} {{ before.label }}."',
        right='rise: "{{ after.units_of_base }} {{ after.says }} {{ after.label }}, up from {{ before.n_of_base }} {{ before.label }}."',
    ),
    "EGY613": Page(
        meaning="A phrase uses a word of the other direction than its claim.",
        why="The words of a rise and of a fall are those that reports/wording.yaml lists as rise_words and fall_words. A "
        "phrase is used for every finding of its kind, so the report would call each rise a fall.",
        wrong='rise: "{{ after.units_of_base }} {{ after.says }} {{ after.label }}, down from {{ before.n_of_base }}."',
        right='rise: "{{ after.units_of_base }} {{ after.says }} {{ after.label }}, up from {{ before.n_of_base }}."',
    ),
    "EGY614": Page(
        meaning="A block is limited to a comparison that the programme does not declare.",
        why="A block reads the findings of the comparisons that programme.yaml declares. It would show nothing.",
        wrong="{show: overall, comparison: {from: after, to: before}}",
        right="{show: overall, comparison: {from: before, to: after}}",
    ),
    "EGY615": Page(
        meaning="A block shows something that the programme does not declare.",
        why="The block would be missing from the report without a word. A rule file may be absent, or have another name.",
        wrong="{show: recommendations}, without recommendations in rules/records.yaml",
        right="{show: recommendations}, with recommendations in rules/records.yaml",
    ),
    "EGY616": Page(
        meaning="A block shows the same as another block, or the same in each chapter.",
        why="A reader would read it several times, and look for the difference.",
        wrong="[{show: declines, limit: 3}, {show: declines, limit: 3, heading: What fell}]",
        right="[{show: declines, limit: 3, heading: What fell}]",
        severity="warning",
    ),
    "EGY617": Page(
        meaning="The principles or indicators that a block shows do not fit its chapter, or its kind.",
        why="A chapter without for_each shows one principle after another, and nothing says which is which. A block that "
        "names indicators shows nothing in the chapters of other principles. Some kinds of block leave out what is not "
        "scored.",
        wrong="{id: results, title: Results, blocks: [{show: cohort}]}",
        right="{id: results, for_each: principle, blocks: [{show: cohort}]}",
        severity="warning",
    ),
    "EGY618": Page(
        severity="warning",
        meaning="A title, a heading or a label has a refused word, or a title has a number.",
        why="Titles and labels are printed as they are written. A number in them comes from no finding, and a word of cause claims "
        "what no count can show. Years and their halves are allowed, numbers in labels, and in the title of an "
        "indicator the numbers of its rule, such as a thousand for at_least: 1000.",
        wrong="title: Open late in 7 of 9 libraries",
        right="title: Open late in 2021",
    ),
    "EGY619": Page(
        severity="warning",
        meaning="A text has signs that look as if they inserted something.",
        why="Only phrases, texts of blocks and says are templates, and only {{ name }} inserts a fact. In any other text, "
        "braces are printed as they are; so are ${name}, %(name)s, <<name>>, [name] and TODO everywhere.",
        wrong='title: "Open late: {{ item }}"',
        right="title: Open late",
    ),
    "EGY620": Page(
        severity="warning",
        meaning="A title, a label, or the wording of an indicator, is the same as that of another one.",
        why="It was probably copied and not yet changed. Readers cannot distinguish the two findings, items or cohorts.",
        wrong="- {id: open_late, title: Open late, ...}\n- {id: open_early, title: Open late, ...}",
        right="- {id: open_late, title: Open late, ...}\n- {id: open_early, title: Open early, ...}",
    ),
    "EGY621": Page(
        severity="warning",
        meaning="Words of a template are never written, or it may write nothing.",
        why="A test that nothing can meet hides its words for good. A phrase whose words all depend on tests leaves an "
        "empty place in the report where none of them is met.",
        wrong='rise: "{% if is_lower_better and not is_lower_better %}{{ after.units_of_base }} {{ says }}.{% endif %}"',
        right='rise: "{{ after.units_of_base }} {{ says }}{% if is_lower_better %}, which is worse{% endif %}."',
    ),
    "EGY622": Page(
        severity="warning",
        meaning="A title, a label or a note has a list, a table, bold words or another form.",
        why="The report prints the signs of Markdown and HTML in them as they are. Only the text of a block may have forms.",
        wrong='title: "**Open** late"',
        right="title: Open late",
    ),
    "EGY623": Page(
        severity="warning",
        meaning="A block has nothing to show in this programme.",
        why="It shows changes, series, baskets or a notice, and the programme has none. It leaves no trace in the report.",
        wrong="{show: baskets_table}, where no indicator has for_each",
        right="{show: findings_table}",
    ),
    "EGY627": Page(
        severity="warning",
        meaning="A label, the name of a unit or the wording of an indicator does not fit into a sentence.",
        why="These texts become parts of sentences: '{{ after.units_of_base }} {{ says }} {{ after.label }}'. So they begin "
        "with a small letter, end without a mark, and the label of a wave says when.",
        wrong="- {id: summer, label: Summer 2021, ...}",
        right="- {id: summer, label: in the summer of 2021, ...}",
    ),
    "EGY628": Page(
        severity="warning",
        meaning="The wording of an indicator says another comparison than its rule, or another answer of the scale.",
        why="Readers would take the count for that of other units: at least five is not more than five, and good is not poor.",
        wrong='met_when: {question: staff, above: 5}, says: {units: "had at least {{ threshold }} staff"}',
        right='met_when: {question: staff, at_least: 5}, says: {units: "had at least {{ threshold }} staff"}',
    ),
    "EGY630": Page(
        severity="error",
        meaning="A kind of result is said to be reconstructed, and the programme has no such result.",
        why="The note would stand nowhere, and a reader of the rules would take it for a caveat that the report gives.",
        wrong="reconstructed: {selection_scores: The scores are made up.}, in a programme without a selection",
        right="reconstructed: {changes: Which libraries changed their answers is not known.}",
    ),
    "EGY634": Page(
        meaning="An indicator implies one whose counts cannot be compared with its own.",
        why="The report says where more units meet an indicator than meet the one that it implies, item by item. So both are "
        "repeated over the same items, or neither is repeated.",
        wrong="{id: used_well, for_each: services, implies: open_late, ...}, where open_late has no for_each",
        right="{id: used_well, for_each: services, implies: on_offer, ...}, where on_offer has for_each: services",
    ),
    "EGY635": Page(
        meaning="A phrase can leave out a fact without which its claim misleads.",
        why="Where the counts differ and none of the units that answered both times changed, the claim says so by "
        "{{ among_matched }}; where these changed in another way, it says by how many, {{ net.units }}. docs/language.md says "
        "which facts a kind needs.",
        wrong='units_moved: "{{ before.units_of_base }} {{ before.says }}, and {{ after.n_of_base }} {{ after.label }}."',
        right='units_moved: "{{ before.units_of_base }} {{ before.says }}, and {{ after.n_of_base }} {{ after.label }}: {{ net.units }} '
        '{% if is_rise %}more{% else %}fewer{% endif %} {{ among_matched }}."',
    ),
    "EGY636": Page(
        meaning="A phrase says how many with a word instead of a count.",
        why="Words such as most or several cannot be checked, and mean little where few answered. A phrase inserts the count "
        "with its base.",
        wrong='first_asked_titles: "several {{ units }} were first asked about {{ titles }}."',
        right='first_asked_titles: "{{ units }} were first asked about {{ titles }}."',
    ),
    "EGY637": Page(
        meaning="A phrase or an indicator says that somebody answered, and it is about records.",
        why="With evidence: records, nobody was asked: no sentence may say that units reported, replied or answered. A phrase "
        "that can be about both chooses by is_records.",
        wrong='churn: "... no net change among those that answered both times."',
        right='churn: "... no net change {{ among_matched }}."',
    ),
    "EGY638": Page(
        meaning="A theme is part of a theme that is itself part of another.",
        why="The report names a theme and the one that it is part of. A third level has no place.",
        wrong="themes: {a: {label: A, part_of: b}, b: {label: B, part_of: c}, c: {label: C}}",
        right="themes: {a: {label: A, part_of: c}, b: {label: B, part_of: c}, c: {label: C}}",
    ),
    "EGY639": Page(
        meaning="A chapter has no blocks, or the block `built_in`, and its id is not that of a built-in chapter.",
        why="Such a chapter takes the blocks of the built-in chapter of its id. With another id there are none to take.",
        wrong="chapters: [{id: sumary}]",
        right="chapters: [{id: summary}]",
    ),
    "EGY640": Page(
        meaning="A key has no effect.",
        why="Whoever wrote it expects a report that is different. A key that does nothing is probably meant for another place.",
        wrong="{show: declines, indicators: [open_late], except: [visited_often]}",
        right="{show: declines, indicators: [open_late]}",
    ),
    "EGY650": Page(
        meaning="There is no phrasebook of this name.",
        why="report.yaml names the phrasebook that its sentences are written with: english, which comes with the engine, or "
        "a folder in reports/phrasebooks with files of phrases.",
        wrong="phrasebook: welsh  # and no reports/phrasebooks/welsh/*.yaml",
        right="phrasebook: english",
    ),
    "EGY651": Page(
        meaning="A phrasebook of the programme's own is not complete.",
        why="Another language shares no words with English, so nothing is taken from the phrasebook that comes with the "
        "engine. To replace single phrases of that one, use reports/wording.yaml.",
        wrong="phrasebook: welsh  # whose files have no language",
        right="language: {numbers_in_words: [dim, un, dau], ...}  # in a file of the phrasebook",
    ),
    "EGY652": Page(
        meaning="The plural rule of a language does not fit its plural classes.",
        why="The rule gives the place of a class in plural_classes, counted from 0, for every number. Without it, or with a "
        "class that has no number, phrases would be written in the wrong form.",
        wrong="plural_classes: [one, other] and plural_rule: n > 1 ? 2 - 1",
        right="plural_classes: [one, other] and plural_rule: n > 1 ? 1 : 0",
    ),
    "EGY653": Page(
        meaning="A language has no word for a number that sentences may write in words.",
        why="The key numbers of report.yaml decides which numbers are written in words, and most_at_start of the language "
        "which may be so at the start of a sentence. Each of them needs its word.",
        wrong="numbers_in_words: [dim, un, dau] and most_at_start: 10",
        right="numbers_in_words: [dim, un, dau, tri, pedwar, pump, chwech, saith, wyth, naw, deg] and most_at_start: 10",
    ),
    "EGY654": Page(
        meaning="A phrasebook has something twice.",
        why="Its files are read together, and only one of two phrases for a kind of claim, of two headings of a name, or of "
        "two languages would be used.",
        wrong="a phrase for rise in both reports/phrasebooks/welsh/findings.yaml and reports/phrasebooks/welsh/more.yaml",
        right="a phrase for rise in one of them; several phrases of a kind are a list: rise: [..., ...]",
    ),
    "EGY656": Page(
        severity="warning",
        meaning="The wording of an indicator says that something goes on from before, and a wave asked about it first.",
        why="Where there is no earlier answer, nobody can know that a unit still has something.",
        wrong='says: {units: "still lent films"}, of a question with not_asked: [{wave: before}]',
        right='says: {units: "lent films"}',
    ),
    "EGY657": Page(
        meaning="A heading holds a tag, or a word in braces that it does not have.",
        why="Headings have no tags. Some hold a word in braces, which is replaced by a word of the programme, a wave or a number.",
        wrong="headings: {by_one: By one {area}}",
        right="headings: {by_one: 'By one {unit}'}",
    ),
    "EGY659": Page(
        meaning="An indicator has a base, and no words for the units that meet it.",
        why="Sentences say how many of the base met the condition. Without says.base they call them by the word for all units, as in "
        "'three of the four libraries', although there are ten and four of them are large. A base of those that answered a "
        "question needs no words.",
        wrong="base: {question: size, is: Large}, says: {units: opened late}",
        right="base: {question: size, is: Large}, says: {units: opened late, base: {one: large library, many: large libraries}}",
        severity="warning",
    ),
    "EGY660": Page(
        meaning="A chart is of something that it cannot show.",
        why="A chart of numbers shows how often each number was given, so its question has scale: number; the answers of a "
        "scale are words. A chart of a unit compares a unit of the register with its cohort.",
        wrong="{show: chart, of: numbers, question: visits}  # whose answers are Never, Sometimes and Often",
        right="{show: chart, of: numbers, question: loans}",
    ),
    "EGY661": Page(
        meaning="A chart names an indicator that too few waves asked about.",
        why="A chart of changes joins two waves, and a chart of a series shows three or more. Of this indicator it would have "
        "nothing to draw.",
        wrong="{show: chart, of: series, indicators: [open_late]}  # which two waves asked about",
        right="{show: chart, of: changes, indicators: [open_late]}",
        severity="warning",
    ),
    "EGY662": Page(
        meaning="A block counts together what each unit meets in a wave, and the level of one of its indicators depends on two waves.",
        why="Its rule reads another wave, or counts only what both waves asked. The block could not say of the first wave how many units "
        "meet it.",
        wrong="- {show: measures_met, indicators: [open_late, lent_more]}, and lent_more reads `wave: from`",
        right="- {show: measures_met, indicators: [open_late, lent]}",
    ),
    "EGY663": Page(
        meaning="A block counts measures together, and has fewer than two.",
        why="How many units meet one measure is a finding, which other blocks show with its change.",
        wrong="- {show: measures_met, indicators: [open_late]}",
        right="- {show: measures_met, indicators: [open_late, lent]}",
    ),
    "EGY664": Page(
        meaning="A text is for the chapter of a principle that there is not.",
        why="The text would be in no chapter, without anyone noticing.",
        wrong="- {show: text, principle: acess, text: Doors matter.}",
        right="- {show: text, principle: access, text: Doors matter.}",
    ),
    "EGY665": Page(
        meaning="A number alone is listed under allowed_words.",
        why="Numbers of a report come from results. allowed_words may have a name with a number, such as Key Stage 2, which is then "
        "allowed in this name alone.",
        wrong="allowed_words: [five]",
        right="allowed_words: [rated five]",
    ),
    "EGY670": Page(
        meaning="A block names single units, and the programme does not let them be named.",
        why="A report is published. Unless programme.yaml has names_units: true, the report and files to publish "
        "give numbers of units and no names. A built-in chapter leaves such blocks out by itself.",
        wrong="{show: selection_table}, without names_units in programme.yaml",
        right="{show: selection_table}, with names_units: true in programme.yaml, if every reader may know what each unit answered",
    ),
    "EGY671": Page(
        meaning="The contact of a report, or a source of its facts, has an address that no program could open.",
        why="The addresses are links on the web page and in the other forms of the report.",
        wrong="contact: {text: Evaluation team, email: evaluation at example.org}",
        right="contact: {text: Evaluation team, email: evaluation@example.org}",
    ),
    "EGY672": Page(
        severity="warning",
        meaning="A chart of the report shows nothing.",
        why="The chart would be missing from the report without a word. Sentences and charts are about each cohort up to "
        "most_groups of report.yaml, and about all units together where there are more; or nobody was asked what it shows.",
        wrong="{show: chart, of: changes}, of 57 cohorts and without all: under cohorts",
        right="{show: chart, of: changes, cohort: north}",
    ),
}
