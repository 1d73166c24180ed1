"""What the parts of a date mean, seen from the day of publication and from the date mentioned before.

A day without month is the one nearest to publication within a fortnight ahead; `지난` looks back, `오는` ahead.
Of a publication known to the month only, `지난 30일` counts back from the first of that month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from chipbrief.extraction.dates.spans import WEEKDAYS, Span, between, day, month, months, third, week, year
from chipbrief.extraction.dates.words import WORDS, Word

Parts = dict[str, str]
_AHEAD = 15  # days: a plain day further ahead than this is last month's
_HALF = 6  # the last month of the second quarter
_SEASONS = {"봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "겨울": (12, 14)}
_HANJA_WEEKDAYS = "月火水木金土日"


class Clock:
    """The publication date, and the date last mentioned; resolves parts to periods."""

    def __init__(self, published: str) -> None:
        numbers = [int(n) for n in re.findall(r"\d+", published)[:3]]
        self.known = bool(numbers)
        self.exact = len(numbers) == 3
        y, m, d = [*numbers, 1, 1, 1][:3] if numbers else (1, 1, 1)
        self.today = date(y, m, d)
        self.mentioned_day: Span | None = None  # the last day, for 이날 and 전날
        self.mentioned: Span | None = None  # the last month, quarter or year, for 전년 and 같은 기간
        self.mentioned_here: Span | None = None  # the same, of this sentence
        self.listed_year: int | None = None  # of a month or quarter earlier in the sentence: 2026년 1분기, 4분기
        self.read_to = 0
        self.last_read: Span | None = None  # the date that ends there
        self.month_named = False  # whether it, or what it is listed with, has a month
        self.part_of_day = ""  # of the last time, for the one that follows it: 오후 3시부터 5시까지

    def end_sentence(self) -> None:
        self.listed_year = self.mentioned_here = None

    def same_month(self, parts: Parts) -> Parts:
        """The parts of a day with the month of the day mentioned before: 24일부터 28일까지."""
        if self.mentioned_day is None:
            return parts
        first = self.mentioned_day.first
        return {"year_": str(first.year), "month_": str(first.month), **parts}

    def resolve(self, parts: Parts, then: Parts | None = None, *, looks_back: bool = False) -> Span | None:
        """The period of a date, or of the two ends of one; None where it cannot be told.

        What `looks_back` (2019년 이후) is not what 같은 기간 and 1년 전보다 count from.
        """
        try:
            first = self._parted(parts)
            if then and first:
                rank = min(map(_rank, then), default=9)
                last = self._parted({**{key: value for key, value in parts.items() if _rank(key) < rank}, **then})
                first = between(first, last) if last and first.first <= last.last else first
        except (ValueError, OverflowError):
            return None
        if first and first.first == first.last:
            self.mentioned_day = first
        elif first and not looks_back and not _looks_back(parts):
            self.mentioned = self.mentioned_here = first
        return first

    def _parted(self, parts: Parts) -> Span | None:
        found, part = self._one(parts), parts.get("part") or parts.get("year_part_")
        return third(found, part) if found and part else found

    def _one(self, parts: Parts) -> Span | None:
        if "iso" in parts:
            return day(date(int(parts["iso_y"]), int(parts["iso_m"]), int(parts["iso_d"])))
        if "century_" in parts:
            start = (int(parts["century_"]) - 1) * 100 + 1
            return between(year(start), year(start + 99))
        if "decade_" in parts:
            start = int(parts["decade_"])
            start += 0 if start >= 100 else (1900 if start >= 30 else 2000)
            return between(year(start), year(start + 9))
        given = self._listed(parts, self._year(parts))
        if "fiscal" in parts or (given is None and not self.known):  # a company's year begins where it likes
            return None
        return self._within(parts, given)

    def _year(self, parts: Parts) -> int | None:
        if "year_" in parts:
            return int(parts["year_"])
        if "year_tail" in parts:  # 2024∼25년
            return int(parts["year_from"]) // 100 * 100 + int(parts["year_tail"])
        short = parts.get("year_short") or parts.get("year_two")
        if short:
            return 2000 + int(short) if int(short) < 70 else 1900 + int(short)
        word = WORDS().get(parts.get("word_year", ""))
        if word is None or not self.known:
            return None
        base = self.mentioned.first.year if word.context and self.mentioned else self.today.year
        return base + word.shift

    def _listed(self, parts: Parts, given: int | None) -> int | None:
        """The year of a month or quarter without one: that of the one listed before it."""
        if "lead" in parts or parts.keys().isdisjoint(("half_", "quarter_", "month_")):
            return given
        given = self.listed_year if given is None else given
        self.listed_year = None if "fiscal" in parts else given
        return given

    def _within(self, parts: Parts, given: int | None) -> Span | None:
        """The period by its finest part that needs more than a year; else the year."""
        y = given if given is not None else self.today.year
        if "same" in parts or parts.get("near_quarter_") in ("같은", "동"):
            return self._same(y)
        for part, resolve in self._finer.items():
            if part in parts:
                return resolve(parts, y, given)
        if given is None:
            return None
        return between(year(int(parts["year_from"])), year(y)) if "year_from" in parts else year(y)

    @property
    def _finer(self) -> dict[str, Callable[[Parts, int, int | None], Span | None]]:
        """How each part is resolved, in the order in which they are looked for."""
        return {
            "weekend_": lambda parts, _y, _: self._weekend(parts["weekend_"]),
            "half_": lambda parts, y, _: months(y, 1, 6) if parts["half_"] in "상전" else months(y, 7, 12),
            "quarter_": lambda parts, y, given: _quarters(parts, y if given else self._year_of_quarter(parts)),
            "near_quarter_": lambda parts, _y, _: self._near_quarter(parts["near_quarter_"]),
            "season_": lambda parts, y, _: months(y, *_SEASONS[parts["season_"]]),
            "month_": lambda parts, _y, given: self._month(parts, given),
            "word_month": lambda parts, _y, given: self._month(parts, given),
            "day_": lambda parts, _y, _: self._day(parts),
            "word_day": lambda parts, _y, _: self._day(parts),
            "word_feast": lambda parts, _y, given: self._feast(WORDS()[parts["word_feast"]], given),
            "word_week": lambda parts, _y, _: self._week(WORDS()[parts["word_week"]].shift, parts),
            "week_": lambda parts, y, _: week(year(y), parts["week_"], parts.get("weekday_", "")),
            "weekday_": lambda parts, _y, _: self._weekday(parts),
            "year_part_": lambda parts, y, given: self._year_or_month(parts, y if given else None),
        }

    def _year_of_quarter(self, parts: Parts) -> int:
        """Of 지난 4분기 the year of the last that is over; else this year, but in January and February last year's."""
        y, lead = self.today.year, parts.get("lead", "")
        last = _quarters(parts, y).last
        if not lead and self.known and self.today.month <= 2 and last.month > _HALF:
            return y - 1  # results of the third and fourth quarter are told then
        if lead.endswith(("지난", "저번")) and last >= self.today:
            return y - 1
        return y + 1 if lead in ("오는", "다가오는", "다음") and last < self.today else y

    def _year_or_month(self, parts: Parts, given: int | None) -> Span:
        if parts["year_part_"].startswith("월"):
            return month(self.today.year, self.today.month)
        shift = {"지난": -1, "저번": -1, "다음": 1}.get(parts.get("lead", ""), 0)
        return year(given if given is not None else self.today.year + shift)

    def _weekend(self, word: str) -> Span | None:
        """Saturday and Sunday of this week, or of the one before or after."""
        if not self.exact:
            return None
        shift = {"지난": -1, "저번": -1, "다음": 1, "다다음": 2}.get(word, 0)
        saturday = self.today + timedelta(days=7 * shift + 5 - self.today.weekday())
        return between(day(saturday), day(saturday + timedelta(days=1)))

    def _near_quarter(self, word: str) -> Span:
        shift = {"이번": 0, "다음": 1}.get(word, -1)
        last = self.mentioned
        if word in ("전", "직전") and last and (last.last - last.first).days in range(88, 93):
            return months(last.first.year, last.first.month - 3, last.first.month - 1)
        first = (self.today.month - 1) // 3 * 3 + 1 + 3 * shift
        return months(self.today.year, first, first + 2)

    def _same(self, y: int) -> Span | None:
        """The period last mentioned, in year `y`."""
        if self.mentioned is None:
            return year(y)
        first, last = self.mentioned.first, self.mentioned.last
        if (last - first).days > 366:
            return year(y)
        return months(y, first.month, last.month + 12 * (last.year - first.year))

    def _month(self, parts: Parts, given: int | None) -> Span | None:
        if "word_month" in parts:
            word = WORDS()[parts["word_month"]]
            base = self.mentioned.first if word.context and self.mentioned else self.today
            found = month(given if given is not None and word.context else base.year, base.month + word.shift)
        else:
            m = int(parts["month_"])
            y = given if given is not None else self._year_of_month(m, parts.get("lead", ""))
            if "month_from" in parts:
                first = int(parts["month_from"])
                return months(y if first <= m else y - 1, first, m if first <= m else m + 12)
            found = month(y, m)
        if "day_" in parts:
            return self._days(found.first.year, found.first.month, parts)
        return week(found, parts["week_"], parts.get("weekday_", "")) if "week_" in parts else found

    def _year_of_month(self, m: int, lead: str) -> int:
        y, now = self.today.year, self.today.month
        if lead.endswith("지난"):
            return y if m < now or (m == now and self.exact and self.today.day > 20) else y - 1
        if lead:
            return y if m >= now else y + 1
        return y - 1 if m - now > 6 else y

    def _day(self, parts: Parts) -> Span | None:
        if "word_day" in parts:
            word = WORDS()[parts["word_day"]]
            last = self.mentioned_day
            if word.context and last:
                return day(last.first + timedelta(days=word.shift))
            return day(self.today + timedelta(days=word.shift)) if self.exact else None
        d, lead, now = int(parts["day_"]), parts.get("lead", ""), self.today
        shift = 0
        if lead.endswith("지난"):
            shift = -1 if not self.exact or d >= now.day else 0
        elif lead:
            shift = 1 if d < now.day else 0
        elif self.exact and (mark := parts.get("weekday_mark") or parts.get("weekday_")):
            shift = _shift_to_weekday(now, d, mark)
        elif self.exact and d > now.day + (0 if "said" in parts else _AHEAD):
            shift = -1
        base_month = month(now.year, now.month + shift).first
        return self._days(base_month.year, base_month.month, parts)

    def _days(self, y: int, m: int, parts: Parts) -> Span:
        last = date(y, m, int(parts["day_"]))
        first = date(y, m, int(parts.get("day_from", parts["day_"])))
        return between(day(first), day(last))

    def _feast(self, word: Word, given: int | None) -> Span | None:
        found = word.feast(self.today, given)
        return day(found) if found else None

    def _weekday(self, parts: Parts) -> Span | None:
        """The weekday on or before publication; 오는 and 다음 look ahead, 이번 keeps to the week."""
        if not self.exact:
            return None
        away = (WEEKDAYS.index(parts["weekday_"]) - self.today.weekday()) % 7
        lead = parts.get("lead", "")
        if lead in ("오는", "다가오는", "돌아오는", "다음"):
            return day(self.today + timedelta(days=away or 7))
        if lead == "이번":
            return day(self.today + timedelta(days=WEEKDAYS.index(parts["weekday_"]) - self.today.weekday()))
        return day(self.today + timedelta(days=away - 7 if away or lead else 0))

    def _week(self, shift: int, parts: Parts) -> Span | None:
        if not self.exact:
            return None
        monday = self.today + timedelta(days=7 * shift - self.today.weekday())
        mark = parts.get("weekday_")
        if mark:
            return day(monday + timedelta(days=WEEKDAYS.index(mark)))
        return between(day(monday), day(monday + timedelta(days=6)))

    def earlier(self, count: int, unit: str, direction: int) -> Span | None:
        """The period that this sentence is about, `count` years or months before or after."""
        here = self.mentioned_here
        if here is None or unit not in ("y", "mo"):
            return None
        shift = direction * count * (12 if unit == "y" else 1)
        length = 12 * (here.last.year - here.first.year) + here.last.month - here.first.month
        if length == 11 and here.first.month == 1 and unit == "y":
            return year(here.first.year + direction * count)
        first = here.first.month + shift
        return months(here.first.year, first, first + length)

    def away(self, count: int, unit: str, direction: int, *, told: bool = False) -> Span | None:
        """What lies `count` times `unit` (y, mo, wk, d) before (−1) or after (+1) publication, or what was `told`."""
        last = (self.mentioned_day if unit in ("wk", "d") else self.mentioned or self.mentioned_day) if told else None
        if not self.known and last is None:
            return None
        base = last.first if last else self.today
        try:
            if unit == "y":
                return year(base.year + direction * count)
            if unit == "mo":
                return month(base.year, base.month + direction * count)
            if last is None and not self.exact:
                return None
            return day(base + timedelta(days=direction * count * (7 if unit == "wk" else 1)))
        except (ValueError, OverflowError):
            return None


