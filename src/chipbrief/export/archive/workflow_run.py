"""The workflow of a build and its run, as entities of an RO-Crate: steps, parameters, who read and wrote what.

By https://w3id.org/ro/wfrun/provenance/0.5: the workflow has a step for each tool; each run of a tool is an action, and
the engine (doit) organized these actions into the run of the workflow.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from chipbrief.export.archive.build_record import MAKERS, BuildRecord, Data, Run, refer

BUILD = "#build"
"""The run of the whole workflow."""
ENGINE = "https://pydoit.org/"
PYTHON = "https://www.python.org/"
PARAMETER = "https://bioschemas.org/profiles/FormalParameter/1.0-RELEASE"
WORKFLOW = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"

_TYPES = {str: "Text", bool: "Boolean", int: "Integer", float: "Float"}
_READ, _WRITTEN = {"sources": "seeds/", "reference": "data/reference/"}, {"reports": "reports/"}


def runs(story: BuildRecord) -> dict[str, Data]:
    """The entities by id; those of a file's id add to what the file tells of itself."""
    tools = list(dict.fromkeys(run.tool for run in story.runs))
    entities = {
        ENGINE: {"@type": "SoftwareApplication", "name": "doit", "url": ENGINE, "softwareVersion": story.engine},
        PYTHON: {"@type": "ComputerLanguage", "name": "Python", "url": PYTHON},
        PARAMETER: {"@type": "CreativeWork", "name": "FormalParameter", "version": "1.0-RELEASE"},
        WORKFLOW: {"@type": "CreativeWork", "name": "ComputationalWorkflow", "version": "1.0-RELEASE"},
        **_parameters(story),
        **{quote(tool): _tool(story) for tool in tools},
        **{_step(tool): _how(tool, number) for number, tool in enumerate(tools, start=1)},
    }
    for run in story.runs:
        entities |= _action(run)
    return entities | _whole(story, tools)


def _whole(story: BuildRecord, tools: Iterable[str]) -> dict[str, Data]:
    """The workflow, its run, and the engine's part in it."""
    values = [_value(name) for name in _parameters_set(story)]
    workflow = _tool(story) | {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        "name": "The order of the notebooks, renderings and checks",
        "conformsTo": {"@id": WORKFLOW},
        "hasPart": refer(map(quote, tools)),
        "step": refer(map(_step, tools)),
        "input": refer(map(_parameter, (*_READ, *_parameters_set(story)))),
        "output": refer(map(_parameter, _WRITTEN)),
    }
    build = {
        "@type": "CreateAction",
        "name": "The build",
        "description": story.command,
        "instrument": {"@id": quote(story.workflow)},
        "object": refer((*_READ.values(), *values)),
        "result": refer(_WRITTEN.values()),
        "agent": {"@id": MAKERS},
    }
    organized = {
        "@type": "OrganizeAction",
        "name": "doit ran what was stale",
        "instrument": {"@id": ENGINE},
        "object": refer(_id("control", run.name) for run in story.runs),
        "result": {"@id": BUILD},
        "agent": {"@id": MAKERS},
    }
    return {quote(story.workflow): workflow, BUILD: build, "#organization": organized}


def _parameters(story: BuildRecord) -> dict[str, Data]:
    """What goes into the workflow and comes out of it, and what it was in this build."""
    entities: dict[str, Data] = {}
    for name, folder in (_READ | _WRITTEN).items():
        entities[_parameter(name)] = _formal(name, "Dataset", folder)
        entities[folder] = {"@type": "Dataset", "exampleOfWork": {"@id": _parameter(name)}}
    for name, value in _parameters_set(story).items():
        entities[_parameter(name)] = _formal(name, _TYPES[type(value)], _value(name))
        entities[_value(name)] = {
            "@type": "PropertyValue",
            "name": name,
            "value": value,
            "exampleOfWork": {"@id": _parameter(name)},
        }
    return entities


def _parameters_set(story: BuildRecord) -> Data:
    """The parameters that say something: one that is empty was not set."""
    return {name: value for name, value in story.parameters.items() if value != ""}


def _formal(name: str, type_: str, example: str) -> Data:
    return {
        "@type": "FormalParameter",
        "name": name,
        "additionalType": type_,
        "conformsTo": {"@id": PARAMETER},
        "workExample": {"@id": example},
    }


def _tool(story: BuildRecord) -> Data:
    return {
        "@type": ["File", "SoftwareSourceCode"],
        "programmingLanguage": {"@id": PYTHON},
        "version": story.version,
    }


def _how(tool: str, position: int) -> Data:
    return {"@type": "HowToStep", "position": str(position), "name": tool, "workExample": {"@id": quote(tool)}}


def _action(run: Run) -> dict[str, Data]:
    """A tool's run, and the engine's call of it."""
    action = {
        "@type": "CreateAction",
        "name": run.name,
        "description": f"{run.tool} made {', '.join(run.outputs)}",
        "instrument": {"@id": quote(run.tool)},
        "object": refer(map(quote, run.inputs)),
        "result": refer(map(quote, run.outputs)),
        "agent": {"@id": MAKERS},
    }
    control = {
        "@type": "ControlAction",
        "name": f"doit: {run.name}",
        "instrument": {"@id": _step(run.tool)},
        "object": {"@id": _id("run", run.name)},
    }
    return {_id("run", run.name): action, _id("control", run.name): control}


def _step(tool: str) -> str:
    return _id("step", tool)


def _parameter(name: str) -> str:
    return _id("parameter", name)


def _value(name: str) -> str:
    return _id("value", name)


def _id(kind: str, name: str) -> str:
    return f"#{kind}-{quote(name)}"
