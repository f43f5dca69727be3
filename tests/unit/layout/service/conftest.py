import pytest

from layout.service.answer import Placer
from layout.service.app import service_app
from layout.service.limits import Limits
from slots.rulebook.load import default_rules


@pytest.fixture
def placer():
    return Placer(default_rules(), "rules of a test", 20_000)


@pytest.fixture
def serving(placer):
    """An application within other limits than usual."""
    return lambda **limits: service_app(placer, Limits(**limits), "0")
