"""The schema of every table: its columns in order, what a cell may hold, and what holds between cells.

To add a table, add its entry to DERIVED (made by a notebook), REFERENCE (curated facts) or VOCABULARY (curated words):
a `_table` of columns, each group made by a function of `columns`, and say what they mean in `codebook`.
`text` cells are never empty; `words` and `number` cells may be.
"""

from __future__ import annotations

from chipbrief.frames.codebook import described
from chipbrief.frames.columns import choice as _choice
from chipbrief.frames.columns import flag as _flag
from chipbrief.frames.columns import number as _number
from chipbrief.frames.columns import place as _place
from chipbrief.frames.columns import table as _table
from chipbrief.frames.columns import text as _text
from chipbrief.frames.columns import whole as _whole
from chipbrief.frames.columns import words as _words
from chipbrief.model import Approx, Kind, Modality, Role
from chipbrief.model.relation import RELATIONS, STAGES

PERIOD = r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?"
MOMENT = rf"{PERIOD}|T\d{{2}}:\d{{2}}"  # what the date of a figure may be: a time of day besides
URL = r"https?://[^\s\"<>]+"
_KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
_HANGUL = r"[^가-힣]*[가-힣].*"
_INTERVAL = ("low", "high")
_CONFIDENCE = ("high", "medium", "low")
STATUS = ("shipping", "planned", "unconfirmed", "cancelled")
"""Of the product that a row describes, the nearest to a customer first."""
DECIDED = ("confirmed", "corrected", "added")
"""What a person has decided on a figure or a relation that stands."""
VERDICTS = ("met", "exceeded", "under-way", "missed", "not-shown", "unknown")
_CASES = ("value", "share", "price")
_SIDES = ("above", "below")
_PRECISION = ("day", "month", "year")
_ARTICLE = {"source": "sources.file"}
_STATED = {"figure": "figures.id", **_ARTICLE}
_NAMED = {"subject": "reference/entities.id", "versus": "reference/entities.id"}
_TYPES = (
    "chip", "chip-family", "company", "government", "media", "organisation", "person", "place", "policy", "technology",
)  # fmt: skip
_LINES = ("advert", "author", "button", "changed", "credit", "notice", "picture", "press", "stamp", "ticker", "title")
_EXPLANATIONS = ("figure", "name", "chrome", "byline", "language", "unexplained")

