"""From figures and references to comparisons, conflicts and exposure: frames and Estimates in and out, no files."""
