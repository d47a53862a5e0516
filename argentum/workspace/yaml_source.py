"""YAML files with the line of every key.

Built on the parser's events, not on a constructor: nothing but plain values can come out, whatever tags a file carries.
Scalars follow the core schema of YAML 1.2, because under 1.1 `mode: off` would mean false and `1:30` ninety.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from argentum.workspace.located_tree import KeyPath, LocatedTree, TreeDraft, read_configuration_text

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_TEXT_TAG = "tag:yaml.org,2002:str"


def read_yaml(path: Path, *, shown_as: str | None = None) -> LocatedTree:
    """Read a YAML file of one document.

    Raises `MissingPathError`, or `ConfigurationError` for a broken file, a key that comes twice, a tag or an alias.
    """
    source = shown_as or str(path)
    return parse_yaml(read_configuration_text(path, shown_as=source), source=source)


def parse_yaml(text: str, *, source: str) -> LocatedTree:
    """Read YAML text; errors as for `read_yaml`."""
    draft = TreeDraft(source)
    try:
        content = _document(yaml.parse(text, Loader=yaml.SafeLoader), draft)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise draft.broken(f"broken YAML ({error.problem})", line=line, language="YAML") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise draft.broken("a character that YAML does not allow", line=line, language="YAML") from None
    return draft.finished(content)


def plain_scalar(text: str) -> object:
    """Give what an unquoted YAML scalar means: nothing, a truth value, a number or text."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _document(events: Iterator[yaml.Event], draft: TreeDraft) -> object:
    content: object = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise draft.broken("a second document", line=_line(event), language="YAML, one document")
        elif isinstance(event, yaml.NodeEvent):
            content = _value(event, events, (), draft)
    return content


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath, draft: TreeDraft) -> object:
    line = _line(event)
    draft.check_depth(path, line)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, draft)
    if isinstance(event, yaml.CollectionStartEvent):
        if event.tag is not None:
            raise draft.broken(f"the tag {event.tag}", line=line, language="YAML without tags")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return _mapping(events, path, draft) if is_mapping else _sequence(events, path, draft)
    raise draft.broken("an alias (*name)", line=line, language="YAML without aliases")


def _scalar(event: yaml.ScalarEvent, draft: TreeDraft) -> object:
    if event.tag is None:
        return plain_scalar(event.value) if event.implicit[0] else event.value
    if event.tag in {_TEXT_TAG, "!"}:
        return event.value
    raise draft.broken(f"the tag {event.tag}", line=_line(event), language="YAML without tags")


def _mapping(events: Iterator[yaml.Event], path: KeyPath, draft: TreeDraft) -> dict[str, object]:
    content: dict[str, object] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise draft.broken("a key that is not a word", line=line, language="YAML with plain keys")
        below = (*path, event.value)
        draft.note_key(below, line)
        content[event.value] = _value(next(events), events, below, draft)
    return content


def _sequence(events: Iterator[yaml.Event], path: KeyPath, draft: TreeDraft) -> list[object]:
    content: list[object] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        below = (*path, str(len(content)))
        draft.note_key(below, _line(event))
        content.append(_value(event, events, below, draft))
    return content