DERIVED = described({
    "sources": _table(
        _text("id", "file", unique=True), _words("publisher", "author"), _text("published", like=PERIOD),
        _choice("precision", _PRECISION), _flag("inferred"), _words("url", like=URL), _text("language"),
        _text("sha256", "text_sha256", like="[0-9a-f]{64}"), _place("characters"),
        key="id",
    ),
    "blocks": _table(
        _text("source"), _place("start", "end"), _choice("role", Role),
        key="source start", to=_ARTICLE, ordered=("start", "end"),
    ),
    "excerpts": _table(_text("source"), _place("start"), _text("text"), to=_ARTICLE),
    "repairs": _table(
        _text("source"), _place("start", "end"), _text("found", "repaired", "reason"),
        _text("evidence", like=r"\d+-\d+(;\d+-\d+)*"), key="source start", to=_ARTICLE, ordered=("start", "end"),
    ),
    "duplicates": _table(
        _text("source", unique=True), _text("of"), _number("resemblance"), key="source", to={"of": "sources.file"}
    ),
    "figures": _table(
        _text("id", unique=True), _text("source"), _place("start", "end"), _text("text"), _choice("kind", Kind),
        _number(*_INTERVAL), _words("unit"), _choice("approx", Approx), _text("rule"), _words("date", like=MOMENT),
        _words("subject", "metric", "scope", "versus", "period"), _choice("modality", Modality),
        _words("attribution"), _number("confidence"), _words("restates"),
        _choice("review", DECIDED, missing=True), _words("was"),
        key="id", to={"restates": "figures.id", **_ARTICLE}, ordered=_INTERVAL,
    ),
    "claims": _table(
        _text("id", unique=True), _text("topic", "figure", "figures", "sources"), _place("count"),
        _text("subject", "metric"), _words("scope", "versus", "period"), _choice("modality", Modality),
        _choice("kind", Kind), _number(*_INTERVAL), _words("unit"), _choice("approx", Approx), _words("attribution"),
        _number("confidence"), key="id", to={"figure": "figures.id"}, ordered=_INTERVAL,
    ),
    "relations": _table(
        _text("id", unique=True), _text("source"), _place("start", "end"), _choice("relation", RELATIONS),
        _words("subject", "object"), _choice("modality", Modality), _choice("status", STAGES, missing=True),
        _words("date", like=PERIOD), _words("attribution"), _number("confidence"), _text("rule"),
        _choice("review", DECIDED, missing=True), _words("was"),
        _place("verb_start", "verb_end"), _number("subject_start", "subject_end", "object_start", "object_end"),
        key="id", to=_ARTICLE, ordered=("start", "end"),
    ),
    "relation_claims": _table(
        _text("id", unique=True), _text("leader", "relations", "sources"), _place("count"),
        _choice("relation", RELATIONS), _words("subject", "object"), _choice("modality", Modality),
        _choice("status", STAGES, missing=True), _words("date", like=PERIOD), _words("attribution"),
        _number("confidence"), key="id", to={"leader": "relations.id"},
    ),
    "left_out": _table(_text("figure", "source", "text", "reason"), key="figure", to=_STATED),
    "audit": _table(
        _text("source"), _place("start", "end"), _text("text"), _choice("explanation", _EXPLANATIONS),
        _words("detail"), key="source start", to=_ARTICLE, ordered=("start", "end"),
    ),
    "performance": _table(
        _text("figure", "source", "subject", "versus", "metric", "level", "reading"), _number(*_INTERVAL),
        _number("alternative_low", "alternative_high"), _choice("approx", Approx), _words("attribution"),
        to=_STATED, ordered=_INTERVAL,
    ),
    "pairs": _table(
        _text("subject", "versus", "origin"), _words("estimate"), _number(*_INTERVAL), _words("alternative"),
        _number("alternative_low", "alternative_high"), _words("implied"), _number("implied_low", "implied_high"),
        _number("consistent_low", "consistent_high"), _words("published"),
        _number("published_low", "published_high"), _words("confidence", "facts", "metrics"),
        key="subject versus", ordered=_INTERVAL,
    ),
    "specifications": _table(
        _text("chip", "metric", "unit", "fact"), _number(*_INTERVAL), _words("used", "others"),
        _choice("confidence", _CONFIDENCE), _choice("status", STATUS), _flag("disagree"),
        key="chip metric",
        to={"chip": "reference/entities.id", "metric": "reference/specifications.id"}, ordered=_INTERVAL,
    ),
    "targets": _table(
        _text("figure", "source"), _words("place", "metric", "of", "period"), _number(*_INTERVAL), _text("bound"),
        _choice("approx", Approx), _words("attribution"), to=_STATED, ordered=_INTERVAL,
    ),
    "companies": _table(
        _text("figure", "origin"), _words("source"), _text("subject"), _words("metric", "scope", "versus", "period"),
        _choice("kind", Kind), _number(*_INTERVAL), _words("unit"), _choice("approx", Approx),
        _words("attribution", "restates"), to=_ARTICLE, ordered=_INTERVAL,
    ),
    "timeline": _table(
        _text("date", like=PERIOD), _flag("planned"), _choice("kind", ("figure", "reference")), _text("fact"),
        _choice("role", ("event", "period")), _words("source"), _number("start", "end"),
        _words("entities", "what_ko", "what_en"), to=_ARTICLE,
    ),
    "conflicts": _table(
        _text("grade", "scope", "metric"), _words("subject", "versus", "period"), _flag("certain"), _text("first"),
        _number("first_low", "first_high"), _text("second"), _number("second_low", "second_high", "gap"),
        _place("rank"),
    ),
    "exposure": _table(
        _text("destination", "share"), _number("share_low", "share_high"), _words("value"),
        _number("value_low", "value_high"), _words("local"), _number("local_low", "local_high"),
        _words("stated"), _number("stated_low", "stated_high"), key="destination",
    ),
    "shares": _table(
        _text("destination"), _words("period"), _text("fact", "kind"), _number(*_INTERVAL), _words("title"),
        ordered=_INTERVAL,
    ),
    "rates": _table(_text("pair"), _words("period"), _text("fact", "kind"), _number(*_INTERVAL), ordered=_INTERVAL),
    "scenarios": _table(
        _text("scenario"), _place("year"), _text("measure", "estimate"), _number(*_INTERVAL), _text("unit"),
        _words("median"), _number("median_value"), _words("central"), _number("central_low", "central_high"),
        key="scenario year measure",
        ordered=_INTERVAL,
    ),
    "tornado": _table(
        _text("assumption", "estimate"), _number(*_INTERVAL, "at_low", "at_high", "swing"), key="assumption",
        ordered=_INTERVAL,
    ),
    "break_even": _table(_text("scenario", "estimate"), _number(*_INTERVAL), key="scenario", ordered=_INTERVAL),
    "base": _table(
        _text("measure", "period", "fact"), _number(*_INTERVAL), _text("unit"), key="measure period",
        ordered=_INTERVAL,
    ),
    "sensitivity": _table(
        _text("input", "label_ko", "label_en", "first"), _number("first_value"), _text("total"),
        _number("total_value"), key="input",
    ),
    "cases": _table(
        _text("name", "label_ko", "label_en"), _choice("kind", _CASES), _words("start", "end"),
        _text("start_period", "end_period", like=PERIOD), _text("fall"), _number("fall_low", "fall_high"),
        _text("yearly"), _number("yearly_low", "yearly_high"), key="name",
    ),
    "indicators": _table(
        _text("name", "label_ko", "label_en", "fact"), _number(*_INTERVAL), _text("unit", "period", "threshold"),
        _number("threshold_value"), _choice("side", _SIDES), _flag("crossed"), _text("next", like=PERIOD),
        key="name", ordered=_INTERVAL,
    ),
    "follow_up": _table(
        _text("figure", "source"), _words("subject", "metric", "period", "outcome"),
        _choice("verdict", (*VERDICTS, "open")), _words("date", like=PERIOD), key="figure", to=_STATED,
    ),
    "announced": _table(
        _text("leader", "source"), _choice("relation", RELATIONS), _words("subject", "object"),
        _choice("status", STAGES, missing=True), _words("period", "outcome"),
        _choice("verdict", (*VERDICTS, "open")), _words("date", like=PERIOD), key="leader",
        to={"leader": "relations.id"},
    ),
})  # fmt: skip

