"""HTTP with a server: the login from the environment, and one clear line for all that can go wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg import __version__
from kg.config import Store as Times
from kg.errors import RemoteError, one_line

TOKEN, USER, PASSWORD = "KG_STORE_TOKEN", "KG_STORE_USER", "KG_STORE_PASSWORD"  # names of variables
_REFUSED = (401, 403)
_NOT_THERE = 404

Form = Mapping[str, str | Sequence[str]]


class Client:
    """Sends requests to one server, with the login that the environment holds.

    A password goes out only after the server has asked for one, in the way that it asks for (basic or digest). No
    proxy, no `.netrc`, no redirect is followed: only the address that was given is ever spoken to.
    """

    def __init__(self, times: Times, environment: Mapping[str, str] = os.environ) -> None:
        """Prepare; nothing is sent yet.

        Raises:
            RemoteError: If the environment holds half a login.
        """
        self._times = (times.connect_seconds, times.answer_seconds)
        self._token = environment.get(TOKEN)
        self._pair = (environment.get(USER), environment.get(PASSWORD))
        if (self._pair[0] is None) != (self._pair[1] is None):
            raise RemoteError(f"{USER} and {PASSWORD} go together; one of them is not set")
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = environment.get("REQUESTS_CA_BUNDLE") or True
        self._session.headers["User-Agent"] = f"geostance/{__version__}"
        if self._token is not None:
            self._session.auth = _Bearer(self._token)

    def send(
        self,
        method: str,
        url: str,
        *,
        accept: str = "*/*",
        params: Mapping[str, str] | None = None,
        data: bytes | Form | None = None,
        kind: str | None = None,
    ) -> requests.Response:
        """Return the whole answer to a request; one with status 404 too, as a graph may not be there.

        Args:
            method: Of HTTP.
            url: Where to.
            accept: Media types that are understood.
            params: What is added to the address.
            data: The body: bytes of media type `kind`, or a form.
            kind: Media type of the body.

        Raises:
            RemoteError: If there is no answer, or it is a refusal.
        """
        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        answer = self._sent(method, url, headers, params, data)
        if answer.status_code in _REFUSED and self._session.auth is None and (auth := self._wanted(answer)):
            self._session.auth = auth
            answer = self._sent(method, url, headers, params, data)
        self._check(url, answer)
        return answer

    def _sent(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None,
        data: bytes | Form | None,
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                url,
                params=params,
                data=data,
                headers=dict(headers),
                timeout=self._times,
                allow_redirects=False,
            )
        except requests.ConnectTimeout as error:
            raise RemoteError(f"{url}: no server answers within {self._times[0]} s") from error
        except requests.Timeout as error:
            raise RemoteError(f"{url}: no answer within {self._times[1]} s") from error
        except requests.exceptions.SSLError as error:
            raise RemoteError(f"{url}: its certificate does not hold: {_root(error)}") from error
        except requests.RequestException as error:
            raise RemoteError(f"{url}: no server answers there, or it went away: {_root(error)}") from error

    def _wanted(self, answer: requests.Response) -> AuthBase | None:
        """Return the login in the way that a server asks for it, None where there is none."""
        user, password = self._pair
        if user is None or password is None:
            return None
        asked = answer.headers.get("WWW-Authenticate", "").lower()
        return HTTPDigestAuth(user, password) if asked.startswith("digest") else HTTPBasicAuth(user, password)

    def _check(self, url: str, answer: requests.Response) -> None:
        status = answer.status_code
        if status in _REFUSED:
            given = self._token is not None or self._pair[0] is not None
            how = "refuses the login that the environment holds" if given else "asks for a login"
            raise RemoteError(f"{url}: {how} ({status}): {USER} and {PASSWORD}, or {TOKEN}")
        if 300 <= status < 400:
            raise RemoteError(
                f"{url}: has moved to {answer.headers.get('Location', 'elsewhere')}; name that address"
            )
        if status >= 400 and status != _NOT_THERE:
            raise RemoteError(f"{url}: refused ({status} {answer.reason}): {one_line(answer.text, 200)}")


class _Bearer(AuthBase):
    """A token that goes with each request."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._header
        return request


def _root(error: BaseException) -> str:
    """Return what lies at the bottom of an error, such as "Connection refused"."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return one_line(getattr(error, "strerror", None) or error, 120)
