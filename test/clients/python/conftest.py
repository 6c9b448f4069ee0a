import os

import pytest
from kit import FRONT_DOORS, SECURE_FRONT_DOORS, TLS

os.environ["AWS_CA_BUNDLE"] = TLS.get("caBundle", "")
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"


@pytest.fixture(params=FRONT_DOORS.values(), ids=FRONT_DOORS.keys())
def url(request):
    """The base URL of each front door in turn, without a slash at the end."""
    return request.param


@pytest.fixture(params=SECURE_FRONT_DOORS.values(), ids=SECURE_FRONT_DOORS.keys())
def secure_url(request):
    """The same behind TLS."""
    return request.param