REFERENCE = described({
    "chips": _table(
        _text("id", like=f"r-chips-{_KEBAB}", unique=True), _text("chip", like=_KEBAB), _text("name"),
        _text("maker", "metric", like=_KEBAB), _number(*_INTERVAL), _text("unit"), _words("note"),
        _words("published", like=PERIOD), _text("url", like=URL), _text("title"), _choice("confidence", _CONFIDENCE),
        _choice("status", STATUS), key="id", ordered=_INTERVAL,
        to={"chip": "reference/entities.id", "maker": "reference/entities.id", "metric": "reference/specifications.id"},
    ),
    "trade": _table(
        _text("id", like=f"r-trade-{_KEBAB}", unique=True), _text("series", like=_KEBAB),
        _text("label_ko", like=_HANGUL), _text("label_en"), _words("subject", "metric", "versus", like=_KEBAB),
        _text("period", like=PERIOD), _number(*_INTERVAL), _text("unit"), _words("note"),
        _words("published", like=PERIOD), _text("url", like=URL), _text("title"), _choice("confidence", _CONFIDENCE),
        key="id", ordered=_INTERVAL, to={**_NAMED, "metric": "reference/metrics.id"},
    ),
    "events": _table(
        _text("id", like=f"r-events-{_KEBAB}", unique=True), _text("date", like=PERIOD),
        _text("what_ko", like=_HANGUL), _text("what_en"), _words("entities", like=f"{_KEBAB}(;{_KEBAB})*"),
        _text("url", like=URL), _text("title"), _choice("confidence", _CONFIDENCE), key="id",
    ),
    "outcomes": _table(
        _text("id", like=f"r-outcomes-{_KEBAB}", unique=True), _words("subject", like=f"{_KEBAB}(;{_KEBAB})*"),
        _words("metric", like=_KEBAB), _words("period", like=PERIOD), _choice("verdict", VERDICTS),
        _text("date", like=PERIOD), _text("what_ko", like=_HANGUL), _text("what_en"), _text("url", like=URL),
        _text("title"), _choice("confidence", _CONFIDENCE), key="id", to={"metric": "reference/metrics.id"},
    ),
})  # fmt: skip

