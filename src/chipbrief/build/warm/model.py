"""Kiwi's model, in memory."""

from chipbrief.extraction.morphology import morphemes

morphemes("가")
