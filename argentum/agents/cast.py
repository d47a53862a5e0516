"""Reads casts: the people who take part in a debate."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import msgspec

from argentum.agents.profile import TEMPERAMENTS, AgentProfile, Style
from argentum.errors import ConfigurationError, Fault, MissingPathError

_FEWEST_SENTENCE_WORDS, _MOST_SENTENCE_WORDS = 4, 24
_LEAST_TEMPERAMENT, _GREATEST_TEMPERAMENT = 0.25, 4.0
_LONGEST_NAME = 40


def default_cast_path() -> Path:
    """Give the shipped cast: inside the package when installed from a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "_shipped" / "configs" / "casts" / "default.yaml"
    return inside if inside.exists() else package.parent / "configs" / "casts" / "default.yaml"


def load_cast(path: Path | None = None) -> tuple[AgentProfile, ...]:
    """Read a cast from a YAML file, the shipped one without a path.

    Raises:
        MissingPathError: The file is not there.
        ConfigurationError: It is not YAML, or values are wrong; every fault is listed.
    """
    import yaml  # noqa: PLC0415 - only needed to read files

    source = default_cast_path() if path is None else path
    try:
        text = source.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise MissingPathError(
            f"{source}: there is no such cast; a cast is a YAML file with a list `agents`"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            (Fault(source=str(source), key="", found="an unreadable file", allowed="UTF-8 text"),)
        ) from error
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        problem = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise ConfigurationError(
            (Fault(source=str(source), key="", found=problem, allowed="valid YAML", line=line),)
        ) from error
    return parse_cast(data, str(source))


def parse_cast(data: object, source: str) -> tuple[AgentProfile, ...]:
    """Check a cast that was read already: a mapping with the list `agents`.

    Raises:
        ConfigurationError: Values are wrong; every fault is listed.
    """
    agents = data.get("agents") if isinstance(data, dict) else None
    if not isinstance(agents, list) or not agents:
        raise ConfigurationError(
            (Fault(source=source, key="agents", found=_seen(agents), allowed="a list of at least one agent"),)
        )
    faults: list[Fault] = []
    profiles = [_profile(entry, f"agents.{position}", source, faults) for position, entry in enumerate(agents)]
    read = [profile for profile in profiles if profile is not None]
    for field in ("id", "name"):
        seen: set[str] = set()
        for position, profile in enumerate(read):
            value = str(getattr(profile, field))
            if value in seen:
                faults.append(
                    Fault(
                        source=source,
                        key=f"agents.{position}.{field}",
                        found=repr(value),
                        allowed=f"a {field} of its own",
                    )
                )
            seen.add(value)
    if faults:
        raise ConfigurationError(tuple(faults))
    return tuple(read)


def _profile(entry: object, key: str, source: str, faults: list[Fault]) -> AgentProfile | None:
    if not isinstance(entry, dict):
        faults.append(
            Fault(source=source, key=key, found=_seen(entry), allowed="a mapping with id, name, stance and style")
        )
        return None
    before = len(faults)
    _check_keys(entry, AgentProfile.__struct_fields__, key, source, faults)
    style = entry.get("style", {})
    if isinstance(style, dict):
        _check_keys(style, Style.__struct_fields__, f"{key}.style", source, faults)
    values: dict[str, Any] = dict(entry)
    temperament = values.get("temperament")
    if isinstance(temperament, str):
        if temperament in TEMPERAMENTS:
            values["temperament"] = TEMPERAMENTS[temperament]
        else:
            allowed = ", ".join(TEMPERAMENTS) + f", or a number from {_LEAST_TEMPERAMENT} to {_GREATEST_TEMPERAMENT:g}"
            nearest = _nearest(temperament, tuple(TEMPERAMENTS))
            faults.append(
                Fault(
                    source=source, key=f"{key}.temperament", found=repr(temperament), allowed=allowed, nearest=nearest
                )
            )
    if len(faults) > before:
        return None
    try:
        profile = msgspec.convert(values, AgentProfile)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        where = key + place.rstrip("`").replace("[", ".").replace("]", "") if place else key
        faults.append(
            Fault(source=source, key=where, found=_found_at(entry, place), allowed=message[:1].lower() + message[1:])
        )
        return None
    _check_ranges(profile, key, source, faults)
    return profile


def _check_keys(entry: dict[Any, Any], known: tuple[str, ...], key: str, source: str, faults: list[Fault]) -> None:
    for name in entry:
        if name not in known:
            nearest = _nearest(str(name), known)
            faults.append(
                Fault(
                    source=source,
                    key=f"{key}.{name}",
                    found="an unknown key",
                    allowed=", ".join(known),
                    nearest=nearest,
                )
            )


def _check_ranges(profile: AgentProfile, key: str, source: str, faults: list[Fault]) -> None:
    style = profile.style
    unit = "a number from 0 to 1"
    checks = (
        (
            "id",
            profile.id,
            profile.id.isidentifier() or profile.id.replace("-", "_").isidentifier(),
            "letters, digits, - and _",
        ),
        (
            "name",
            profile.name,
            0 < len(profile.name) <= _LONGEST_NAME and profile.name.isprintable(),
            f"1 to {_LONGEST_NAME} characters",
        ),
        (
            "temperament",
            profile.temperament,
            _LEAST_TEMPERAMENT <= profile.temperament <= _GREATEST_TEMPERAMENT,
            f"a number from {_LEAST_TEMPERAMENT} to {_GREATEST_TEMPERAMENT:g}",
        ),
        (
            "style.sentence_words",
            style.sentence_words,
            _FEWEST_SENTENCE_WORDS <= style.sentence_words <= _MOST_SENTENCE_WORDS,
            f"{_FEWEST_SENTENCE_WORDS} to {_MOST_SENTENCE_WORDS} words",
        ),
        ("style.directness", style.directness, 0 <= style.directness <= 1, unit),
        ("style.evidence", style.evidence, 0 <= style.evidence <= 1, unit),
        ("style.concedes", style.concedes, 0 <= style.concedes <= 1, unit),
        ("temperature", profile.temperature, 0 <= profile.temperature <= 2, "a number from 0 to 2"),  # noqa: PLR2004 - the API's range
        ("max_tokens", profile.max_tokens, profile.max_tokens >= 1, "1 or more LLM tokens"),
    )
    faults.extend(
        Fault(source=source, key=f"{key}.{name}", found=repr(value), allowed=allowed)
        for name, value, right, allowed in checks
        if not right
    )


def _found_at(entry: dict[Any, Any], place: str) -> str:
    value: object = entry
    for part in place.strip(".`").replace("[", ".").replace("]", "").split("."):
        if isinstance(value, dict):
            value = value.get(part)
    return _seen(value) if value is not entry else "a missing or wrong value"


def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    close = difflib.get_close_matches(name, known, n=1)
    return close[0] if close else None


def _seen(value: object) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {value!r}"[:60]