def _looks_back(parts: Parts) -> bool:
    """Whether a date is only what another is compared with: 전월, 전년 동기, 같은 기간."""
    words = (WORDS().get(parts.get(level, "")) for level in ("word_year", "word_month"))
    return "same" in parts or any(word is not None and word.context and word.shift < 0 for word in words)


def _quarters(parts: Parts, y: int) -> Span:
    last = 3 * int(parts["quarter_"])
    return months(y, 3 * int(parts.get("quarter_from", parts["quarter_"])) - 2, last)


def _shift_to_weekday(now: date, d: int, mark: str) -> int:
    """How many months from now the `d`-th is the weekday that stands beside it: the nearest such."""
    for shift in (0, -1, 1, -2, 2, -3, 3):
        first = month(now.year, now.month + shift).first
        wanted = (WEEKDAYS if mark in WEEKDAYS else _HANJA_WEEKDAYS).index(mark)
        if (first + timedelta(days=d - 1)).weekday() == wanted:
            return shift
    return 0


_RANKS = (
    ("lead",),
    ("year", "word_year", "iso"),
    ("half", "quarter", "season", "near"),
    ("month", "word_month"),
    ("day", "word_day", "word_feast"),
)


def _rank(part: str) -> int:
    """How fine a part is, by the level in its name."""
    return next((rank for rank, names in enumerate(_RANKS) if part.startswith(names)), 9)
