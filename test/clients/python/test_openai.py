import base64
import json
import struct

import openai
import pytest
from kit import (
    CITY_SCHEMA,
    CLAUDE,
    COHERE_EMBEDDINGS,
    NOVA,
    PNG,
    STACK,
    TITAN_EMBEDDINGS,
    WRONG_KEY,
    cosine,
    new_key,
    prompt,
)

WEATHER = {
    "type": "function",
    "function": {"name": "weather", "description": "The weather of a city", "parameters": CITY_SCHEMA},
}


@pytest.fixture
def client(url):
    with openai.OpenAI(base_url=f"{url}/v1", api_key=STACK["token"], max_retries=0) as client:
        yield client


def question(words, **more):
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": prompt(words)}]
    return {"model": NOVA, "messages": messages, **more}


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_completion(client, model):
    answer = client.chat.completions.create(**question('text="one two" pieces=2', model=model))
    assert answer.choices[0].message.content == "one two"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.completion_tokens == 2
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + 2


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_streamed_completion(client, model):
    stream = client.chat.completions.create(
        **question('text="one two" pieces=2', model=model, stream=True, stream_options={"include_usage": True})
    )
    chunks = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == "one two"
    assert chunks[-1].usage.completion_tokens == 2
    assert chunks[-1].choices == []


def test_a_tool_in_two_turns_with_streamed_arguments(client):
    ask = question('tool=weather input=\'{"city": "Bonn"}\'', model=CLAUDE, tools=[WEATHER])
    with client.chat.completions.stream(**ask) as stream:
        events = list(stream)
        choice = stream.get_final_completion().choices[0]
    assert len([event for event in events if event.type == "tool_calls.function.arguments.delta"]) > 1
    assert choice.finish_reason == "tool_calls"
    call = choice.message.tool_calls[0]
    assert json.loads(call.function.arguments) == {"city": "Bonn"}
    called = {
        "role": "assistant",
        "tool_calls": [call.model_dump(include={"id": True, "type": True, "function": {"name", "arguments"}})],
    }
    result = {"role": "tool", "tool_call_id": call.id, "content": "sunny"}
    second = client.chat.completions.create(**{**ask, "messages": [*ask["messages"], called, result]})
    assert "sunny" in second.choices[0].message.content


def test_an_image(client):
    content = [
        {"type": "text", "text": prompt("pieces=1")},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}},
    ]
    answer = client.chat.completions.create(model=CLAUDE, messages=[{"role": "user", "content": content}])
    assert answer.usage.completion_tokens == 1


def test_cached_tokens_are_part_of_the_prompt(client):
    answer = client.chat.completions.create(**question("pieces=1 cacheRead=700", model=CLAUDE))
    assert answer.usage.prompt_tokens_details.cached_tokens == 700
    assert answer.usage.prompt_tokens > 700


def test_reasoning(client):
    answer = client.chat.completions.create(
        **question('reasoning="so so" pieces=2', model=CLAUDE, reasoning_effort="low", max_completion_tokens=5000)
    )
    assert answer.choices[0].message.reasoning_content == "so so"


def test_the_maximum_of_tokens(client):
    answer = client.chat.completions.create(**question("pieces=50", max_completion_tokens=3))
    assert answer.choices[0].finish_reason == "length"


def test_a_schema_for_the_answer(client):
    schema = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY_SCHEMA}}
    answer = client.chat.completions.create(
        model=CLAUDE, messages=[{"role": "user", "content": "Hello"}], response_format=schema
    )
    assert isinstance(json.loads(answer.choices[0].message.content)["city"], str)


def test_a_response_whole_and_streamed(client):
    ask = {"model": NOVA, "input": prompt('text="one two" pieces=2'), "store": False}
    whole = client.responses.create(**ask)
    assert whole.output_text == "one two"
    assert whole.usage.output_tokens == 2
    events = list(client.responses.create(**ask, stream=True))
    assert "".join(event.delta for event in events if event.type == "response.output_text.delta") == "one two"
    assert events[-1].type == "response.completed"


def test_the_models(client):
    ids = [model.id for model in client.models.list()]
    assert CLAUDE in ids and NOVA in ids and TITAN_EMBEDDINGS in ids
    assert client.models.retrieve(NOVA).id == NOVA
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("no-such-model")


def test_a_wrong_key(client):
    with pytest.raises(openai.AuthenticationError) as refused:
        client.with_options(api_key=WRONG_KEY).chat.completions.create(**question("pieces=1"))
    assert refused.value.code == "invalid_api_key"


def test_an_unknown_model(client):
    with pytest.raises(openai.APIStatusError, match="no-such-model"):
        client.chat.completions.create(**question("pieces=1", model="no-such-model"))


def test_a_limit_with_the_time_to_wait(client):
    limited = client.with_options(api_key=new_key(requestsPerDay=1))
    limited.chat.completions.create(**question("pieces=1"))
    with pytest.raises(openai.RateLimitError) as refused:
        limited.chat.completions.create(**question("pieces=1"))
    assert int(refused.value.response.headers["retry-after"]) > 0


def test_a_failure_within_the_stream_raises(client):
    stream = client.chat.completions.create(**question("pieces=9 exception=modelStreamErrorException@4", stream=True))
    with pytest.raises(openai.APIError):
        list(stream)


def test_a_torn_stream_raises(client):
    stream = client.chat.completions.create(**question("pieces=50 cut=1500", stream=True))
    with pytest.raises(openai.APIError):
        list(stream)


def test_an_aborted_stream_ends(client):
    stream = client.chat.completions.create(
        model=CLAUDE, messages=[{"role": "user", "content": "Hello [[bedrock pieces=100 interval=20ms]]"}], stream=True
    )
    with stream:
        assert next(iter(stream)).choices
    assert client.chat.completions.create(**question("pieces=1")).usage.completion_tokens == 1


@pytest.mark.parametrize("model", [TITAN_EMBEDDINGS, COHERE_EMBEDDINGS])
def test_embeddings(client, model):
    texts = ["the river Rhine", "the river Rhine in Bonn", "quarterly figures"]
    # The SDK asks for base64, unless the caller chooses.
    decoded = client.embeddings.create(model=model, input=texts)
    rhine, bonn, figures = (each.embedding for each in decoded.data)
    assert cosine(rhine, bonn) > cosine(rhine, figures)
    assert decoded.usage.prompt_tokens > 0
    floats = client.embeddings.create(model=model, input=texts[0], encoding_format="float")
    assert floats.data[0].embedding == pytest.approx(rhine, abs=1e-6)
    raw = client.embeddings.create(model=model, input=texts[0], encoding_format="base64").data[0].embedding
    assert struct.unpack(f"<{len(rhine)}f", base64.b64decode(raw)) == pytest.approx(rhine)
    short = client.embeddings.create(model=model, input=texts[0], dimensions=256)
    assert len(short.data[0].embedding) == 256


def test_a_batch_of_embeddings_keeps_its_order(client):
    texts = [f"text number {number}" for number in range(100)]
    batch = client.embeddings.create(model=COHERE_EMBEDDINGS, input=texts, dimensions=256)
    assert [each.index for each in batch.data] == list(range(100))
    last = client.embeddings.create(model=COHERE_EMBEDDINGS, input=texts[-1], dimensions=256)
    assert batch.data[-1].embedding == pytest.approx(last.data[0].embedding)
