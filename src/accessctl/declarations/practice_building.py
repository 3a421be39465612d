"""A practice's document, whose shape holds, → the `Practice` value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accessctl.declarations.practice_document import ClinicDocument, PracticeDocument
from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode, child_of, place_of
from accessctl.declarations.yaml_reader import Tree
from accessctl.model.finding import Location
from accessctl.model.identity import normalise_address
from accessctl.model.practice import Clinic, Entry, HeldEntry, Practice
from accessctl.model.settings import Settings


def build_practice(
    path: str,
    tree: Tree,
    document: PracticeDocument,
    settings: Settings,
    people: tuple[Sequence[Entry], Sequence[HeldEntry]],
) -> Practice:
    """Return the practice, with the settings' defaults filled in."""
    keys = _keys(path, tree.root)
    entries, held = people
    live, issuer = document.live, document.billing_issuer
    organization = live.organization if live is not None else None
    return Practice(
        slug=document.practice,
        name=document.name,
        owner=normalise_address(document.owner.email),
        owner_name=document.owner.name,
        where=keys["practice"],
        previously=document.previously,
        time_zone=document.time_zone or settings.time_zone,
        language=document.language or settings.language,
        provider=(live.provider if live is not None else None) or settings.live.provider,
        organization=None if organization is None else str(organization),
        web=live is not None and live.web,
        mode=document.mode,
        clinics=_clinics(path, tree.root, document.clinics),
        billing_issuer=None if issuer is None else normalise_address(issuer.owner),
        assistants=tuple(entries),
        held=tuple(held),
        assistants_where=keys["assistants"],
        keys=keys,
    )


def _keys(path: str, root: Node | None) -> Mapping[str, Location]:
    """Return where the practice's own keys stand; those of clinics and assistants stand with these."""
    if not isinstance(root, MappingNode):
        return {}
    keys = {key: Location(path, *place_of(event)) for key, event in root.keys.items()}
    for key, node in root.nodes.items():
        if isinstance(node, MappingNode):
            keys |= {f"{key}.{name}": Location(path, *place_of(event)) for name, event in node.keys.items()}
    return keys


def _clinics(path: str, root: Node | None, documents: Sequence[ClinicDocument]) -> tuple[Clinic, ...]:
    clinics = child_of(root, "clinics") if root is not None else None
    nodes = clinics.nodes if isinstance(clinics, SequenceNode) else []
    return tuple(
        [
            Clinic(
                id=document.id,
                name=document.name,
                where=Location(path, *place_of(place)),
                label=document.label,
                administrator=None
                if document.single_record is None
                else normalise_address(document.single_record.administrator),
            )
            for place, document in zip(nodes, documents, strict=True)
        ]
    )
