"""What each table is, and what each of its columns means: the words of the schemas, and so of the data package.

`described` puts them where pandera keeps them, and refuses a column that nobody has explained. A column that means
the same in every table is in `_SHARED`; `_UNITS` are those of columns that always have the same one.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandera.pandas as pa

_SHARED = {
    "approx": "How firmly it is stated: = exactly, ~ about, > >= < <= as a bound",
    "attribution": "Who says so, in the words of the article",
    "confidence": "How sure the page is: high, medium or low",
    "en": "Name in English",
    "end": "Where it ends: characters from the beginning of the source's stored text",
    "entities": "The entities that it is about, ids separated by ;",
    "estimate": "Id of the estimate, whose formula is in evidence.json",
    "fact": "Id of the figure, reference or estimate that it comes from",
    "figure": "Id of the figure that states it",
    "form": "As it is written",
    "high": "Upper end of the interval, the same as the lower one of a single value; empty where it is open",
    "id": "Identifier",
    "ko": "Name in Korean",
    "kind": "What sort of number it is",
    "label_en": "What it is, in English",
    "label_ko": "What it is, in Korean",
    "low": "Lower end of the interval; empty where it is open",
    "maker": "Id of the maker",
    "metric": "What is measured (id)",
    "modality": "As what it is stated: fact, estimate, forecast, target, plan or denied",
    "note": "What else is to be known",
    "period": "The time that it holds for, ISO 8601: a day, month or year, or two with / between",
    "place": "Id of the place",
    "scenario": "The share aimed at that the scenario assumes, in per cent, or its name",
    "sign": "A rule that made the reading, or something that it lacks",
    "source": "File name of the article",
    "review": "Decided by a person: confirmed, corrected, added",
    "published": "When the page was published, ISO 8601; empty where the page does not say",
    "status": "How near the product is to a customer: shipping, planned, unconfirmed or cancelled",
    "start": "Where it begins: characters from the beginning of the source's stored text",
    "subject": "What it is about: ids of entities separated by ;, or a phrase of the article",
    "text": "The words of the article, exactly",
    "title": "Title of the page",
    "unit": "Unit: an ISO 4217 currency, %, %p, x for a multiple, an SI-style symbol, or the Korean counter",
    "url": "Address of the page",
    "versus": "What it is measured against: the rival, the whole, the earlier period; ids of entities, or a phrase",
    "weight": "What it adds to the logarithm of the odds that the reading is right",
    "was": "What the rules had read where it was corrected",
    "what_en": "What happens, in English",
    "what_ko": "What happens, in Korean",
}

_ENDS = {"low": "lower", "high": "upper"}


def _ends(*names: str) -> dict[str, str]:
    """The two ends of intervals whose id, or meaning, stands in the column before them."""
    return {f"{name}_{end}": f"{word.capitalize()} end of `{name}`" for name in names for end, word in _ENDS.items()}


def _places(*names: str) -> dict[str, str]:
    """Where a word stands in the text of its source."""
    told = {"start": "begins", "end": "ends"}
    return {f"{name}_{key}": f"Where its {name} {word}" for name in names for key, word in told.items()}


_BOOK: dict[str, tuple[str, dict[str, str]]] = {
    "sources": ("The articles, as the catalogue and the first notebook know them", {
        "file": "File name in seeds/", "publisher": "Who published it", "author": "Who wrote it",
        "published": "Date of publication, ISO 8601", "precision": "How precisely that date is known",
        "inferred": "Whether the date was concluded, and not printed in the article", "url": "Address of the article",
        "language": "Its language, ISO 639", "sha256": "SHA-256 of the file",
        "text_sha256": "SHA-256 of its extracted text in UTF-8", "characters": "Length of that text",
    }),
    "blocks": ("The paragraphs of the articles and their roles", {"role": "What part of the article it is"}),
    "claims": ("What statements of one or more articles say alike, counted once", {
        "topic": "Which table of the brief takes it, or why none does",
        "figure": "Id of the figure that leads: the most exact one",
        "figures": "Ids of all figures that say so, separated by ;", "sources": "The articles that print it",
        "count": "How many articles print it", "scope": "Goods, segment or place within the metric",
        "confidence": "How sure the statement is read: the highest probability of its figures",
    }),
    "relations": ("What the articles say of two named things without a number", {
        "id": "Identifier, l-FILE-PLACE-HASH", "start": "Where the sentence that states it begins",
        "end": "Where that sentence ends", "relation": "What holds between the two",
        "subject": "Id of an entity, or a phrase of the article; empty where the sentence names none",
        "object": "The same, of the other one", "modality": "As what it is stated",
        "status": "How far a product is that someone develops", "date": "When, ISO 8601, by its clause",
        "confidence": "Probability that it is right", "rule": "What found it", **_places("verb", "subject", "object"),
    }),
    "relation_claims": ("Relations counted once over the articles", {
        "id": "Identifier, k- and that of the leading relation", "leader": "Id of the relation that says most",
        "relations": "All that say it, ids separated by ;", "sources": "The articles, separated by ;",
        "count": "Number of articles", "relation": "What holds between the two",
        "subject": "Id of an entity, or a phrase of an article", "object": "The same, of the other one",
        "modality": "As what it is stated", "status": "How far a product is that someone develops",
        "date": "When, ISO 8601", "confidence": "The highest of its relations'",
    }),
    "left_out": ("Figures that no table of the brief takes", {"figure": "Id of the figure", "reason": "Why"}),
    "excerpts": ("Sentences of articles that came from a figure set, whose texts are not at hand", {}),
    "repairs": ("Words of the articles that were replaced by others, and what proves it", {
        "found": "The word that stands there", "repaired": "The word that belongs there",
        "reason": "How that is known", "evidence": "The places that prove it, START-END separated by ;",
    }),
    "duplicates": ("Articles that print what another one prints", {
        "of": "File name of the article that it repeats", "resemblance": "Part of their word sequences in common",
    }),
    "figures": ("Every number and date that the articles state, with its place and what it is about", {
        "id": "Identifier, f-FILE-START", "unit": "Unit: an ISO 4217 currency, %, %p, x, a symbol, or the counter",
        "rule": "The rules that found it", "date": "The date that it states, ISO 8601, seen from the publication",
        "confidence": "Probability that it is read right: 0 where nothing is known, 1 where a person decided",
        "scope": "Goods, segment or place in the metric", "restates": "Id of the figure that this one converts",
    }),
    "audit": ("Every run of digits in the articles, and why it is a figure or is none", {
        "explanation": "What it is", "detail": "Id of the figure or the name, or the shape of the name",
    }),
    "performance": ("Statements that compare the performance of chips", {
        "level": "Whether chips, families of chips or makers are compared",
        "reading": "How the words were read: 2.5배 높은 may be 2.5 or 3.5 times",
        "alternative_low": "Lower end if the words have their second reading",
        "alternative_high": "Upper end if the words have their second reading",
    }),
    "pairs": ("Chips against chips: what is stated, what follows from that, what pages publish", {
        "origin": "stated; derived from statements on other pairs; or published only",
        "alternative": "Id of the estimate if ambiguous words have their second reading",
        "implied": "Id of the estimate that statements on other pairs imply",
        "consistent_low": "Lower end if every statement holds at once; both are empty when they cannot",
        "consistent_high": "Upper end if every statement holds at once",
        "published": "Id of the ratio of published dense half-precision peaks",
        "confidence": "How sure its less sure side is: high, medium or low", "facts": "The figures, ids separated by ;",
        "metrics": "What they measure, ids separated by ;", **_ends("alternative", "implied", "published"),
    }),
    "specifications": ("Specifications of chips: the range over the pages that publish them", {
        "chip": "Id of the chip", "used": "Rows that the range spans, ids separated by ;",
        "others": "Rows left out because others are surer, ids separated by ;",
        "disagree": "Whether the rows used differ",
    }),
    "targets": ("Shares that are aimed at, of what and by when", {
        "of": "What the share is of, in the words of the article",
        "period": "By when, ISO 8601", "bound": "Whether it is a minimum, a maximum or an aim",
    }),
    "companies": ("What the articles state of companies, and what follows for the time before", {
        "figure": "Id of the figure, or of the estimate that follows", "origin": "stated or implied",
        "scope": "Goods, segment or place within the metric",
        "restates": "Id of the figure that this one converts into another unit",
    }),
    "timeline": ("Dated statements and events in order of time", {
        "date": "When, ISO 8601", "planned": "Whether it ends after its source was published",
        "kind": "Whether an article or a reference dates it", "role": "An event, or a period that a number holds for",
        "start": "Where its sentence begins in the source", "end": "Where its sentence ends in the source",
    }),
    "conflicts": ("Statements about the same thing that differ, and those that a reference confirms", {
        "grade": "disjoint, close (within two per cent), different (they overlap), implied by figures together, or "
        "confirmed by a reference",
        "scope": "Within one article, between two, or with a reference",
        "certain": "Whether metric and denominator are stated as the same, and not merely possible",
        "rank": "Place in the order of importance: 1 is what most estimates rest on",
        "first": "Id of the one", "second": "Id of the other", "gap": "The factor between them, where they are apart",
        **_ends("first", "second"),
    }),
    "exposure": ("Where Korea's chip exports go, and what that is worth", {
        "destination": "Id of the destination, or other", "share": "Id of its share",
        "value": "Id of its value in dollars", "local": "Id of its value in the home currency",
        "stated": "Id of that value where an article states it", **_ends("share", "value", "local", "stated"),
    }),
    "shares": ("Shares of Korea's chip exports by destination and time", {
        "destination": "Id of the destination", "kind": "figure or reference", "title": "What the series is",
    }),
    "rates": ("Exchange rates, from articles that give both currencies and from references", {
        "pair": "The rate: KRW/USD is won for a dollar", "kind": "estimate or reference",
    }),
    "scenarios": ("What Korea's memory exports stand to lose, by state of the market, year and measure", {
        "scenario": "The state of the market (shortage, balance, glut), or market: all of them by their weights",
        "year": "Year", "measure": "What is estimated", "median": "Id of the median over the sampled assumptions",
        "median_value": "That median", "central": "Id of the range of the middle nine tenths of the sample",
        **_ends("central"),
    }),
    "tornado": ("How much each input moves the value lost, in per cent of memory exports", {
        "assumption": "Id of the assumption, or of its range over the states, that moves, the others at their middles",
        "at_low": "The result at its lower end", "at_high": "The result at its upper end",
        "swing": "The difference of the two",
    }),
    "sensitivity": ("How much of the variance of the simulated loss each input explains (Sobol indices)", {
        "input": "Name of the assumption, or state: that of the market",
        "first": "Id of the part that it explains alone", "first_value": "That part",
        "total": "Id of the part that it explains alone or with others", "total_value": "That part",
    }),
    "break_even": ("The home share of memory at which exports lose what the assumption a-threshold says, by state", {
        "scenario": "The state of the market",
    }),
    "base": ("Chip exports by year and month, memory's and China's share of them, growth of price and volume", {
        "measure": "year or month (exports), memory or china (shares), price or volume (growth on a year before)",
    }),
    "cases": ("Earlier losses to Chinese makers beside the range of the analysis", {
        "name": "Identifier", "kind": "What fell: a value, a share or a price", "start": "Id of the value at the start",
        "end": "Id of the value at the end", "start_period": "When it started", "end_period": "When it ended",
        "fall": "Id of the fall, in per cent of the start", "yearly": "Id of the fall in an average year",
        "times": "What makes the end comparable with the start: 12 for a month beside a year",
        **_ends("fall", "yearly"),
    }),
    "indicators": ("What to watch: the newest value, and the one that would change the conclusion", {
        "name": "Identifier", "series": "The series whose newest value counts",
        "threshold": "The value to watch for, or the id of the assumption that has it",
        "threshold_value": "The value to watch for", "side": "above or below: where the conclusion changes",
        "crossed": "Whether the newest value is already there", "next": "When the next value is due, ISO 8601",
        "reason_ko": "Why this value, in Korean", "reason_en": "Why this value, in English",
    }),
    "follow_up": ("The articles' forward-looking statements, and what became of each", {
        "outcome": "Id of the outcome", "verdict": "What became of it; open where nothing is known yet",
        "date": "When that was known, ISO 8601",
    }),
    "outcomes": ("What became of plans, targets and forecasts", {
        "subject": "Ids of all entities that a statement must be about, separated by ;; empty for any",
        "period": "The time that the statement is for; empty for any", "verdict": "What became of it",
        "date": "When that was known, ISO 8601",
    }),
    "chips": ("Published specifications of AI chips, one page's statement a row", {
        "chip": "Id of the chip", "name": "The model that the page names",
        "note": "What else is to be known; why there is no number, where there is none",
    }),
    "trade": ("Public series on chip exports, markets, shares and exchange rates, one value a row", {
        "note": "What exactly it counts, and what else is to be known",
        "series": "The series that the value belongs to",
    }),
    "events": ("Dated public events: export rules, licences, launches, policies", {"date": "When, ISO 8601"}),
    "assumptions": ("Assumptions of the scenarios: labels, units and reasons; their values are notebook parameters", {
        "name": "The parameter, without _low and _high", "reason_ko": "Why this range, in Korean",
        "reason_en": "Why this range, in English", "basis": "References that the reason leans on, ids separated by ;",
    }),
    "calendar": ("Words that place a date relative to another one", {
        "level": "What it counts: days, weeks, months, years, feasts", "shift": "How far from now; for feasts the date",
        "kind": "context: counts from the date mentioned before, not from the publication",
        "followed_by": "What must follow it (regular expression)",
    }),
    "counters": ("Korean counters in English", {
        "unit": "The counter", "one": "For one, {} is the number", "many": "For several, {} is the number",
    }),
    "confidence": ("How sure readings are: weights of a logistic model, fitted by `make calibrate`", {}),
    "cues": ("Words by which the extraction sees what a number is about", {"cue": "What the word tells"}),
    "digit_words": ("Words with digits that are no figures", {"note": "What it is"}),
    "entities": ("The gazetteer: names of companies, chips, places, people and the rest", {
        "type": "What it is", "aliases": "Other spellings, separated by |; one after ? is a common word as well",
        "place": "Id of the country, or place, that it belongs to",
    }),
    "hanja": ("Hanja by their Korean readings, after KS X 1001:2004", {
        "reading": "The syllable", "characters": "Those whose usual reading it is",
        "also": "Those that have it besides",
    }),
    "layout": ("Words of site furniture, bylines and captions", {"kind": "What a line with it is"}),
    "specification metrics": ("The metrics of the published specifications, each with its unit", {}),
    "metrics": ("What figures measure, and by which words that is seen", {
        "words": "Words that tell it, separated by |", "kinds": "Kinds of figures that it goes with, separated by |",
        "units": "Units that it goes with, separated by |; empty for any",
        "subjects": "Types of entities that have it, separated by |; empty for any",
        "base": "The metric that it is a change, or a share, of",
        "direction": "up or down for a change, share for a share", "flow": "yes if it adds up over a period",
    }),
    "modalities": ("Words that tell as what a figure is stated", {}),
    "product_lines": ("Product names after which a number is part of the name", {
        "maker": "Its maker", "note": "What it is",
    }),
    "quantity_words": ("Words that are a number with its unit by themselves", {}),
    "relation_confidence": ("The same of relations", {}),
    "relation_frames": ("Which verb, or noun of action, states which relation", {
        "form": "The stem of the verb, or the noun", "relation": "The relation that it states",
        "subject": "Roles of its clause that may be the subject, separated by |, the likeliest first",
        "object": "The same, for the object", "subject_is": "Classes of which a subject is, separated by |",
        "object_is": "Classes of which an object is, separated by |",
        "status": "How far a product is of which it is said", "modality": "As what it is stated, whatever its ending",
    }),
    "relation_words": ("Classes of words by which relations are read", {
        "class": "What its words have in common", "form": "The word, or the stem of the verb",
    }),
    "terms": ("English words for what Korean articles call things, for readers of the English brief", {
        "role": "noun, or clause: a verb between a place and what is there",
        "en": "In English, before another word", "last": "The same as the last word, where it differs",
    }),
    "topics": ("Which table of the brief takes what is stated of a metric", {
        "metric": "Id of the metric; an increase or decrease goes with it", "topic": "The table",
    }),
    "units": ("Units and counters as they are written", {
        "unit": "Canonical unit", "factor": "What one of them is in the canonical unit",
        "words": "Number words besides digits that may stand before it",
        "not_before": "What would make another word of it (regular expression)",
    }),
    "verb_frames": ("What verbs tell of the figures that they govern", {
        "verb": "The verb in its dictionary form", "units": "Units that the figure has, separated by |; empty for any",
        "role": "Case in which the figure stands: object, at, by, bare; empty for any",
        "cue": "Cue that the clause must have", "subject": "theme where goods come before their maker, home for trade",
    }),
}  # fmt: skip

_UNITS = {
    "sources": {"characters": "characters"},
    "exposure": {"share_low": "%", "share_high": "%", "value_low": "USD", "value_high": "USD"},
    "shares": {"low": "%", "high": "%"},
    "performance": {"low": "x", "high": "x", "alternative_low": "x", "alternative_high": "x"},
    "pairs": dict.fromkeys(("low", "high", *_ends("alternative", "implied", "consistent", "published")), "x"),
    "tornado": dict.fromkeys(("low", "high", "at_low", "at_high", "swing"), "%"),
    "break_even": {"low": "%", "high": "%"},
    "sensitivity": {"first_value": "%", "total_value": "%"},
    "cases": dict.fromkeys(_ends("fall", "yearly"), "%"),
}


def described(tables: Mapping[str, pa.DataFrameSchema], **others: str) -> dict[str, pa.DataFrameSchema]:
    """The schemas, each with what it is, each column with its meaning and, if always the same, its unit (metadata).

    `others` are tables whose words stand in the book under another name than their own. Raises KeyError for a
    table or a column without words.
    """
    for name, schema in tables.items():
        entry = others.get(name, name)
        schema.description, meanings = _BOOK[entry]
        for key, column in schema.columns.items():
            column.description = meanings.get(key) or _SHARED[key]
            if unit := _UNITS.get(entry, {}).get(key):
                column.metadata = {"unit": unit}
    return dict(tables)
