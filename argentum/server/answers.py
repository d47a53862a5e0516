"""Errors of the REST interface: always one form, never a trace of what is inside."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from argentum.errors import ArgentumError, InputError, StorageError, UsageError

log = logging.getLogger("argentum.server")


class AnswerError(Exception):
    """An error to be answered with: what is wrong, where, and what would be right."""

    def __init__(self, status: int, what: str, *, where: str, expected: str) -> None:
        """Say it."""
        super().__init__(what)
        self.status = status
        self.where = where
        self.expected = expected


def no_key() -> AnswerError:
    """Refuse whoever has no key, or one for something else: which of the two is not told."""
    return AnswerError(401, "no key for this", where="Authorization", expected="Bearer and a key that was given to you")


def not_allowed(expected: str) -> AnswerError:
    """Refuse a key of the wrong role."""
    return AnswerError(403, "this key does not allow it", where="Authorization", expected=expected)


def add_answers(app: FastAPI) -> None:
    """Answer every error in one form."""
    app.add_exception_handler(AnswerError, _answer)
    app.add_exception_handler(RequestValidationError, _answer)
    app.add_exception_handler(HTTPException, _answer)
    app.add_exception_handler(ArgentumError, _answer)
    app.add_exception_handler(Exception, _answer)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    headers: Mapping[str, str] | None = None
    match error:
        case AnswerError():
            status, what, where, expected = error.status, str(error), error.where, error.expected
            if status == 401:  # noqa: PLR2004 - HTTP
                headers = {"WWW-Authenticate": "Bearer"}
        case RequestValidationError():
            first = error.errors()[0]
            status, what, where = 422, str(first["msg"]), ".".join(str(part) for part in first["loc"])
            expected = "see /openapi.json"
        case HTTPException():
            status, what, where = error.status_code, str(error.detail), request.url.path
            expected, headers = "see /openapi.json", error.headers
        case StorageError():
            log.error("%s %s: %s", request.method, request.url.path, error)
            status, what, where, expected = 503, "it could not be stored", request.url.path, "try again later"
        case UsageError() | InputError():
            status, what, where, expected = 400, str(error), request.url.path, "see /openapi.json"
        case _:
            # The trace is logged by whoever runs us.
            log.error("%s %s: %s", request.method, request.url.path, type(error).__name__)
            status, what, where, expected = 500, "a fault of the server itself", request.url.path, "tell its operator"
    told = {"what": what, "where": where, "expected": expected}
    return JSONResponse({"error": {key: _writable(text) for key, text in told.items()}}, status, headers)


def _writable(text: str) -> str:
    """Replace half characters, which JSON can spell and no answer can hold."""
    return text.encode(errors="replace").decode()
