"""The specification's name is another name of the same thing."""

from __future__ import annotations

import argentum.ayni
import mallku.ayni


def test_mallku_ayni_hands_on_the_same_objects() -> None:
    assert mallku.ayni.AyniScorer is argentum.ayni.AyniScorer
    assert mallku.ayni.__all__ == argentum.ayni.__all__
    assert all(getattr(mallku.ayni, name) is getattr(argentum.ayni, name) for name in mallku.ayni.__all__)


def test_everything_that_is_promised_is_there() -> None:
    assert [name for name in argentum.ayni.__all__ if not hasattr(argentum.ayni, name)] == []
