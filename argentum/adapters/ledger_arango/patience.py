"""How long a server may take, and the HTTP client that holds it to that.

python-arango by itself repeats failed requests for 18 seconds before it says that nobody is there. Here nothing is
repeated behind one's back: a request is answered in time or is told as unanswered, and whoever sent it knows what that
means. Redirects are not followed and proxies of the environment not used, since the password would go along.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass

import requests
from arango.exceptions import ArangoClientError
from arango.http import HTTPClient
from arango.response import Response
from arango.typings import Headers
from requests_toolbelt import MultipartEncoder

_UNAVAILABLE = 503
_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Time-outs in seconds; together they hold that a server that is gone is told within three."""

    connect_s: float = 1.0
    answer_s: float = 2.0
    """For what a healthy server does at once."""
    last_try_s: float = 0.8
    """For the second attempt after an unanswered one."""
    work_s: float = 60.0
    """For what may take long: sums over the whole ledger, and the commit of a long list."""


class NoAnswerError(Exception):
    """A request got no answer; whether it was carried out is not known."""


class BoundedClient(HTTPClient):
    """Sends each request once, within the time that the moment allows."""

    def __init__(self, patience: Patience) -> None:
        """Begin with the time-out for what is done at once."""
        self.patience = patience
        self._answer_s = patience.answer_s

    @contextmanager
    def within(self, answer_s: float) -> Iterator[None]:
        """Allow another time for the answers of a block."""
        before, self._answer_s = self._answer_s, answer_s
        try:
            yield
        finally:
            self._answer_s = before

    def create_session(self, host: str) -> requests.Session:  # noqa: ARG002 - the signature is python-arango's
        """Make a session without retries that takes certificates from the environment, but no proxies."""
        session = requests.Session()
        session.trust_env = False
        session.verify = next(filter(None, map(os.environ.get, _CERTIFICATES)), True)
        return session

    def send_request(  # noqa: PLR0917 - as above
        self,
        session: requests.Session,
        method: str,
        url: str,
        headers: Headers | None = None,
        params: MutableMapping[str, str] | None = None,
        data: str | bytes | MultipartEncoder | None = None,
        auth: tuple[str, str] | None = None,
    ) -> Response:
        """Send a request. Raises `NoAnswerError`, also for a server that says that it is not available now.

        Raises `ArangoClientError` for one that is no ArangoDB.
        """
        try:
            answer = session.request(
                method=method,
                url=url,
                params=params,
                data=data,
                headers=headers,
                auth=auth,
                timeout=(self.patience.connect_s, self._answer_s),
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise NoAnswerError("no answer in time") from error
        except requests.ConnectionError as error:
            raise NoAnswerError(_reason(error)) from error
        except requests.RequestException as error:
            raise NoAnswerError(type(error).__name__) from error
        if answer.status_code == _UNAVAILABLE:
            raise NoAnswerError("it says that it is not available (503)")
        if "json" not in answer.headers.get("content-type", ""):
            raise ArangoClientError(f"HTTP {answer.status_code} without JSON")
        return Response(
            method=method,
            url=answer.url,
            headers=answer.headers,
            status_code=answer.status_code,
            status_text=answer.reason,
            raw_body=answer.text,
        )


def _reason(error: requests.ConnectionError) -> str:
    """Put the cause into a few words; the chain of urllib3 is long and names memory addresses."""
    text = str(error)
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not accepted"
    if "refused" in text:
        return "connection refused"
    if "resolve" in text or "Name or service" in text:
        return "no such host"
    return "the connection broke"
