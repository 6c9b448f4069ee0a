package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.SharedTestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.Message;

/// What callers get of events that have a guardrail's trace, and what is read from it.
class GuardrailTraceFilterTest {

  private static final String UNITS =
      "{'guardrail':{'inputAssessment':{'g':{'topicPolicy':{'match':'canary'},"
          + "'invocationMetrics':{'usage':{'topicPolicyUnits':2}}}}}}";
  private static final Usage USAGE = new Usage.Counted(1, 2, 0, 0);
  private static final String METADATA = "{'metrics':{},%s'usage':{},'p':'abcdefg'}";
  private static final String STOP =
      "{'type':'message_stop',%s'amazon-bedrock-guardrailAction':'NONE'}";
  private static final String WRAPPED = "{\"p\":\"abc\",%s \"bytes\" : \"%s\" }";

  @Test
  void rebuildsAFrameOfConverse() {
    byte[] traced = converse(METADATA.formatted("'trace':" + UNITS + ","));
    GuardrailTraceFilter filter = filter(Operation.CONVERSE_STREAM);
    Chunk.Frame frame = frame(filter.read(traced));
    byte[] expected = converse(METADATA.formatted(""));
    assertThat(frame.bytes().bytes()).isEqualTo(expected);
    assertThat(frame.json()).isEqualTo(METADATA.formatted("").replace('\'', '"'));
    assertThat(frame.type()).isEqualTo("metadata");
    assertThat(filter.guardrail()).isEqualTo(units());
  }

  @Test
  void rebuildsAFrameOfAModelsOwnStream() {
    byte[] traced = invoke(STOP.formatted("'amazon-bedrock-trace':" + UNITS + ","));
    GuardrailTraceFilter filter = filter(Operation.INVOKE_MODEL_STREAM);
    Chunk.Frame frame = frame(filter.read(traced));
    assertThat(frame.bytes().bytes()).isEqualTo(invoke(STOP.formatted("")));
    assertThat(frame.json()).isEqualTo(STOP.formatted("").replace('\'', '"'));
    assertThat(filter.guardrail()).isEqualTo(units());
  }

  @Test
  void keepsTheRestOfAPayload() {
    String event = base64("{'a':1,'amazon-bedrock-trace':" + UNITS + "}");
    byte[] traced = event("chunk", WRAPPED.formatted("", event));
    Chunk.Frame frame = frame(filter(Operation.INVOKE_MODEL_STREAM).read(traced));
    assertThat(frame.bytes().bytes())
        .isEqualTo(event("chunk", WRAPPED.formatted("", base64("{'a':1}"))));
    Message message = Message.decode(ByteBuffer.wrap(frame.bytes().bytes()));
    assertThat(message.getHeaders())
        .isEqualTo(Message.decode(ByteBuffer.wrap(traced)).getHeaders());
  }

  @Test
  void looksIntoEveryWrappedEvent() {
    String traced = base64("{'amazon-bedrock-trace':" + UNITS + "}");
    String first = "\"byte\\u0073\":\"" + traced + "\",";
    byte[] twice = event("chunk", WRAPPED.formatted(first, base64("{'a':1}")));
    Chunk.Frame frame = frame(filter(Operation.INVOKE_MODEL_STREAM).read(twice));
    assertThat(frame.bytes().bytes())
        .isEqualTo(
            event(
                "chunk",
                WRAPPED.formatted(first, base64("{'a':1}")).replace(traced, base64("{}"))));
  }

  @Test
  void leavesFramesWithoutATraceAlone() {
    for (byte[] untraced :
        List.of(
            invoke("{'type':'content_block_delta','delta':{'text':'trace'}}"),
            invoke("{'metadata':{'trace':{}}}"),
            event("chunk", "{\"bytes\":\"\"}"),
            event("new", ""),
            event("new", "{\"a\":1}"))) {
      Chunk.Frame frame = frame(filter(Operation.INVOKE_MODEL_STREAM).read(untraced));
      assertThat(frame.bytes().bytes()).isSameAs(untraced);
    }
    byte[] untraced = converse(METADATA.formatted(""));
    assertThat(frame(filter(Operation.CONVERSE_STREAM).read(untraced)).bytes().bytes())
        .isSameAs(untraced);
  }

  @Test
  void showsNoTraceInAnEventOfTheSeedFormat() {
    GuardrailTraceFilter filter =
        new GuardrailTraceFilter(new ModelEventReader(), Operation.INVOKE_MODEL_STREAM);
    String event = "{'type':'content_block_start','content_block':{'type':'tool_use'}%s}";
    MeteredEvent metered = filter.read(json(event.formatted(",'amazon-bedrock-trace':" + UNITS)));
    assertThat(metered.visible().chunks())
        .containsExactly(new Chunk.Event(event.formatted("").replace('\'', '"')));
    assertThat(filter.guardrail().units()).containsEntry("topicPolicyUnits", 2L);
  }

