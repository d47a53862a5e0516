"""What goes wrong with a ledger, as the status that programs expect."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from difflib import get_close_matches
from typing import Any

from fastapi import APIRouter, Request, Response, Security
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from argentum.errors import (
    ArgentumError,
    CouncilError,
    EntryConflictError,
    InteractionError,
    LedgerBusyError,
    UsageError,
    VerificationError,
)
from argentum.server.answers import AnswerError, refusals
from argentum.server.ayni.exact_answer import ExactRequest
from argentum.server.ayni.keys import AyniKeys

log = logging.getLogger("argentum.server")


def books_router(keys: AyniKeys, path: str = "") -> APIRouter:
    """Make a router for routes below `/ayni`, described with the errors that they all may answer.

    Whoever has no key at all is refused before anything of a request is read.
    """
    return APIRouter(
        prefix=f"/ayni{path}",
        tags=["ayni"],
        route_class=_route_behind(keys),
        # For the description alone: `AyniKeys.require` lets in or refuses.
        dependencies=[Security(HTTPBearer(auto_error=False))],
        responses=refusals(403, 404, 409),
    )


def _route_behind(keys: AyniKeys) -> type[APIRoute]:
    class BooksRoute(APIRoute):
        """A route whose errors are those of the books."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            """Wrap what answers."""
            answer = super().get_route_handler()
            known = _parameters(self.dependant)

            async def answered(request: Request) -> Response:
                keys.holder(request)
                _refuse_unknown(request, known)
                try:
                    return await answer(ExactRequest(request.scope, request.receive))
                except ArgentumError as error:
                    raise told(error, where=request.url.path) from error

            return answered

    return BooksRoute


def _parameters(dependant: Dependant) -> list[str]:
    own = [each.alias for each in dependant.query_params]
    return [*own, *(name for below in dependant.dependencies for name in _parameters(below))]


def _refuse_unknown(request: Request, known: list[str]) -> None:
    """Refuse what nobody reads: with a misspelt `participant`, everybody's figures would be the answer."""
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            expected = f"{', '.join(known) or 'no parameters'}{hint}"
            raise AnswerError(422, f"{name[:80]!r} is no parameter here", where=request.url.path, expected=expected)


def told(error: ArgentumError, *, where: str) -> AnswerError:
    """Say an error of the books: 409 for a conflict, 422 for what is wrong, 503 for what may be right later."""
    match error:
        case EntryConflictError():
            subject, _, what = str(error).partition(": ")
            return AnswerError(409, what, where=subject, expected="another id, or the same data")
        case InteractionError() | UsageError() | CouncilError():
            subject, _, what = str(error).partition(": ")
            found, _, allowed = what.partition(", allowed: ")
            return AnswerError(422, found or subject, where=subject, expected=allowed or "see /openapi.json")
        case VerificationError():
            # Its text may name paths of this machine.
            log.error("%s: %s", where, error)
            return AnswerError(
                503, "the books do not agree with themselves", where=where, expected="tell the operator: ayni verify"
            )
        case LedgerBusyError():
            return AnswerError(503, "somebody else is writing to the ledger", where=where, expected="try again later")
        case _:
            # Its text may name paths of this machine.
            log.error("%s: %s", where, error)
            return AnswerError(503, "the ledger cannot be used now", where=where, expected="tell the operator")
