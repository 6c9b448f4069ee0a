import anthropic
import pytest
from kit import CITY_SCHEMA, CLAUDE, NOVA, PNG, STACK, WRONG_KEY, new_key, prompt

WEATHER = {"name": "weather", "description": "The weather of a city", "input_schema": CITY_SCHEMA}


@pytest.fixture
def client(url):
    with anthropic.Anthropic(base_url=url, api_key=STACK["token"], max_retries=0) as client:
        yield client


def question(words, **more):
    messages = [{"role": "user", "content": prompt(words)}]
    return {"model": CLAUDE, "max_tokens": 100, "system": "Be brief.", "messages": messages, **more}


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_message(client, model):
    message = client.messages.create(**question('text="one two" pieces=2', model=model))
    assert message.content[0].text == "one two"
    assert message.stop_reason == "end_turn"
    assert message.usage.output_tokens == 2


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_streamed_message(client, model):
    with client.messages.stream(**question('text="one two" pieces=2', model=model)) as stream:
        assert "".join(stream.text_stream) == "one two"
        message = stream.get_final_message()
    assert message.usage.output_tokens == 2
    assert message.usage.input_tokens > 0


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
def test_a_tool_in_two_turns_with_streamed_arguments(client, model):
    ask = question('tool=weather input=\'{"city": "Bonn"}\'', model=model, tools=[WEATHER])
    with client.messages.stream(**ask) as stream:
        parts = [event for event in stream if event.type == "input_json"]
        first = stream.get_final_message()
    assert len(parts) > 1
    assert first.stop_reason == "tool_use"
    call = next(block for block in first.content if block.type == "tool_use")
    assert call.input == {"city": "Bonn"}
    result = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "sunny"}]}
    turns = [*ask["messages"], {"role": "assistant", "content": first.content}, result]
    second = client.messages.create(**{**ask, "messages": turns})
    assert "sunny" in second.content[0].text


def test_an_image(client):
    source = {"type": "base64", "media_type": "image/png", "data": PNG}
    content = [{"type": "text", "text": prompt("pieces=1")}, {"type": "image", "source": source}]
    message = client.messages.create(model=CLAUDE, max_tokens=100, messages=[{"role": "user", "content": content}])
    assert message.usage.output_tokens == 1


def test_thinking_and_cached_tokens(client):
    words = 'reasoning="so so" cacheRead=700 cacheWrite=20 pieces=2'
    with client.messages.stream(**question(words, max_tokens=5000)) as stream:
        message = stream.get_final_message()
    assert message.content[0].thinking == "so so"
    assert message.content[0].signature
    assert message.usage.cache_read_input_tokens == 700
    assert message.usage.cache_creation_input_tokens == 20


def test_the_tokens_of_a_prompt_and_the_models(client):
    counted = question("pieces=1")
    del counted["max_tokens"]
    tokens = client.messages.count_tokens(**counted).input_tokens
    assert tokens == client.messages.create(**counted, max_tokens=100).usage.input_tokens
    ids = [model.id for model in client.models.list()]
    assert CLAUDE in ids and NOVA in ids
    assert client.models.retrieve(CLAUDE).id == CLAUDE


def test_the_maximum_of_tokens(client):
    assert client.messages.create(**question("pieces=50", max_tokens=3)).stop_reason == "max_tokens"


def test_a_schema_for_the_answer(client):
    message = client.messages.create(
        model=CLAUDE,
        max_tokens=100,
        messages=[{"role": "user", "content": "Hello"}],
        output_config={"format": {"type": "json_schema", "schema": CITY_SCHEMA}},
    )
    assert '"city"' in message.content[0].text


def test_a_wrong_key(client):
    with pytest.raises(anthropic.AuthenticationError) as refused:
        client.with_options(api_key=WRONG_KEY).messages.create(**question("pieces=1"))
    assert refused.value.body["error"]["type"] == "authentication_error"


def test_an_unknown_model_and_a_wrong_request(client):
    with pytest.raises(anthropic.APIStatusError, match="no-such-model"):
        client.messages.create(**question("pieces=1", model="no-such-model"))
    with pytest.raises(anthropic.BadRequestError):
        client.messages.create(**question("pieces=1", messages=[]))


def test_a_limit_with_the_time_to_wait(client):
    limited = client.with_options(api_key=new_key(requestsPerDay=1))
    limited.messages.create(**question("pieces=1"))
    with pytest.raises(anthropic.RateLimitError) as refused:
        limited.messages.create(**question("pieces=1"))
    assert int(refused.value.response.headers["retry-after"]) > 0


@pytest.mark.parametrize("model", [CLAUDE, NOVA])
@pytest.mark.parametrize("fault", ["exception=throttlingException@4", "cut=1500"])
def test_a_failure_within_the_stream_raises(client, model, fault):
    with pytest.raises(anthropic.APIError):
        with client.messages.stream(**question(f"pieces=50 {fault}", model=model)) as stream:
            stream.get_final_message()


def test_an_aborted_stream_ends(client):
    ask = question("pieces=1")
    slow = [{"role": "user", "content": "Hello [[bedrock pieces=100 interval=20ms]]"}]
    with client.messages.stream(**{**ask, "max_tokens": 1000, "messages": slow}) as stream:
        assert next(stream.text_stream)
    assert client.messages.create(**ask).usage.output_tokens == 1


def bedrock_client(url, key):
    return anthropic.AnthropicBedrock(base_url=url, api_key=key, aws_region="us-east-1", max_retries=0)


def test_bedrocks_client_whole_and_streamed(url):
    with bedrock_client(url, STACK["token"]) as client:
        assert client.messages.create(**question('text="one two" pieces=2')).content[0].text == "one two"
        with client.messages.stream(**question('text="one two" pieces=2')) as stream:
            assert "".join(stream.text_stream) == "one two"
        with pytest.raises(anthropic.APIError):
            with client.messages.stream(**question("pieces=9 exception=throttlingException@4")) as stream:
                stream.get_final_message()


def test_bedrocks_client_with_a_wrong_key(url):
    with bedrock_client(url, WRONG_KEY) as client:
        with pytest.raises(anthropic.PermissionDeniedError):
            client.messages.create(**question("pieces=1"))
