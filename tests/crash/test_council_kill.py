"""kill -9 while a council notes what it decides."""

from __future__ import annotations

from pathlib import Path

from argentum.workspace.council_file import CouncilFile
from tests.council_crash import act, kill_after


def test_whatever_was_acknowledged_is_there_whole_and_an_act_is_never_there_in_part(tmp_path: Path) -> None:
    path = tmp_path / "council.jsonl"
    start = 1
    for acknowledged in (3, 1, 7, 4):
        last = kill_after(path, start=start, acknowledged=acknowledged)

        noted = CouncilFile(path).notes()

        acts = max(each.at_ms for each in noted)
        assert acts in {last, last + 1}, "the act that was under way is there, or it is not"
        assert noted == [note for number in range(1, acts + 1) for note in act(number)]
        assert CouncilFile(path).append(act(last)) == act(last)
        start = last + 1
