"""From the keys of one source to settings of the policy, each checked, with every fault found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from argentum.errors import Fault
from argentum.workspace.knob_catalogue import TIERS, Knob, keys_of, knobs, listed, sections, shown
from argentum.workspace.located_tree import KeyPath, LocatedTree
from argentum.workspace.manifest_aliases import ALIASES, PAIRS, PLAN_TIER_SWITCHES, own_name

_MOST_KEYS_LISTED = 9
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value that a source gives to one knob."""

    path: KeyPath
    """The policy's own name; inside `quality.tiers` the last item is the dotted name of a knob."""
    value: object
    written: KeyPath
    """The name as it stands in the source."""
    source: str
    line: int | None


@dataclass(slots=True)
class SettingsReader:
    """Reads one source; `settings` and `faults` fill up as it goes."""

    tree: LocatedTree
    prefix: KeyPath = ()
    """Where in the source the policy's keys begin."""
    settings: dict[KeyPath, Setting] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def read(self, group: Mapping[str, object], above: KeyPath = ()) -> None:
        """Read the keys of a group that stands at `above`."""
        for key, value in group.items():
            self._read_key((*above, key), value)

    def _read_key(self, written: KeyPath, value: object) -> None:
        path = own_name(written)
        if path in knobs():
            self._keep(knobs()[path], written, value)
        elif path in PAIRS:
            self._read_pair(written, PAIRS[path], value)
        elif path == TIERS:
            self._read_tiers(written, value)
        elif path in sections():
            if isinstance(value, dict):
                self.read(value, written)
            else:
                self._refuse(written, found=shown(value), allowed=f"a group of keys: {', '.join(keys_of(path))}")
        else:
            self._refuse_unknown(written)

    def _keep(self, knob: Knob, written: KeyPath, value: object) -> None:
        if knob.accepts(value):
            self._set(knob.path, written, value)
            return
        near = get_close_matches(value, knob.choices, n=1) if isinstance(value, str) else []
        self._refuse(written, found=shown(value), allowed=knob.allowed(), nearest=near[0] if near else None)

    def _read_pair(self, written: KeyPath, pair: tuple[KeyPath, KeyPath], value: object) -> None:
        both = [knobs()[path] for path in pair]
        if isinstance(value, list) and len(value) == _PAIR and all(map(Knob.accepts, both, value)):
            for knob, item in zip(both, value, strict=True):
                self._set(knob.path, written, item)
            return
        self._refuse(written, found=_list_shown(value), allowed=f"[smallest, largest], each {both[0].allowed()}")

    def _read_tiers(self, written: KeyPath, value: object) -> None:
        names = ("baseline", "enhanced", "premium")
        if not isinstance(value, dict):
            self._refuse(written, found=shown(value), allowed=f"a group of keys: {', '.join(names)}")
            return
        for name, tier in value.items():
            at = (*written, name)
            if name not in names:
                near = get_close_matches(name, names, n=1)
                self._refuse(
                    at, found="an unknown tier", allowed=listed(list(names)), nearest=near[0] if near else None
                )
            elif not isinstance(tier, dict):
                self._refuse(at, found=shown(tier), allowed="a group of dotted keys of the policy")
            else:
                for key, item in tier.items():
                    self._read_tier_key((*TIERS, name, key), (*at, key), item)

    def _read_tier_key(self, path: KeyPath, written: KeyPath, value: object) -> None:
        dotted = path[-1]
        knob = knobs().get(own_name(tuple(dotted.split("."))))
        if dotted in PLAN_TIER_SWITCHES:
            if isinstance(value, bool):
                self._set(path, written, value)
            else:
                self._refuse(written, found=shown(value), allowed="true or false")
        elif knob is None or not {bool, int, float}.intersection(knob.kinds):
            numeric = [each.key for each in knobs().values() if {bool, int, float}.intersection(each.kinds)]
            near = get_close_matches(dotted, numeric, n=1) if knob is None else []
            self._refuse(
                written,
                found="an unknown key" if knob is None else "a knob that takes words",
                allowed="the dotted name of a knob that takes a number or true and false",
                nearest=near[0] if near else None,
            )
        elif isinstance(value, (bool, int, float)) and knob.accepts(value):
            self._set((*path[:-1], knob.key), written, value)
        else:
            self._refuse(written, found=shown(value), allowed=knob.allowed())

    def _set(self, path: KeyPath, written: KeyPath, value: object) -> None:
        full = (*self.prefix, *written)
        earlier = self.settings.get(path)
        if earlier is not None:
            other = ".".join(earlier.written)
            at = "" if earlier.line is None else f" on line {earlier.line}"
            self._refuse(written, found=f"the knob set twice (also as {other}{at})", allowed="one of the two")
            return
        self.settings[path] = Setting(
            path=path, value=value, written=full, source=self.tree.source, line=self.tree.line(full)
        )

    def _refuse(self, written: KeyPath, *, found: str, allowed: str, nearest: str | None = None) -> None:
        self.faults.append(self.tree.fault((*self.prefix, *written), found=found, allowed=allowed, nearest=nearest))

    def _refuse_unknown(self, written: KeyPath) -> None:
        group = own_name(written[:-1]) if len(written) > 1 else ()
        inside = keys_of(group)
        where = f"a key of {'.'.join(group)}" if group else "a key of the policy"
        few = f": {', '.join(inside)}" if len(inside) <= _MOST_KEYS_LISTED else " (see: argentum config explain)"
        self._refuse(written, found="an unknown key", allowed=where + few, nearest=nearest_key(written))


def nearest_key(written: KeyPath) -> str | None:
    """Find the name that was probably meant: a sibling, a key of that name elsewhere, or a similar dotted name.

    A sibling is given by its last name alone, everything else by its dotted name.
    """
    last = written[-1]
    siblings = keys_of(own_name(written[:-1]) if len(written) > 1 else ())
    close = get_close_matches(last, siblings, n=1, cutoff=0.75)
    if close:
        return close[0]
    names = {".".join(path): path for path in (*knobs(), *sections(), *ALIASES, *PAIRS)}
    same = [dotted for dotted, path in names.items() if path[-1] == last and path != written]
    if same:
        return same[0]
    dotted = ".".join(written)
    close = get_close_matches(dotted, list(names), n=1, cutoff=0.7) or get_close_matches(last, siblings, n=1)
    if close and close[0] != dotted:
        return close[0]
    ends = get_close_matches(last, [path[-1] for path in names.values()], n=1, cutoff=0.8)
    return next((dotted for dotted, path in names.items() if ends and path[-1] == ends[0]), None)


def _list_shown(value: object) -> str:
    return f"[{', '.join(shown(item) for item in value)}]" if isinstance(value, list) else shown(value)