  /// The reader repairs it, so that it is known what is in it.
  @ParameterizedTest
  @ValueSource(strings = {"'latency':NaN,", "'p':'a\nb',"})
  void passesOnWhatNeedsRepair(String fault) {
    byte[] converse = converse(METADATA.formatted(fault));
    assertThat(frame(filter(Operation.CONVERSE_STREAM).read(converse)).bytes().bytes())
        .isSameAs(converse);
    byte[] inEvent = invoke(STOP.formatted(fault));
    byte[] inPayload =
        event("chunk", WRAPPED.formatted(fault.replace('\'', '"'), base64("{'a':1}")));
    for (byte[] invoke : List.of(inEvent, inPayload)) {
      assertThat(frame(filter(Operation.INVOKE_MODEL_STREAM).read(invoke)).bytes().bytes())
          .isSameAs(invoke);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"'latency':NaN, | 'latency':'NaN',", "'p':'a\u0001b', | 'p':'a\\u0001b',"})
  void takesATraceOutOfWhatNeedsRepair(String fault, String repaired) {
    String traced = fault + "'trace':" + UNITS + ",";
    GuardrailTraceFilter filter = filter(Operation.CONVERSE_STREAM);
    Chunk.Frame frame = frame(filter.read(converse(METADATA.formatted(traced))));
    assertThat(frame.bytes().bytes()).isEqualTo(converse(METADATA.formatted(repaired)));
    assertThat(frame.json()).isEqualTo(METADATA.formatted(repaired).replace('\'', '"'));
    assertThat(filter.guardrail()).isEqualTo(units());

    String event = base64("{'a':1,'amazon-bedrock-trace':" + UNITS + "}");
    byte[] wrapped = event("chunk", WRAPPED.formatted(fault.replace('\'', '"'), event));
    Chunk.Frame invoke = frame(filter(Operation.INVOKE_MODEL_STREAM).read(wrapped));
    assertThat(invoke.bytes().bytes())
        .isEqualTo(
            event("chunk", WRAPPED.formatted(repaired.replace('\'', '"'), base64("{'a':1}"))));
    assertThat(invoke.json()).isEqualTo("{\"a\":1}");
  }

  /// An imported model may call a member of its own so.
  @Test
  void leavesAModelsOwnTraceAlone() {
    byte[] stream = invoke("{'generation':'','trace':{'guardrail':1,'step':7}}");
    assertThat(frame(filter(Operation.INVOKE_MODEL_STREAM).read(stream)).bytes().bytes())
        .isSameAs(stream);
    BufferedAnswer document = document("{'trace':{'step':7},'metadata':{'trace':1}}");
    assertThat(GuardrailTraceFilter.filter(document, Operation.INVOKE_MODEL)).isEqualTo(document);
    BufferedAnswer converse = GuardrailTraceFilter.filter(document, Operation.CONVERSE);
    assertThat(((BufferedAnswer.Complete) converse).document().json().bytes())
        .isEqualTo(json("{'metadata':{}}"));
  }

  @Test
  void rebuildsAFrameOfNova() {
    String event = "{'metadata':{'usage':{}%s},'amazon-bedrock-invocationMetrics':{}}";
    GuardrailTraceFilter filter = filter(Operation.INVOKE_MODEL_STREAM);
    Chunk.Frame frame = frame(filter.read(invoke(event.formatted(",'trace':" + UNITS))));
    assertThat(frame.bytes().bytes()).isEqualTo(invoke(event.formatted("")));
    assertThat(frame.json()).isEqualTo(event.formatted("").replace('\'', '"'));
    assertThat(filter.guardrail().units()).containsEntry("topicPolicyUnits", 2L);
  }

