"""One practice file → a `Practice`, as far as it can be trusted, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from accessctl.declarations.entry_loading import EntrySource, date_problems, hold_entry, load_entry
from accessctl.declarations.practice_building import build_practice
from accessctl.declarations.practice_document import PracticeDocument
from accessctl.declarations.problem_findings import findings_of
from accessctl.declarations.problems import Problem
from accessctl.declarations.shape_checking import check_shape, check_version
from accessctl.declarations.source_files import SourceFile
from accessctl.declarations.yaml_nodes import MappingNode, SequenceNode, child_of
from accessctl.declarations.yaml_reader import Tree, read_yaml
from accessctl.model.finding import Finding, Stops
from accessctl.model.identity import SLUG
from accessctl.model.practice import Entry, HeldEntry, Practice
from accessctl.model.settings import Settings

Held = tuple[list[HeldEntry], list[Finding]]


@dataclass(frozen=True, slots=True)
class LoadedPractice:
    """What became of one practice file; without a practice it is frozen."""

    file: SourceFile
    tree: Tree
    practice: Practice | None = None
    findings: tuple[Finding, ...] = ()


def load_practice(file: SourceFile, settings: Settings) -> LoadedPractice:
    """Read one practice file.

    Each entry stands for itself: a bad one is held and the others are built. What is wrong outside the
    entries makes the whole practice untrusted.
    """
    tree = read_yaml(file.data)
    wrong_version = check_version(tree)
    if wrong_version is not None or not isinstance(tree.root, MappingNode):
        problems = [*tree.problems, *([wrong_version] if wrong_version else [])]
        return LoadedPractice(file, tree, findings=_freezing(file, tree, problems))
    document, problems = check_shape(PracticeDocument, tree)
    if document is not None:
        return _loaded(file, tree, document, settings, ([], []))
    sources = _entry_sources(file, tree)
    of_practice, by_entry = _sorted_out(problems, len(sources))
    held = _held(sources, by_entry)
    rest = _without_entries(tree, tree.root, by_entry)
    if not of_practice:
        document, of_practice = check_shape(PracticeDocument, rest)
    if document is None:
        return LoadedPractice(file, tree, findings=(*_freezing(file, tree, of_practice), *held[1]))
    return replace(_loaded(file, rest, document, settings, held), tree=tree)


def _loaded(
    file: SourceFile, tree: Tree, document: PracticeDocument, settings: Settings, bad: Held
) -> LoadedPractice:
    """Build the practice of a document whose shape holds; single days may still be on no calendar."""
    only_clinic = (document.clinics[0].id,) if len(document.clinics) == 1 else ()
    held, findings = bad
    entries: list[Entry] = []
    for source, assistant in zip(_entry_sources(file, tree), document.assistants, strict=True):
        entry = load_entry(source, assistant, only_clinic)
        if entry is not None:
            entries.append(entry)
        else:
            more_held, more_findings = hold_entry(source, date_problems(source))
            held, findings = held + more_held, findings + more_findings
    practice = build_practice(file.path, tree, document, settings, (entries, held))
    return LoadedPractice(file, tree, practice, tuple(findings))


def _freezing(file: SourceFile, tree: Tree, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Freeze the practice that the file's name says, and the one that it says itself."""
    slugs = tuple(dict.fromkeys((file.stem, _slug(file, tree))))
    return tuple(findings_of(problems, file.path, Stops.PRACTICE, slugs))


def _slug(file: SourceFile, tree: Tree) -> str:
    """Return the slug that the file says, where it can be read; else its name's."""
    written = tree.value.get("practice") if isinstance(tree.value, dict) else None
    return written if isinstance(written, str) and SLUG.fullmatch(written) else file.stem


def _entry_sources(file: SourceFile, tree: Tree) -> list[EntrySource]:
    entries = child_of(tree.root, "assistants") if tree.root is not None else None
    if not isinstance(entries, SequenceNode):
        return []
    slug = _slug(file, tree)
    pairs = zip(entries.nodes, entries.value, strict=True)
    return [EntrySource(file.path, slug, file.data, index, *pair) for index, pair in enumerate(pairs)]


def _sorted_out(problems: Iterable[Problem], count: int) -> tuple[list[Problem], dict[int, list[Problem]]]:
    """Part the problems of the practice from those of its `count` entries."""
    of_practice: list[Problem] = []
    by_entry: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        match problem.path:
            case ("assistants", int(index), *_) if index < count:
                by_entry[index].append(problem)
            case _:
                of_practice.append(problem)
    return of_practice, by_entry


def _held(sources: Sequence[EntrySource], by_entry: dict[int, list[Problem]]) -> Held:
    """Hold the entries that have problems, and name the days in them that are on no calendar, too."""
    held: list[HeldEntry] = []
    findings: list[Finding] = []
    for index, problems in by_entry.items():
        known = {problem.path for problem in problems}
        days = [problem for problem in date_problems(sources[index]) if problem.path not in known]
        more_held, more_findings = hold_entry(sources[index], [*problems, *days])
        held += more_held
        findings += more_findings
    return held, findings


def _without_entries(tree: Tree, root: MappingNode, left_out: Collection[int]) -> Tree:
    """Return the tree without the entries, and without problems: those that are left are the entries'."""
    entries = root.nodes.get("assistants")
    if not isinstance(entries, SequenceNode):
        return tree
    kept = [index for index in range(len(entries.value)) if index not in left_out]
    rest = SequenceNode(
        entries.start, entries.end, [entries.value[i] for i in kept], [entries.nodes[i] for i in kept]
    )
    value, nodes = {**root.value, "assistants": rest.value}, {**root.nodes, "assistants": rest}
    return Tree(value, MappingNode(root.start, root.end, value, root.keys, nodes))
