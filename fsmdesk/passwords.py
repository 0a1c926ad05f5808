"""Passwords of offices on a server and of mail accounts: kept by the computer's keyring, never in a file of ours.

See docs/decisions/0021-passwords-in-the-keyring.md. The keyring may ask the person to unlock it, so everything here
that touches it belongs into a worker.
"""

from typing import Final
from urllib.parse import quote, unquote, urlsplit

_SERVICE: Final = "fsmdesk"
# Where there is no keyring, mail goes out at least until the program ends.
_of_this_run: dict[str, str] = {}


def without_password(place: str) -> str:
    """The place as it may be written down."""
    netloc = _netloc(place)
    login, at, host = netloc.rpartition("@")
    name = login.partition(":")[0]
    return place.replace(netloc, f"{name}@{host}" if name else host, 1) if at else place


def password_in(place: str) -> str:
    """The password that stands in the address; empty if none does."""
    login, _at, _host = _netloc(place).rpartition("@")
    return unquote(login.partition(":")[2])


def with_password(place: str, password: str) -> str:
    """The address with this password in it; a place that is no address stays as it is."""
    bare = without_password(place)
    netloc = _netloc(bare)
    if not netloc or not password:
        return bare
    login, _at, host = netloc.rpartition("@")
    return bare.replace(netloc, f"{login}:{quote(password, safe='')}@{host}", 1)


def with_kept_password(place: str) -> str:
    """The address with the password that the keyring has for it; one that has a password stays as it is."""
    if not _netloc(place) or password_in(place):
        return place
    return with_password(place, _read(place))


def keep_password(place: str) -> bool:
    """The keyring has the password of this address from now on; False if there is no keyring that takes it."""
    password = password_in(place)
    if not password:
        return True
    return _keep(without_password(place), password)


def mail_password(host: str, username: str) -> str:
    """The password of this account at this mail server, from this run or from the keyring; empty if unknown."""
    name = _mail_account(host, username)
    return _of_this_run.get(name) or _read(name)


def keep_mail_password(host: str, username: str, password: str) -> bool:
    """The keyring has this password for the account from now on; False if only this run of the program has it."""
    name = _mail_account(host, username)
    _of_this_run[name] = password
    return _keep(name, password)


def _mail_account(host: str, username: str) -> str:
    return f"mail {username}@{host}"


def _keep(name: str, password: str) -> bool:
    if _read(name) == password:
        return True
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, password)
    except (KeyringError, OSError, RuntimeError):  # the last two come from the systems behind it
        return False
    return _read(name) == password


def _read(place: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, place) or ""
    except (KeyringError, OSError, RuntimeError):
        return ""


def _netloc(place: str) -> str:
    try:
        return urlsplit(place).netloc if "://" in place else ""
    except ValueError:  # `parse_location` says what is wrong with it
        return ""
