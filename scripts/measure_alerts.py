"""How often the alerts of ayni are right, on villages with known habits.

python scripts/measure_alerts.py            500 held-out villages
python scripts/measure_alerts.py --tuning   those that the thresholds come from
python scripts/measure_alerts.py --write    both; writes docs/ayni-alerts.md and the rates that alerts tell
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from argentum.ayni.alerts.intervals import wilson
from argentum.ayni.finding_types import ALERT_TYPES
from argentum.ayni.scenarios.judging import Judgement, judged
from argentum.ayni.scenarios.seeds import HELD_OUT_SEEDS, TUNING_SEEDS, villages
from argentum.ayni.settings import AyniSettings
from argentum.ayni.synthetic import SCRIPTS
from argentum.ayni.units import time_units
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.shipped import shipped_file
from scripts.alert_overlap import Overlap, overlap_rows
from scripts.marked_section import table, write_section

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "ayni-alerts.md"
RATES = ROOT / "argentum" / "ayni" / "alerts" / "measured_rates.py"

_ABOUT_RATES = (
    "How many alerts were wrong, with the upper end of the 95 % interval. Alerts tell that of the {held_out} held-out "
    "villages of themselves; the {tuning} for tuning, to which the thresholds were fitted, stand beside it:"
)


@dataclass(slots=True)
class Tally:
    """What was right, wrong and missed, by type and by kind of village."""

    villages: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    good_news: Counter[str] = field(default_factory=Counter)

    def add(self, judgement: Judgement) -> None:
        """Count one village."""
        self.villages += 1
        for counter, types in (
            (self.right, judgement.right),
            (self.wrong, judgement.wrong),
            (self.missed, judgement.missed),
        ):
            counter.update(types)
            counter[judgement.scenario.kind] += len(types)
            counter["all"] += len(types)
        told = {(each.type, each.participants) for each in judgement.findings.positive}
        for truth in judgement.scenario.positive:
            found = (truth.type, (truth.participant,)) in told
            self.good_news[f"{truth.type}:{'told' if found else 'untold'}"] += 1
        healed = {each.participant for each in judgement.scenario.positive if each.type == "healing"}
        self.good_news["healing:wrong"] += sum(1 for kind, (who, *_) in told if kind == "healing" and who not in healed)

    def precision(self, name: str = "all") -> float:
        """Give the part of the alerts that was right."""
        return self.right[name] / max(1, self.right[name] + self.wrong[name])

    def recall(self, name: str = "all") -> float:
        """Give the part of the labels that was found."""
        return self.right[name] / max(1, self.right[name] + self.missed[name])

    def row(self, name: str) -> list[str]:
        """Give the cells of a table."""
        right, wrong, missed = self.right[name], self.wrong[name], self.missed[name]
        return [
            name.replace("_", " "),
            str(right + missed),
            str(right),
            str(wrong),
            str(missed),
            _rate(right, right + wrong),
            _rate(right, right + missed),
        ]


HEADER = ("alert", "labels", "right", "wrong", "missed", "precision (95 %)", "recall (95 %)")


def shipped_settings() -> AyniSettings:
    """Read the settings of the project, whatever its user's own are."""
    return read_settings(shipped_file("configs", "ayni.yaml"))


def measured(seeds: Iterable[int], settings: AyniSettings) -> Tally:
    """Judge the village of each seed."""
    tally = Tally()
    for each in villages(seeds):
        tally.add(judged(each, settings=settings))
    return tally


def sources_digest() -> str:
    """Give a digest of all that decides the tables; when it has changed, they must be measured again."""
    settings = shipped_settings()
    rates = [settings.units[unit].rate_pico for unit in ("point", "minute")]
    digest = sha256(
        f"{settings.alerts} {settings.minimum_sample} {rates} {sorted(time_units(settings.units))}".encode()
    )
    files = [*(ROOT / "argentum/ayni/alerts").glob("*.py"), *(ROOT / "argentum/ayni/scenarios").glob("*.py")]
    for path in sorted(files):
        if path != RATES:
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def measurement(held_out: Tally, tuning: Tally, settings: AyniSettings) -> str:
    """Give the section of the document."""
    kinds = [held_out.row(kind) for kind in SCRIPTS]
    rates = [
        [
            kind.replace("_", " "),
            *_wrong(held_out, kind),
            *_wrong(tuning, kind),
        ]
        for kind in ALERT_TYPES
    ]
    overlaps = overlap_rows(villages(TUNING_SEEDS), settings)
    parts = [
        f"Measured over sources with the digest `{sources_digest()}`.",
        f"{held_out.villages} held-out villages:",
        table(HEADER, [*(held_out.row(kind) for kind in ALERT_TYPES), held_out.row("all")]),
        "The same by kind of village; a village without labels can only be wrong:",
        table(("kind", *HEADER[1:]), kinds),
        f"Good news in them: {_good_news(held_out)}.",
        _ABOUT_RATES.format(held_out=held_out.villages, tuning=tuning.villages),
        table(("alert", "alerts", "wrong", "told as", "tuning: alerts", "wrong", "at most"), rates),
        "How far the figures of labelled and harmless members overlap in the villages for tuning:",
        table(Overlap.HEADER, [each.cells() for each in overlaps]),
    ]
    return "\n\n".join(parts)


def rates_module(held_out: Tally) -> str:
    """Give the source of the rates that alerts tell."""
    head, _, _ = RATES.read_text(encoding="utf-8").partition("ALERTS:")
    rows = "".join(
        f'    "{kind}": ({held_out.right[kind] + held_out.wrong[kind]}, {held_out.wrong[kind]}),\n'
        for kind in ALERT_TYPES
    )
    return (
        f"{head}ALERTS: Mapping[AlertType, tuple[int, int]] = {{\n{rows}}}\n"
        '"""By type: alerts in all, and how many of them were wrong."""\n'
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tuning", action="store_true", help="the villages for tuning")
    parser.add_argument("--write", action="store_true", help="write the tables and the rates")
    asked = parser.parse_args(arguments)
    settings = shipped_settings()
    if asked.write:
        held_out, tuning = measured(HELD_OUT_SEEDS, settings), measured(TUNING_SEEDS, settings)
        RATES.write_text(rates_module(held_out), encoding="utf-8")
        write_section(DOCUMENT, "measurement", measurement(held_out, tuning, settings))
        return
    began = time.perf_counter()
    tally = measured(TUNING_SEEDS if asked.tuning else HELD_OUT_SEEDS, settings)
    print(table(HEADER, [*(tally.row(kind) for kind in ALERT_TYPES), tally.row("all")]))
    print(f"\n{tally.villages} villages in {time.perf_counter() - began:.1f} s; good news: {_good_news(tally)}")


def _rate(hits: int, trials: int) -> str:
    if not trials:
        return "–"
    low, high = wilson(hits, trials)
    return f"{hits / trials:.3f} ({low:.2f}–{high:.2f})"


def _wrong(tally: Tally, kind: str) -> tuple[str, str, str]:
    alerts, wrong = tally.right[kind] + tally.wrong[kind], tally.wrong[kind]
    return str(alerts), str(wrong), f"{wilson(wrong, alerts)[1]:.3f}"


def _good_news(tally: Tally) -> str:
    parts = []
    for kind in ("healing", "first_contribution"):
        told, untold = tally.good_news[f"{kind}:told"], tally.good_news[f"{kind}:untold"]
        parts.append(f"{kind.replace('_', ' ')} told of {told} of {told + untold}")
    return f"{', '.join(parts)}; healing told wrongly {tally.good_news['healing:wrong']} times"


if __name__ == "__main__":
    main()
