"""Requests and answers whose amounts keep every digit."""

from __future__ import annotations

import json
from typing import Any

from fastapi import HTTPException, Request, Response

from argentum.exact_json import TwiceError, json_bytes, read_exact


class ExactRequest(Request):
    """A request whose body is read as it is written; framework code asks for `json`."""

    async def json(self) -> Any:  # noqa: ANN401 - the signature is Starlette's
        """Read the body. Raises an `HTTPException` for a key that is there twice, `json.JSONDecodeError`."""
        try:
            return read_exact(await self.body())
        except json.JSONDecodeError:
            raise
        except TwiceError as error:
            raise HTTPException(422, str(error)) from error


def exact_answer(document: object) -> Response:
    """Answer with a document; what the framework writes itself would turn amounts into floating-point numbers."""
    return Response(json_bytes(document), media_type="application/json")
