"""From Korean text to figures: `quantities` (spans, values), `attributes` (what they are about), `figures` (both)."""
