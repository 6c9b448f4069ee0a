import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, EventStreamError
from kit import (
    CLAUDE,
    COHERE_EMBEDDINGS,
    NOVA,
    PNG,
    SECURE_FRONT_DOORS,
    STACK,
    TITAN_EMBEDDINGS,
    WRONG_KEY,
    cosine,
    new_key,
    prompt,
)
from langchain_aws import BedrockEmbeddings, ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from pydantic import BaseModel


@tool
def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


class City(BaseModel):
    """A city."""

    city: str


# At one front door: boto3, which it builds on, is tried at both.
URL = SECURE_FRONT_DOORS.get("the Function URL")
pytestmark = pytest.mark.skipif(URL is None, reason="no TLS")


@pytest.fixture
def chat(monkeypatch):
    """Makes a chat model."""

    def new_chat(model=CLAUDE, key=STACK["token"], **options):
        monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", key)
        return ChatBedrockConverse(
            model=model,
            endpoint_url=URL,
            region_name="us-east-1",
            config=Config(retries={"total_max_attempts": 1}),
            **options,
        )

    return new_chat


def question(words):
    return [SystemMessage("Be brief."), HumanMessage(prompt(words))]


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_message(chat, model):
    answer = chat(model).invoke(question('text="one two" pieces=2'))
    assert answer.text == "one two"
    assert answer.usage_metadata["output_tokens"] == 2


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_streamed_message(chat, model):
    chunks = list(chat(model).stream(question('text="one two" pieces=2')))
    assert "".join(chunk.text for chunk in chunks) == "one two"
    whole = sum(chunks[1:], chunks[0])
    assert whole.usage_metadata["output_tokens"] == 2
    assert whole.response_metadata["stopReason"] == "end_turn"


def test_a_tool_in_two_turns_with_streamed_arguments(chat):
    model = chat().bind_tools([weather])
    ask = question('tool=weather input=\'{"city": "Bonn"}\'')
    chunks = list(model.stream(ask))
    first = sum(chunks[1:], chunks[0])
    call = first.tool_calls[0]
    assert (call["name"], call["args"]) == ("weather", {"city": "Bonn"})
    second = model.invoke([*ask, first, ToolMessage(weather.invoke(call["args"]), tool_call_id=call["id"])])
    assert "sunny in Bonn" in second.text


def test_an_image(chat):
    image = {"type": "image", "base64": PNG, "mime_type": "image/png"}
    answer = chat().invoke([HumanMessage([{"type": "text", "text": prompt("pieces=1")}, image])])
    assert answer.usage_metadata["output_tokens"] == 1


def test_reasoning_and_cached_tokens(chat):
    answer = chat().invoke(question('reasoning="so so" cacheRead=700 cacheWrite=20 pieces=2'))
    assert [block["reasoning"] for block in answer.content_blocks if block["type"] == "reasoning"] == ["so so"]
    assert answer.usage_metadata["input_token_details"]["cache_read"] == 700
    assert answer.usage_metadata["input_token_details"]["ephemeral_5m_input_tokens"] == 20


def test_the_maximum_of_tokens(chat):
    answer = chat(max_tokens=3).invoke(question("pieces=50"))
    assert answer.response_metadata["stopReason"] == "max_tokens"


def test_a_structured_answer(chat):
    assert isinstance(chat().with_structured_output(City).invoke("Which city?"), City)


def test_typed_refusals(chat):
    with pytest.raises(ClientError) as refused:
        chat(key=WRONG_KEY).invoke(question("pieces=1"))
    assert refused.value.response["Error"]["Code"] == "AccessDeniedException"
    limited = chat(key=new_key(requestsPerDay=1))
    limited.invoke(question("pieces=1"))
    with pytest.raises(ClientError) as refused:
        limited.invoke(question("pieces=1"))
    assert refused.value.response["Error"]["Code"] == "ThrottlingException"


def test_a_failure_within_the_stream_raises(chat):
    with pytest.raises(EventStreamError):
        list(chat().stream(question("pieces=9 exception=modelStreamErrorException@4")))


@pytest.mark.parametrize("model", [TITAN_EMBEDDINGS, COHERE_EMBEDDINGS])
def test_embeddings(monkeypatch, model):
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", STACK["token"])
    embeddings = BedrockEmbeddings(model_id=model, endpoint_url=URL, region_name="us-east-1")
    bonn, figures = embeddings.embed_documents(["the river Rhine in Bonn", "quarterly figures"])
    rhine = embeddings.embed_query("the river Rhine")
    assert cosine(rhine, bonn) > cosine(rhine, figures)
