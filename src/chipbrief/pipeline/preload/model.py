"""Kiwi's model, in memory."""

from chipbrief.extraction.lexicon.morphology import morphemes

morphemes("가")
