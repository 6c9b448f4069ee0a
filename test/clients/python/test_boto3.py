import base64
import json

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import EventStreamError, InvalidEndpointConfigurationError
from kit import (
    CITY_SCHEMA,
    CLAUDE,
    COHERE_EMBEDDINGS,
    FRONT_DOORS,
    NOVA,
    PNG,
    STACK,
    TITAN_EMBEDDINGS,
    WRONG_KEY,
    new_key,
    prompt,
)

# Reading the service's description is what takes a client's time; a session does it once.
SESSION = boto3.Session(region_name="us-east-1")

TOOLS = {
    "tools": [
        {
            "toolSpec": {
                "name": "weather",
                "description": "The weather of a city",
                "inputSchema": {"json": CITY_SCHEMA},
            }
        }
    ]
}


@pytest.fixture
def client_with(secure_url, monkeypatch):
    """Makes a client with an API key, as `AWS_BEARER_TOKEN_BEDROCK` has it."""
    return lambda key: new_client(secure_url, key, monkeypatch)


@pytest.fixture
def client(client_with):
    return client_with(STACK["token"])


def new_client(url, key, monkeypatch):
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", key)
    config = Config(retries={"total_max_attempts": 1})
    return SESSION.client("bedrock-runtime", endpoint_url=url, config=config)


def user(words):
    return [{"role": "user", "content": [{"text": prompt(words)}]}]


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_converse(client, model):
    answer = client.converse(
        modelId=model,
        system=[{"text": "Be brief."}],
        messages=user('text="one two" pieces=2'),
        inferenceConfig={"maxTokens": 50},
    )
    assert answer["output"]["message"]["content"][0]["text"] == "one two"
    assert answer["stopReason"] == "end_turn"
    assert answer["usage"]["outputTokens"] == 2


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_converse_stream(client, model):
    answer = client.converse_stream(modelId=model, messages=user('text="one two" pieces=2'))
    events = list(answer["stream"])
    deltas = [event["contentBlockDelta"]["delta"] for event in events if "contentBlockDelta" in event]
    assert "".join(delta["text"] for delta in deltas) == "one two"
    assert events[-2]["messageStop"]["stopReason"] == "end_turn"
    assert events[-1]["metadata"]["usage"]["outputTokens"] == 2


def test_a_tool_in_two_turns_with_streamed_arguments(client):
    question = user('tool=weather input=\'{"city": "Bonn"}\'')
    events = list(client.converse_stream(modelId=CLAUDE, messages=question, toolConfig=TOOLS)["stream"])
    starts = [event["contentBlockStart"]["start"] for event in events if "contentBlockStart" in event]
    tool = next(start["toolUse"] for start in starts if "toolUse" in start)
    deltas = [event["contentBlockDelta"]["delta"] for event in events if "contentBlockDelta" in event]
    parts = [delta["toolUse"]["input"] for delta in deltas if "toolUse" in delta]
    assert len(parts) > 1
    arguments = json.loads("".join(parts))
    assert arguments == {"city": "Bonn"}
    called = {"toolUseId": tool["toolUseId"], "name": tool["name"], "input": arguments}
    result = {"toolUseId": tool["toolUseId"], "content": [{"text": "sunny"}]}
    turns = [
        *question,
        {"role": "assistant", "content": [{"toolUse": called}]},
        {"role": "user", "content": [{"toolResult": result}]},
    ]
    second = client.converse(modelId=CLAUDE, messages=turns, toolConfig=TOOLS)
    assert "sunny" in second["output"]["message"]["content"][0]["text"]


def test_an_image(client):
    image = {"format": "png", "source": {"bytes": base64.b64decode(PNG)}}
    content = [{"text": prompt("pieces=1")}, {"image": image}]
    answer = client.converse(modelId=CLAUDE, messages=[{"role": "user", "content": content}])
    assert answer["usage"]["outputTokens"] == 1


def test_reasoning_and_cached_tokens(client):
    words = 'reasoning="so so" cacheRead=700 cacheWrite=20 pieces=2'
    answer = client.converse(modelId=CLAUDE, messages=user(words))
    reasoning = answer["output"]["message"]["content"][0]["reasoningContent"]["reasoningText"]
    assert reasoning["text"] == "so so"
    assert reasoning["signature"]
    assert answer["usage"]["cacheReadInputTokens"] == 700
    assert answer["usage"]["cacheWriteInputTokens"] == 20