  /// Bedrock may send such an event some day; what is around a model's event is its own.
  @Test
  void showsNoTraceInAFrameOfAnyType() {
    byte[] traced = event("new", "{\"a\":1,\"tr\\u0061ce\":{\"guardrail\":1}}");
    Chunk.Frame frame = frame(filter(Operation.CONVERSE_STREAM).read(traced));
    assertThat(frame.bytes().bytes()).isEqualTo(event("new", "{\"a\":1}"));
    assertThat(frame.json()).isEqualTo("{\"a\":1}");
    // InvokeModelWithResponseStream has one type of event; any other is shown without a trace only.
    assertThat(filter(Operation.INVOKE_MODEL_STREAM).read(traced).visible().failure().name())
        .isEqualTo("UnreadableEvent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not base64!",
        "eyJhIjoxLCJ0cmFj", // {"a":1,"trac
        "ZSI6MX0=", // e":1}
        "WzFd" // [1]
      })
  void failsAnAnswerWhoseFrameCannotBeRead(String base64) {
    byte[] frame = event("chunk", WRAPPED.formatted("", base64));
    MeteredEvent metered = filter(Operation.INVOKE_MODEL_STREAM).read(frame);
    assertThat(metered.visible())
        .isEqualTo(ParsedEvent.failure(new ParsedEvent.Failure("UnreadableEvent", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"bytes\":1}", "{\"usage\":{},\"trace\":{\"guardrail\":1}"})
  void failsAnAnswerWhosePayloadCannotBeRead(String payload) {
    for (Operation operation : List.of(Operation.INVOKE_MODEL_STREAM, Operation.CONVERSE_STREAM)) {
      MeteredEvent metered = filter(operation).read(event("metadata", payload));
      assertThat(metered.visible().failure().name()).isEqualTo("UnreadableEvent");
      assertThat(metered.visible().chunks()).isEmpty();
    }
  }

  @Test
  void failsAnAnswerOfTheSeedFormatThatCannotBeRead() {
    GuardrailTraceFilter filter =
        new GuardrailTraceFilter(new ModelEventReader(), Operation.INVOKE_MODEL_STREAM);
    MeteredEvent metered = filter.read(json("{'outputText':'','amazon-bedrock-tra"));
    assertThat(metered.visible().failure().name()).isEqualTo("UnreadableEvent");
    assertThat(metered.visible().chunks()).isEmpty();
  }

  @Test
  void passesAnExceptionOn() {
    byte[] exception = EventStreamFrames.exception("throttlingException", "Wait.");
    assertThat(filter(Operation.CONVERSE_STREAM).read(exception).visible().failure())
        .isEqualTo(new ParsedEvent.Failure("ThrottlingException", "Wait."));
  }

  @Test
  void failsADocumentThatCannotBeRead() {
    BufferedAnswer document = document("{'trace':{'guardrail");
    for (Operation operation : List.of(Operation.CONVERSE, Operation.INVOKE_MODEL)) {
      BufferedAnswer answer = GuardrailTraceFilter.filter(document, operation);
      assertThat(answer).isInstanceOf(BufferedAnswer.Failed.class);
      assertThat(answer.usage()).isEqualTo(USAGE);
    }
  }

  /// Streams that Bedrock really sent: of a trace nothing is left, and all else stays.
  @TestFactory
  List<DynamicTest> leavesNothingOfATraceInRecordedStreams() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", ".eventstream")) {
      tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> stream(file)));
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  private static void stream(Path file) throws IOException {
    Operation operation =
        file.getFileName().toString().contains(".conversestream.")
            ? Operation.CONVERSE_STREAM
            : Operation.INVOKE_MODEL_STREAM;
    EventReader plain = EventReader.of(request(operation)).get();
    GuardrailTraceFilter filter = filter(operation);
    EventFrameSplitter frames = new EventFrameSplitter();
    frames.append(Files.readAllBytes(file));
    for (byte[] bytes = frames.next(); bytes != null; bytes = frames.next()) {
      MeteredEvent metered = plain.read(bytes);
      MeteredEvent filtered = filter.read(bytes);
      assertThat(filtered.parsedEvent()).isEqualTo(metered.parsedEvent());
      if (metered.frame().isPresent()) {
        boolean isTraced =
            ((Chunk.Frame) metered.frame().get())
                .json()
                .contains("invocationMetrics\":{\"guardrail");
        Chunk.Frame shown = frame(filtered);
        assertThat(Arrays.equals(shown.bytes().bytes(), bytes)).isEqualTo(!isTraced);
        assertThat(shown.json()).doesNotContain("guardrailCoverage", "modelOutput");
        assertThat(EventFrame.of(shown.bytes().bytes()).isException()).isFalse();
      }
    }
    assertThat(filter.guardrail()).isEqualTo(plain.guardrail());
  }

  private static GuardrailTraceFilter filter(Operation operation) {
    return new GuardrailTraceFilter(EventReader.of(request(operation)).get(), operation);
  }

  private static ModelRequest request(Operation operation) {
    return new ModelRequest(
        new ModelId("amazon.nova-lite-v1:0"),
        operation,
        Dialect.BEDROCK,
        Payload.EMPTY,
        Map.of(),
        false,
        new TokenEstimate(1, 1),
        PricingParameters.PLAIN);
  }

  private static BufferedAnswer document(String json) {
    return new BufferedAnswer.Complete(
        new ModelDocument(
            Payload.of(json(json)), USAGE, "", Guardrail.ABSENT, BedrockResponseHead.NONE));
  }

  private static Chunk.Frame frame(MeteredEvent metered) {
    return (Chunk.Frame) metered.visible().chunks().getFirst();
  }

  private static Guardrail units() {
    return new Guardrail("NONE", Map.of("topicPolicyUnits", 2L));
  }

  private static byte[] converse(String json) {
    return event("metadata", json.replace('\'', '"'));
  }

  private static byte[] invoke(String json) {
    return EventStreamFrames.chunk(json.replace('\'', '"'));
  }

  private static byte[] event(String type, String payload) {
    return EventStreamFrames.event(type, payload);
  }

  private static String base64(String json) {
    return Base64.getEncoder().encodeToString(json(json));
  }

  private static byte[] json(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
