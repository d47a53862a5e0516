"""Ayni: what each gave and what each took, kept in a ledger that can be checked.

from argentum.ayni import AyniScorer

scorer = AyniScorer()
score = scorer.score_interaction("i-1", "human_alice", "ai_assistant", contribution=3, consumption=2)
ledger = scorer.get_ledger(participant="human_alice", since="2025-06-01T00:00:00Z")
"""

from argentum.ayni.activity_context import ActivityContextService
from argentum.ayni.context_service import ContextService
from argentum.ayni.interaction import Interaction
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.opening import open_ledger
from argentum.ayni.score import ParticipantBalance, ReciprocityScore
from argentum.ayni.scorer import AyniScorer
from argentum.ayni.settings import AyniSettings

__all__ = [
    "ActivityContextService",
    "AyniScorer",
    "AyniSettings",
    "ContextService",
    "Interaction",
    "Ledger",
    "ParticipantBalance",
    "ReciprocityScore",
    "Selection",
    "open_ledger",
]
