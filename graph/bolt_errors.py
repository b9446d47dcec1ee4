"""What the driver and the servers raise, translated once into the product's own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as bolt

from graph.errors import (
    AuthenticationFailed,
    Busy,
    ConstraintViolated,
    DatabaseError,
    ReadOnlyViolation,
    StatementTimeout,
    Unavailable,
)

_TIMEOUT = ("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated")
_FORBIDDEN = ("Security.Forbidden", "Statement.AccessMode", "Request.InvalidUsage")


@contextmanager
def translated(uri: str, database: str) -> Iterator[None]:
    """Raises a DatabaseError of ours for whatever the block raises of the driver's."""
    try:
        yield
    except bolt.AuthError as error:
        raise AuthenticationFailed("database.authentication", uri=uri) from error
    except bolt.ConstraintError as error:
        raise ConstraintViolated("database.constraint", detail=_short(error)) from error
    except (bolt.ServiceUnavailable, bolt.SessionExpired) as error:
        raise Unavailable("database.unavailable", uri=uri) from error
    except bolt.Neo4jError as error:
        raise _of_server(error, uri, database) from error
    except bolt.ConfigurationError as error:
        raise DatabaseError("database.address", uri=uri) from error
    except (bolt.ResultError, bolt.TransactionError, OverflowError) as error:
        raise DatabaseError("database.statement", detail=str(error)) from error
    except bolt.DriverError as error:
        raise Unavailable("database.unavailable", uri=uri) from error


def _of_server(error: bolt.Neo4jError, uri: str, database: str) -> DatabaseError:
    code = error.code or ""
    if any(each in code for each in _TIMEOUT):
        return StatementTimeout("database.timeout")
    if "DatabaseNotFound" in code:
        return DatabaseError("database.no_such_database", uri=uri, database=database)
    if "AuthenticationRateLimit" in code:
        return AuthenticationFailed("database.too_many_attempts", uri=uri)
    if any(each in code for each in _FORBIDDEN):
        return ReadOnlyViolation("database.read_only", detail=_short(error))
    if isinstance(error, bolt.TransientError):
        return Busy("database.busy", detail=_short(error))
    return DatabaseError("database.statement", detail=_short(error))


def _short(error: bolt.Neo4jError) -> str:
    text = (error.message or str(error)).strip()
    return text if len(text) <= 500 else text[:500] + "…"
