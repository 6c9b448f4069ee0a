"""What the tests share. The stack is the one that run.js started."""

import json
import os
import urllib.request
from pathlib import Path

STACK = json.loads(Path(os.environ["STREAMBED_STATE"]).read_text())

FRONT_DOORS = {
    "the Function URL": STACK["functionUrl"].rstrip("/"),
    "the REST API": STACK["restUrl"].rstrip("/"),
}

# The same front doors behind TLS, without which botocore sends no bearer token. Empty where there is no TLS.
TLS = STACK["tls"]
SECURE_FRONT_DOORS = (
    {"the Function URL": TLS["functionUrl"].rstrip("/"), "the REST API": TLS["restUrl"].rstrip("/")} if TLS else {}
)

CLAUDE = "global.anthropic.claude-haiku-5-5"
NOVA = "amazon.nova-micro-v1:0"
TITAN_EMBEDDINGS = "amazon.titan-embed-text-v2:0"
COHERE_EMBEDDINGS = "cohere.embed-v4:0"

# An API key of the right form that nobody has.
WRONG_KEY = "sb_" + "x" * 43

# A picture of one pixel, as PNG in base64.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

CITY_SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}


def new_key(**limits):
    """The API key of a new customer with these limits."""
    body = json.dumps({"limits": limits}).encode()
    request = urllib.request.Request(STACK["controlUrl"].rstrip("/") + "/customers", body)
    with urllib.request.urlopen(request) as response:
        return json.load(response)["token"]


def prompt(words):
    """A prompt that directs the scripted model."""
    return f"Hello [[bedrock {words} rate=max first=1ms]]"


def cosine(one, other):
    """How near two vectors are: 1 for the same direction."""
    length = lambda vector: sum(each * each for each in vector) ** 0.5
    return sum(a * b for a, b in zip(one, other)) / (length(one) * length(other))
