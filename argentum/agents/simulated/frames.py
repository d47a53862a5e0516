"""The values that people argue from, and the words under which documents speak of them."""

from __future__ import annotations

from argentum.agents.simulated.topic import Topic

FRAME_TERMS: dict[str, tuple[str, ...]] = {
    "cost": ("cost", "price", "pay", "budget", "money", "euros", "pounds", "dollars", "revenue", "investment", "spending", "tax"),
    "freedom": ("free", "freedom", "choice", "choose", "right", "forbid", "ban", "permit", "allowed", "exemption", "private"),
    "fairness": ("fair", "poor", "rich", "low-income", "disabled", "inequality", "equal", "poorest", "wealthy", "women", "discount"),
    "health": ("health", "disease", "deaths", "hospital", "air", "pollution", "asthma", "mental", "stress", "illness", "patients"),
    "safety": ("safe", "safety", "risk", "danger", "accident", "harm", "injuries", "killed", "crime", "protect"),
    "evidence": ("study", "studies", "survey", "estimate", "evidence", "measured", "data", "researchers", "found", "review", "experiment"),
    "tradition": ("tradition", "history", "century", "old", "heritage", "years", "culture", "custom", "first"),
    "innovation": ("new", "technology", "electric", "invention", "digital", "experiment", "pilot", "trial", "model", "design"),
    "practice": ("plan", "rule", "enforcement", "camera", "procedure", "permit", "staff", "delivery", "organise", "steps", "implementation"),
    "consent": ("vote", "voted", "residents", "support", "protest", "court", "referendum", "parliament", "mayor", "consultation", "public"),
    "future": ("future", "long-term", "climate", "children", "generation", "decades", "growth", "trend", "expects", "2030", "2050"),
    "places": ("rural", "village", "town", "district", "region", "city", "local", "outside", "suburb", "border", "street"),
    "livelihoods": ("shops", "trade", "jobs", "work", "workers", "business", "sales", "wages", "customers", "retail", "income"),
    "trust": ("trust", "community", "neighbours", "people", "together", "social", "lonely", "support", "promise"),
    "incentives": ("incentive", "effect", "behaviour", "instead", "shift", "demand", "unintended", "replace", "avoid", "change"),
    "everyday": ("daily", "time", "home", "family", "walk", "hour", "night", "morning", "parents", "trips", "noise"),
    "definition": ("definition", "called", "means", "term", "kind", "difference"),
    "taste": ("taste", "flavour", "like", "sweet", "dish", "recipe", "favourite"),
}  # fmt: skip

_POLICY = (
    "cost", "freedom", "fairness", "health", "safety", "evidence", "tradition", "innovation", "practice", "consent", "future", "places",
    "livelihoods", "trust", "incentives", "everyday",
)  # fmt: skip
_LIGHT = ("taste", "tradition", "freedom", "everyday", "definition", "innovation", "trust")
_IDEA = ("definition", "evidence", "trust", "tradition", "everyday")


def frames_for(topic: Topic) -> tuple[str, ...]:
    """Give the values that can be argued from on this topic: pizza is no matter of budgets, and an idea has no opening hours."""
    if topic.light:
        return _LIGHT
    return _IDEA if topic.kind == "idea" else _POLICY


def own_frames(wanted: tuple[str, ...], topic: Topic) -> tuple[str, ...]:
    """Give an agent's frames on this topic, its own first."""
    possible = frames_for(topic)
    own = tuple(frame for frame in wanted if frame in possible)
    return own if len(own) >= 2 else (*own, *(frame for frame in possible if frame not in own))