def test_the_maximum_of_tokens(client):
    answer = client.converse(modelId=CLAUDE, messages=user("pieces=50"), inferenceConfig={"maxTokens": 3})
    assert answer["stopReason"] == "max_tokens"


def test_invoke_model_whole_and_streamed(client):
    # botocore names no content type for this body.
    body = json.dumps(
        {
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 50,
            "messages": [{"role": "user", "content": prompt('text="one two" pieces=2')}],
        }
    )
    whole = client.invoke_model(modelId=CLAUDE, body=body)
    assert json.load(whole["body"])["content"][0]["text"] == "one two"
    streamed = client.invoke_model_with_response_stream(modelId=CLAUDE, body=body)
    types = [json.loads(event["chunk"]["bytes"])["type"] for event in streamed["body"]]
    assert types[0] == "message_start"
    assert types[-1] == "message_stop"


@pytest.mark.parametrize("model", [TITAN_EMBEDDINGS, COHERE_EMBEDDINGS])
def test_embeddings(client, model):
    body = {"inputText": "Rhine"} if model == TITAN_EMBEDDINGS else {"texts": ["Rhine"], "input_type": "search_query"}
    answer = json.load(client.invoke_model(modelId=model, body=json.dumps(body))["body"])
    assert answer.get("embedding") or answer["embeddings"]


def test_the_tokens_of_a_prompt(client):
    messages = user("pieces=1")
    counted = client.count_tokens(modelId=CLAUDE, input={"converse": {"messages": messages}})
    answer = client.converse(modelId=CLAUDE, messages=messages)
    assert counted["inputTokens"] == answer["usage"]["inputTokens"]


def test_the_models(secure_url, client):
    models = SESSION.client("bedrock", endpoint_url=secure_url).list_inference_profiles(typeEquals="SYSTEM_DEFINED")
    assert CLAUDE in [each["inferenceProfileId"] for each in models["inferenceProfileSummaries"]]


def test_a_wrong_key(client_with):
    client = client_with(WRONG_KEY)
    with pytest.raises(client.exceptions.AccessDeniedException):
        client.converse(modelId=CLAUDE, messages=user("pieces=1"))


def test_an_unknown_model_and_a_wrong_request(client):
    with pytest.raises(client.exceptions.AccessDeniedException, match="no.such-model"):
        client.converse(modelId="no.such-model", messages=user("pieces=1"))
    with pytest.raises(client.exceptions.ValidationException):
        client.converse(modelId=CLAUDE, messages=[])


def test_a_limit_with_the_time_to_wait(client_with):
    client = client_with(new_key(requestsPerDay=1))
    client.converse(modelId=CLAUDE, messages=user("pieces=1"))
    with pytest.raises(client.exceptions.ThrottlingException) as refused:
        client.converse(modelId=CLAUDE, messages=user("pieces=1"))
    metadata = refused.value.response["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 429
    assert int(metadata["HTTPHeaders"]["retry-after"]) > 0


@pytest.mark.parametrize(
    ("fault", "code"),
    [("exception=modelStreamErrorException@4", "modelStreamErrorException"), ("cut=1500", "internalServerException")],
)
def test_a_failure_within_the_stream_raises(client, fault, code):
    answer = client.converse_stream(modelId=CLAUDE, messages=user(f"pieces=50 {fault}"))
    with pytest.raises(EventStreamError) as failure:
        list(answer["stream"])
    assert failure.value.response["Error"]["Code"] == code


def test_an_aborted_stream_ends(client):
    text = "Hello [[bedrock pieces=100 interval=20ms]]"
    answer = client.converse_stream(modelId=CLAUDE, messages=[{"role": "user", "content": [{"text": text}]}])
    next(iter(answer["stream"]))
    answer["stream"].close()
    assert client.converse(modelId=CLAUDE, messages=user("pieces=1"))["usage"]["outputTokens"] == 1


def test_sends_its_key_by_tls_only(monkeypatch):
    client = new_client(FRONT_DOORS["the Function URL"], STACK["token"], monkeypatch)
    with pytest.raises(InvalidEndpointConfigurationError, match="HTTPS"):
        client.converse(modelId=CLAUDE, messages=user("pieces=1"))
