"""Codes of reasons in words."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import argentum
from argentum.orchestration.signals import Failure
from argentum.reports.reason_texts import REASON_TEXTS, reason_text, reasons_text
from argentum.transcript.reason import Reason

FAMILIES = {"request_": get_args(Failure)}
"""Codes that are put together from a prefix and a closed list."""


def _codes(tree: ast.Module) -> list[str]:
    """Collect what a module passes to `Reason` as its code, through names that it assigns strings to."""
    assigned: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
            assigned[node.targets[0].id] = [value for value in values if isinstance(value, str)]
    codes: list[str] = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason"):
            continue
        match node.args[0]:
            case ast.Constant(value=str(code)):
                codes.append(code)
            case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
                codes += [prefix + last for last in FAMILIES[prefix]]
            case ast.Name(id=name):
                codes += assigned.get(name, [])  # a parameter hands on what its caller wrote
            case other:
                msg = f"a code that this test cannot read: {ast.unparse(other)}"
                raise AssertionError(msg)
    return codes


def test_every_code_that_the_package_can_give_has_words() -> None:
    sources = sorted(Path(argentum.__file__).parent.rglob("*.py"))

    codes = {code: None for path in sources for code in _codes(ast.parse(path.read_text(encoding="utf-8")))}

    assert len(codes) > 20
    assert [code for code in codes if code not in REASON_TEXTS] == []


def test_figures_are_added_when_all_of_them_are_there() -> None:
    given = Reason("highest_offer", {"offer": 2.72, "next": 2.5})

    assert reason_text(given) == "made the highest offer (2.72 against 2.50)"
    assert reason_text(Reason("highest_offer", {"offer": 2.5})) == "made the highest offer"


def test_an_unknown_code_stands_for_itself() -> None:
    assert reason_text(Reason("from_the_future", {"x": 1.0})) == "from_the_future"


def test_reasons_are_joined_in_order_and_each_is_said_once() -> None:
    reasons = (Reason("challenged"), Reason("tie_draw"), Reason("challenged"))

    assert reasons_text(reasons) == "was challenged and owes an answer; the tie was drawn by lot"
    assert not reasons_text(())
