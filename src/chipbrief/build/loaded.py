"""Imported by the server of 02-figures: Kiwi's model, in memory before the first kernel is forked."""

from chipbrief.extraction.morphology import morphemes

morphemes("가")
