"""The charts' colours, and the name that each has in the page's style, where a dark theme has others."""

STATED, STATED_PALE = "#004488", "#6699CC"
REFERENCE, REFERENCE_PALE, REFERENCE_TEXT = "#997700", "#EECC66", "#7a5f00"
SCENARIO, SCENARIO_PALE, SCENARIO_WASH = "#994455", "#EE99AA", "#fbeef0"
INK, SOFT, GRID, SHADE = "#1b2126", "#55606a", "#dde1e5", "#eef2f6"
THEME = {
    STATED.lower(): "stated", STATED_PALE.lower(): "stated-pale",
    REFERENCE.lower(): "reference", REFERENCE_PALE.lower(): "reference-pale", REFERENCE_TEXT.lower(): "reference-text",
    SCENARIO.lower(): "scenario", SCENARIO_PALE.lower(): "scenario-pale", SCENARIO_WASH.lower(): "scenario-wash",
    INK.lower(): "ink", SOFT.lower(): "soft", GRID.lower(): "line", SHADE.lower(): "shade", "#ffffff": "paper",
}  # fmt: skip
