"""What an archive tells of itself: the metadata of an RO-Crate, by the Workflow Run and Provenance Run profiles.

https://w3id.org/ro/crate/1.1, https://w3id.org/ro/wfrun. Everything is taken from what is archived: no clock (so the
runs have no times), no random id, no place of a machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from chipbrief.export.archive.build_record import MAKERS, BuildRecord, Data, refer

NAME = "ro-crate-metadata.json"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
VERSION, WORKFLOW_PROFILE = "1.1", "https://w3id.org/workflowhub/workflow-ro-crate/1.0"

TERMS = {
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
    "creditText": "http://schema.org/creditText",
}
"""What we say and the context of RO-Crate 1.1 does not know."""

FORMATS = {
    ".cff": "application/yaml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yml": "application/yaml",
}
"""Media types by a name's ending; whatever else is archived is text."""

_LICENCES = {"seeds/": "#articles", "src/": "https://spdx.org/licenses/MIT", "data/reference/": "#tables"}
_TERMS = {
    "#rights": ("Rights", "Code MIT, tables and texts CC BY 4.0, articles and quotations their publishers'."),
    "#articles": ("Rights in the articles", "Their publishers' and authors'; kept to be quoted in research."),
    "#tables": ("Rights in the tables", "Public facts, their selection and order CC BY 4.0."),
    "https://spdx.org/licenses/MIT": ("MIT License", "Do what you like, keep the notice."),
}


def metadata(files: Mapping[str, bytes], story: BuildRecord) -> bytes:
    """The content of `ro-crate-metadata.json` for an archive of these files."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    from chipbrief.export.archive.workflow_run import runs

    crate = ROCrate(version=VERSION)
    for name in sorted(files):
        crate.add_file(dest_path=name, properties=_file(name, files[name], story))
    for folder in ("seeds/", "data/reference/", "reports/"):
        inside = refer(quote(name) for name in sorted(files) if name.startswith(folder))
        crate.add_dataset(dest_path=folder, properties={"name": folder, "hasPart": inside})
    happened = runs(story)
    for id_, properties in (_context() | happened).items():
        entity = crate.get(id_)
        if entity is None:
            crate.add(ContextEntity(crate, id_, properties))
        else:
            entity.properties().update(properties)
    crate.metadata.extra_terms.update(TERMS)
    crate.metadata["conformsTo"] = refer((crate.metadata.profile, WORKFLOW_PROFILE))
    actions = [id_ for id_, entity in happened.items() if entity["@type"] == "CreateAction"]
    for name, value in (_root(story) | {"mentions": refer(actions)}).items():
        crate.root_dataset[name] = value
    return (json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _root(story: BuildRecord) -> Data:
    return {
        "name": "chipbrief: China's AI chips and what they mean for Korea",
        "description": "A research brief in which every number can be followed back, with all that it was made of. "
        f"Unpack it, install requirements.lock and src/, and `{story.command}` gives the same reports.",
        "datePublished": story.day,
        "version": story.version,
        "inLanguage": story.languages[0] if len(story.languages) == 1 else list(story.languages),
        "license": {"@id": "#rights"},
        "author": {"@id": MAKERS},
        "publisher": {"@id": MAKERS},
        "conformsTo": refer(PROFILES),
        "mainEntity": {"@id": story.workflow},
    }


def _context() -> dict[str, Data]:
    """What entities refer to and is no file: the makers, the profiles, the terms."""
    makers = {"@type": "Organization", "name": "chipbrief contributors"}
    profiles = {id_: {"@type": "CreativeWork", "name": name, "version": id_.rpartition("/")[2]}
                for id_, name in PROFILES.items()}  # fmt: skip
    terms = {id_: {"@type": "CreativeWork", "name": name, "description": meaning}
             for id_, (name, meaning) in _TERMS.items()}  # fmt: skip
    return {MAKERS: makers, **profiles, **terms}


def _file(name: str, content: bytes, story: BuildRecord) -> Data:
    """A file's properties; of an article also where it is from."""
    entity: Data = {
        "name": name,
        "encodingFormat": FORMATS.get(PurePosixPath(name).suffix.lower(), "text/plain"),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    licence = next((id_ for folder, id_ in _LICENCES.items() if name.startswith(folder)), None)
    if licence:
        entity["license"] = {"@id": licence}
    if source := story.sources.get(name):
        credit = ", ".join(filter(None, (source.publisher, source.author)))
        origin = {"datePublished": source.published, "inLanguage": source.language, "url": source.url,
                  "creditText": credit}  # fmt: skip
        entity |= {key: value for key, value in origin.items() if value}
    if name == "README.md":
        entity["about"] = {"@id": "./"}
    return entity
