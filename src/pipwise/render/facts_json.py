"""The JSON of facts, schema ``pipwise/facts/1``: what ``--facts`` reads back, without what is nobody's business."""

from __future__ import annotations

from pipwise.facts.schema import facts_to_json
from pipwise.model.facts import Facts, Setting, Settings
from pipwise.model.known import Fact, Known
from pipwise.render.plain import Plain

_HIDDEN = "[hidden]"
_SECRET = ("TOKEN", "PASSWORD", "PASSWD", "SECRET", "CREDENTIAL", "AUTH", "_KEY")


def facts_json(facts: Facts) -> dict[str, Plain]:
    """Facts as data that can be handed on: passwords in addresses and variables named like secrets are hidden."""
    safe = facts._replace(
        environment=tuple((name, _value(name, value)) for name, value in facts.environment),
        pip_settings=_settings(facts.pip_settings),
        uv_settings=_settings(facts.uv_settings),
    )
    return facts_to_json(safe)


def _settings(fact: Fact[Settings]) -> Fact[Settings]:
    if not isinstance(fact, Known):
        return fact
    values = tuple(_setting(one) for one in fact.value.values)
    return Known(fact.value._replace(values=values), fact.source)


def _setting(setting: Setting) -> Setting:
    return setting._replace(value=_value(setting.key.upper().replace("-", "_"), setting.value))


def _value(name: str, value: str) -> str:
    if value and any(word in name.upper() for word in _SECRET) and not value.startswith(("/", "~")):
        return _HIDDEN
    return without_passwords(value)


def without_passwords(text: str) -> str:
    """Addresses in a text without what stands between ``//`` and ``@``; a user's name alone may be a token, too."""
    head, *rest = text.split("://")
    return head + "".join("://" + _after_scheme(part) for part in rest)


def _after_scheme(text: str) -> str:
    end = min((at for at in (text.find(sign) for sign in "/?# \n\t\"'<>|,;") if at >= 0), default=len(text))
    credentials, at, _ = text[:end].rpartition("@")
    return f"{_HIDDEN}{text[len(credentials) :]}" if at else text
