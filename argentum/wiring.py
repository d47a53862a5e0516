"""Where concrete parts meet: the one module that knows which adapters there are.

A debate is made from `DebateInputs` or, for replay and resume, from the header of a journal; both ways lead through
`Header`, so that what was recorded is what was run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from argentum import __version__
from argentum.adapters.simulated.fault_checks import fault_plan
from argentum.adapters.simulated.faults import FaultDice, FaultPlan
from argentum.adapters.simulated.playback import SimulatedPlayback
from argentum.adapters.simulated.voice import SimulatedVoice
from argentum.adapters.simulated.writing_desk import SimulatedWritingDesk
from argentum.agents.profile import AgentProfile
from argentum.coordination.auction_manager import AuctionManager
from argentum.coordination.seats import Seat
from argentum.drivers.journal import FORMAT_VERSION, Header, Journal
from argentum.drivers.simulated import Pace, SimulatedDriver
from argentum.errors import MissingPathError, UsageError, VerificationError
from argentum.ids import session_id
from argentum.metrics.session_facts import AgentCard, ChangedKnob, DocumentCard, SessionFacts
from argentum.orchestration.auction_chat import AuctionChat
from argentum.orchestration.commands import EndReason
from argentum.orchestration.floor_rule import FloorRule
from argentum.orchestration.round_robin import RoundRobin
from argentum.orchestration.session import SessionLimits
from argentum.policy import Policy
from argentum.ports.evidence import Passage
from argentum.ports.journal import JournalSink
from argentum.ports.writing import Writer
from argentum.rng import Streams
from argentum.timing.transfer import TransferPlanner
from argentum.transcript.message import Message
from argentum.workspace.changed_knobs import base_preset, changed_knobs
from argentum.workspace.shipped import shipped_file
from argentum.workspace.yaml_source import read_yaml

if TYPE_CHECKING:
    from argentum.ports.evidence import EvidenceSource


def make_header(
    *,
    topic: str,
    policy: Policy,
    profiles: Sequence[AgentProfile],
    seed: int,
    limits: SessionLimits,
    documents: Sequence[Passage] = (),
    faults: FaultPlan | None = None,
    text_free: bool = False,
) -> Header:
    """Gather everything that decides a session; its id is a hash of all of it.

    Raises `UsageError` for an empty topic, nobody at the table, or a session without an end.
    """
    topic = " ".join(topic.split())
    if not topic:
        raise UsageError('topic: it is empty; give a question or a statement, as in: argentum debate "Should …?"')
    if not profiles:
        raise UsageError("agents: nobody is at the table; give at least one, as in --agents 4")
    if limits.segments is None and limits.duration_ms is None:
        raise UsageError("limits: the session would not end; give --segments or --minutes")
    header = Header(
        format_version=FORMAT_VERSION,
        argentum_version=__version__,
        session_id="",
        topic=topic,
        seed=seed,
        limits=limits,
        text_free=text_free,
        policy=policy.for_header(),
        agents=tuple(msgspec.to_builtins(profile) for profile in profiles),
        faults=msgspec.to_builtins(faults or FaultPlan()),
        documents=tuple(documents),
    )
    return msgspec.structs.replace(header, session_id=_session_id_of(header))


def _session_id_of(header: Header) -> str:
    digest = sha256(msgspec.json.encode(msgspec.structs.replace(header, session_id=""))).hexdigest()
    return session_id(topic=header.topic, seed=header.seed, inputs_digest=digest)


def load_faults(name_or_file: str | None) -> FaultPlan:
    """Read a fault plan: a shipped one by its name, any other by its path; None plans no faults.

    Raises `MissingPathError` when there is neither, `ConfigurationError` for wrong values.
    """
    if name_or_file is None:
        return FaultPlan()
    shipped = shipped_file("configs", "faults")
    names = sorted(file.stem for file in shipped.glob("*.yaml"))
    path = shipped / f"{name_or_file}.yaml" if name_or_file in names else Path(name_or_file)
    if not path.is_file():
        raise MissingPathError(f"--faults {name_or_file}: no such plan or file; shipped are {', '.join(names)}")
    tree = read_yaml(path)
    lines = {key: line for key in tree.mapping() if (line := tree.line((key,))) is not None}
    return fault_plan(tree.mapping(), source=str(name_or_file), line_of=lines)


class Debate:
    """A session with everything it needs, ready to run or to be fed."""

    def __init__(self, header: Header, *, transfer: TransferPlanner | None = None) -> None:
        """Put the session together from its header.

        Raises `VerificationError` when the header holds a policy or agents that this version does not know, or an id
        that does not belong to its inputs.
        """
        self.header = header
        if header.session_id != _session_id_of(header):
            raise VerificationError("journal line 1: the session id does not belong to the inputs beside it")
        self.policy = policy_of(header)
        self.profiles = profiles_of(header)
        self._streams = Streams(header.seed)
        seats = tuple(seat_of(profile, index) for index, profile in enumerate(self.profiles))
        self.rule: FloorRule = (
            RoundRobin(seats)
            if self.policy.mode == "round-robin"
            else AuctionManager(self.policy, seats, self._streams)
        )
        self.chat = AuctionChat(
            session_id=header.session_id,
            topic=header.topic,
            policy=self.policy,
            seats=seats,
            rule=self.rule,
            streams=self._streams,
            limits=header.limits,
            transfer=transfer,
        )

    def simulate(
        self,
        *,
        sink: JournalSink | None = None,
        on_message: Callable[[Message], None] | None = None,
        stop: Callable[[], bool] | None = None,
        pace: Pace | None = None,
    ) -> EndReason:
        """Run on virtual time to the end; with a sink, write the journal there."""
        header, policy, streams = self.header, self.policy, self._streams
        plan = msgspec.convert(header.faults, FaultPlan)
        dice = FaultDice(plan, streams)
        journal = None
        if sink is not None:
            journal = Journal(sink)
            journal.header(header)
        driver = SimulatedDriver(
            self.chat,
            writing=SimulatedWritingDesk(self._panel(), policy, streams, dice, plan),
            voice=SimulatedVoice(policy, streams, dice),
            playback=SimulatedPlayback(policy, streams, dice),
            journal=journal,
            on_message=on_message,
            stop=stop,
            pace=pace,
        )
        return driver.run()

    def _panel(self) -> Writer:
        if self.header.text_free:
            from argentum.agents.simulated.text_free import TextFreePanel  # noqa: PLC0415 - only studies pay for it

            return TextFreePanel([profile.id for profile in self.profiles], self._streams)
        from argentum.agents.simulated.panel import SimulatedPanel  # noqa: PLC0415 - large phrase books

        return SimulatedPanel(self.header.topic, self.profiles, self._streams, self._evidence())

    def _evidence(self) -> EvidenceSource | None:
        if not self.header.documents:
            return None
        from argentum.adapters.passage_index import PassageIndex  # noqa: PLC0415 - only with documents

        return PassageIndex(self.header.documents)

    @cached_property
    def _changed_knobs(self) -> tuple[ChangedKnob, ...]:
        """Compared with the preset once, and only when a report asks."""
        return changed_knobs(self.policy)

    def facts(self, *, wall_s: float | None = None) -> SessionFacts:
        """Give what a report needs beside the messages, as counted so far."""
        header, tally = self.header, self.chat.tally
        tokens = self.policy.tokens
        auction = self.policy.mode == "auction"
        filled = len(self.profiles) * int(tokens.fill * tokens.max_bank)
        return SessionFacts(
            topic=header.topic,
            mode=self.policy.mode,
            preset=self.policy.preset,
            seed=header.seed,
            agents=tuple(
                AgentCard(id=profile.id, name=profile.name, due_share=self.policy.fairness.target_share)
                for profile in self.profiles
            ),
            session_id=header.session_id,
            argentum_version=header.argentum_version,
            max_bank=tokens.max_bank if auction else None,
            price_level=self.policy.bids.price_level if auction else None,
            takeover_margin=self.policy.auction.takeover_margin if self.policy.auction.unit == "turn" else None,
            holder_pays_at_most_one=self.policy.auction.holder_price == "at_most_one",
            text_free=header.text_free,
            base_preset=base_preset(self.policy),
            changed_knobs=self._changed_knobs,
            documents=tuple(
                DocumentCard(label=passage.label, title=passage.document, file=passage.file)
                for passage in {passage.label: passage for passage in header.documents}.values()
            ),
            faults=header.faults,
            segments_limit=header.limits.segments,
            duration_limit_ms=header.limits.duration_ms,
            supply=filled if auction and tokens.supply == "closed" else None,
            credits={agent.agent_id: agent.credit for agent in self.chat.standings()},
            wall_s=wall_s,
            micro_turns=self.chat.micro_turns,
            llm_calls=tally.llm_calls,
            llm_calls_discarded=tally.llm_calls_discarded,
            llm_tokens_in=tally.llm_tokens_in,
            llm_tokens_out=tally.llm_tokens_out,
            cost_usd=tally.cost_usd,
            audio_discarded_ms=tally.audio_discarded_ms,
            segments_discarded=tally.segments_discarded,
            reserves_used=tally.reserves_used,
            fallbacks_used=tally.fallbacks_used,
            failures=tally.failures,
            passages_usable=len(header.documents) if header.documents and not header.text_free else None,
            beats=tally.beats,
            beats_missed=tally.beats_missed,
        )


def policy_of(header: Header) -> Policy:
    """Read the policy of a header back. Raises `VerificationError` when this version does not know it."""
    from pydantic import ValidationError  # noqa: PLC0415 - heavy

    try:
        policy = Policy.model_validate(header.policy)
    except ValidationError as error:
        raise VerificationError(f"journal line 1: a policy that this version cannot read ({error})") from error
    if msgspec.json.encode(policy.for_header()) != msgspec.json.encode(header.policy):
        raise VerificationError("journal line 1: the policy is not written as this version writes it")
    return policy


def profiles_of(header: Header) -> tuple[AgentProfile, ...]:
    """Read the agents of a header back. Raises `VerificationError` when this version does not know them."""
    try:
        return tuple(msgspec.convert(agent, AgentProfile) for agent in header.agents)
    except msgspec.ValidationError as error:
        raise VerificationError(f"journal line 1: an agent that this version cannot read ({error})") from error


_STANCES = {"pro": 1.0, "contra": -1.0}


def seat_of(profile: AgentProfile, index: int) -> Seat:
    """Give the seat of an agent: what the economy needs to know of it."""
    weights: dict[str, Any] = profile.weights
    return Seat(
        agent_id=profile.id,
        index=index,
        temperament=profile.temperament,
        stance=_STANCES.get(profile.stance),
        backlog_weight=weights.get("backlog"),
        recency_weight=weights.get("recency"),
        emotion_weight=weights.get("emotion"),
        bid_rule=profile.bid_rule,
    )