VOCABULARY = described({
    "assumptions": _table(
        _text("name", like=_KEBAB, unique=True), _text("label_ko", like=_HANGUL), _text("label_en"), _words("unit"),
        _text("reason_ko", like=_HANGUL), _text("reason_en"), _words("basis", like=f"{_KEBAB}(;{_KEBAB})*"), key="name",
    ),
    "calendar": _table(
        _text("form", unique=True), _choice("level", ("day", "week", "month", "year", "feast")), _whole("shift"),
        _choice("kind", ("context",), missing=True), _words("followed_by"),
        _words("days", like=r"\d{4}-\d\d-\d\d(\|\d{4}-\d\d-\d\d)*"), _words("note"), key="form",
    ),
    "cases": _table(
        _text("name", like=_KEBAB, unique=True), _text("label_ko", like=_HANGUL), _text("label_en", "start", "end"),
        _place("times"), _choice("kind", _CASES), key="name",
        to={"start": "reference/trade.id", "end": "reference/trade.id"},
    ),
    "indicators": _table(
        _text("name", like=_KEBAB, unique=True), _text("label_ko", like=_HANGUL), _text("label_en"),
        _text("series", like=_KEBAB), _number("threshold"), _text("unit"), _choice("side", _SIDES),
        _text("next", like=PERIOD), _text("reason_ko", like=_HANGUL), _text("reason_en"), key="name",
    ),
    "confidence": _table(_text("sign", unique=True), _number("weight"), key="sign"),
    "counters": _table(
        _text("unit", unique=True), _choice("kind", (Kind.COUNT, Kind.ORDINAL)), _text("one", "many"), key="unit"
    ),
    "cues": _table(_text("cue", "form"), key="cue form"),
    "digit_words": _table(_text("form", unique=True), _text("note"), key="form"),
    "entities": _table(
        _text("id", like=_KEBAB, unique=True), _choice("type", _TYPES), _text("ko", "en"), _words("aliases"),
        _words("maker", "place", like=_KEBAB), key="id", to=dict.fromkeys(("maker", "place"), "reference/entities.id"),
    ),
    "hanja": _table(_text("reading", like="[가-힣]", unique=True), _words("characters", "also"), key="reading"),
    "layout": _table(_text("form", unique=True), _choice("kind", _LINES), key="form"),
    "metrics": _table(
        _text("id", like=_KEBAB, unique=True), _text("ko", "en"), _words("words"), _text("kinds"),
        _words("units", "subjects", "base"), _choice("direction", ("up", "down", "share"), missing=True),
        _choice("flow", ("yes",), missing=True), key="id", to={"base": "reference/metrics.id"},
    ),
    "modalities": _table(_text("form", unique=True), _choice("modality", Modality), key="form"),
    "product_lines": _table(_text("form", unique=True), _words("maker"), _text("note"), key="form"),
    "quantity_words": _table(
        _text("form", unique=True), _choice("kind", Kind), _number(*_INTERVAL), _text("unit"), _words("note"),
        key="form", ordered=_INTERVAL,
    ),
    "relation_confidence": _table(_text("sign", unique=True), _number("weight"), key="sign"),
    "relation_frames": _table(
        _text("form"), _choice("relation", RELATIONS), _text("subject", "object"), _words("subject_is", "object_is"),
        _choice("status", STAGES, missing=True), _choice("modality", Modality, missing=True),
    ),
    "relation_words": _table(_text("class", "form"), key="class form"),
    "specifications": _table(_text("id", like=_KEBAB, unique=True), _text("ko", "en", "unit"), key="id"),
    "terms": _table(
        _text("form", unique=True), _choice("role", ("noun", "clause")), _text("en"), _words("last"), key="form"
    ),
    "topics": _table(
        _text("metric", like=_KEBAB, unique=True), _text("topic", like=_KEBAB), key="metric",
        to={"metric": "reference/metrics.id"},
    ),
    "units": _table(
        _text("form", unique=True), _choice("kind", Kind), _text("unit"), _number("factor"),
        _words("words", "not_before", "note"), key="form",
    ),
    "verb_frames": _table(
        _text("verb"), _choice("kind", Kind), _words("units", "role", "cue"), _text("metric"), _words("subject"),
        to={"metric": "reference/metrics.id"},
    ),
}, specifications="specification metrics")  # fmt: skip
