"""The channel of Korean makers' own plants in China: exports to them, and the way back.

Wafers and chips go to the plants in Xi'an, Wuxi and Dalian and come back, or are sold in China. What goes there is no
sale to a Chinese buyer: tool licences decide on it, not the demand for Chinese memory. It is not added to the loss.

Estimates: `e-plants-back` (US$ a year: imports from China of the newest month on record, times twelve),
`e-plants-back-share` (the same, % of the chip exports of that year), `e-plants-sales` (sales of the plants' companies,
won a year), `e-plants-sales-share` (the same, % of what both makers' sales companies sell in China: at most so much of
it was made there and not exported).
"""

from __future__ import annotations

from chipbrief.analysis.series import Series
from chipbrief.analysis.tables import name
from chipbrief.model import Estimate, total

_BACK, _EXPORTS = "kr-chip-imports-from-china-month", "kr-chip-exports-motie"
_PLANTS = ("samsung-xian-sales", "sk-hynix-wuxi-plant-sales")
_COMPANIES = ("samsung-shanghai-chip-sales", "sk-hynix-wuxi-sales-company")
_YEAR = 4  # characters of an ISO 8601 year


def own_plants(series: Series) -> list[Estimate]:
    """What is known of the channel; nothing where the series are missing."""
    return [*_back(series), *_sales(series)]


def _back(series: Series) -> list[Estimate]:
    month = series.newest(_BACK)
    exports = series.at(_EXPORTS, month[0][:_YEAR]) if month else None
    if month is None or exports is None:
        return []
    year = month[1].scaled(12).named(name("plants-back"), *_BACK_LABEL)
    return [year, year.share_of(exports).named(name("plants-back-share"), *_BACK_SHARE)]


def _sales(series: Series) -> list[Estimate]:
    """Of the newest year that both plants and both sales companies have."""
    names = (*_PLANTS, *_COMPANIES)
    years = set.intersection(*(set(series.values(each, _YEAR)) for each in names))
    if not years:
        return []
    plants, companies = (total(series.values(each)[max(years)] for each in group) for group in (_PLANTS, _COMPANIES))
    made = plants.named(name("plants-sales"), *_SALES_LABEL)
    return [made, made.share_of(companies).named(name("plants-sales-share"), *_SALES_SHARE)]


_BACK_LABEL = (
    "중국산 반도체 수입액의 연 환산(대부분 한국 업체 중국 공장의 생산분)",
    "Chip imports from China as a year, mostly output of Korean makers' plants there",
)
_BACK_SHARE = ("위 수입액의 같은 해 반도체 수출 대비 비중", "These imports as a share of chip exports of that year")
_SALES_LABEL = (
    "시안·우시 공장 법인의 매출",
    "Sales of the plants' companies in Xi'an and Wuxi",
)
_SALES_SHARE = (
    "공장 법인 매출의 두 회사 중국 판매 법인 매출 대비 비중",
    "Sales of the plants' companies as a share of those of both makers' sales companies in China",
)
