package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.exchange.StopSignal;
import dev.streambed.gateway.exchange.StreamingExchange;
import dev.streambed.gateway.exchange.Timeouts;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Bedrock's stream ends too early, in every dialect: the caller gets the text that came, and then
/// the dialect's error; and there is one record, which says so.
@Timeout(300)
class BrokenStreamTest {

  /// Which recordings are taken, and where they are broken off.
  private static final long SEED = Long.getLong("streambed.seed", System.nanoTime());

  private static final int RECORDINGS = 6;

  private final AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
  private final Map<String, String> outcomes = new HashMap<>();

  /// Without tables, because they take most of a request's time: the outcome is what is recorded.
  @ParameterizedTest
  @EnumSource
  void endsInAnErrorAtEveryByte(BrokenStream stream) throws Exception {
    byte[] answer = stream.answer();
    Backoff once = new Backoff(1, Duration.ZERO, Duration.ZERO, new Random(1));
    try (ScriptedBedrock bedrock = bedrock();
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      BedrockModel model = client.model(once);
      for (int length = 0; length <= answer.length; length++) {
        sent.set(Arrays.copyOf(answer, length));
        Told told = new Told();
        Outcome outcome = run(model, stream, told);
        boolean isWhole = stream.hasEnd(answer, length);
        told.check(stream, isWhole, length);
        boolean hasText = length >= BrokenStream.frameEnds(answer).get(1);
        assertThat(told.status == 200).as("after %d bytes", length).isEqualTo(hasText);
        assertThat(stream.hasText(told.bytes.toByteArray()))
            .as("after %d bytes", length)
            .isEqualTo(hasText);
        assertThat(outcome)
            .as("after %d bytes", length)
            .isInstanceOf(isWhole ? Outcome.Complete.class : Outcome.Failed.class);
      }
    }
  }

  /// Through the whole function, and with real answers, which have more kinds of frames.
  @ParameterizedTest
  @EnumSource
  void leavesOneRecordWhereverARecordingIsBrokenOff(BrokenStream stream) throws Exception {
    Random random = new Random(SEED);
    List<RecordedAnswer> recordings = new ArrayList<>(stream.recordings());
    Collections.shuffle(recordings, random);
    int tried = 0;
    try (ScriptedBedrock bedrock = bedrock();
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      for (RecordedAnswer recorded : recordings) {
        byte[] answer = recorded.body().bytes();
        if (tried < RECORDINGS && isWhole(gateway, stream, answer)) {
          tried++;
          for (int length : places(answer, random)) {
            check(gateway, stream, answer, length);
          }
        }
      }
      checkRecords(gateway);
    } catch (AssertionError failed) {
      throw new AssertionError("with -Dstreambed.seed=" + SEED, failed);
    }
    assertThat(tried).isEqualTo(RECORDINGS);
  }

  private static Outcome run(BedrockModel model, BrokenStream stream, ResponseSink sink)
      throws InterruptedException {
    InstantSource clock = InstantSource.system();
    InboundCall call = stream.call(Deadline.in(Duration.ofMinutes(1), clock));
    ParsedCall.Valid valid = (ParsedCall.Valid) stream.adapter().read(call, ModelAliases.NONE);
    return new StreamingExchange(
            () -> model.stream(valid.modelRequest(), call.deadline()),
            () -> {},
            valid.format().streamed(sink, valid.modelRequest(), call.requestId()),
            () -> {},
            new StopSignal(),
            new Timeouts(Duration.ofSeconds(15), Duration.ZERO, clock))
        .run();
  }

  private static List<Integer> places(byte[] answer, Random random) {
    List<Integer> ends = BrokenStream.frameEnds(answer);
    int end = ends.get(random.nextInt(ends.size()));
    return List.of(end - 1, end, Math.min(end + 1, answer.length), random.nextInt(answer.length));
  }

  // Some recordings are of streams that failed, or of another format.
  private boolean isWhole(TestGateway gateway, BrokenStream stream, byte[] answer)
      throws IOException {
    CollectedResponse response = ask(gateway, stream, answer);
    int status = response.prelude().statusCode();
    boolean isWhole =
        stream.isWhole(status, response.bytes()) && !stream.isError(status, response.bytes());
    outcomes.put(lastRequestId(), isWhole ? "complete" : "");
    return isWhole;
  }

  private void check(TestGateway gateway, BrokenStream stream, byte[] answer, int length)
      throws IOException {
    CollectedResponse response = ask(gateway, stream, Arrays.copyOf(answer, length));
    boolean isWhole = stream.hasEnd(answer, length);
    Told.check(stream, isWhole, length, response.prelude().statusCode(), response.bytes());
    outcomes.put(lastRequestId(), isWhole ? "complete" : "model_error");
  }

  private CollectedResponse ask(TestGateway gateway, BrokenStream stream, byte[] answer)
      throws IOException {
    sent.set(answer);
    return gateway.call(stream.event(gateway, lastRequestId()));
  }

  // Of the request whose outcome is the next to be known.
  private String lastRequestId() {
    return "broken-" + outcomes.size();
  }

  private void checkRecords(TestGateway gateway) {
    List<Map<String, AttributeValue>> records = gateway.records();
    assertThat(records).hasSize(outcomes.size());
    for (Map<String, AttributeValue> item : records) {
      String expected = outcomes.getOrDefault(item.getOrDefault("request_id", text("")).s(), "?");
      if (!expected.isEmpty()) {
        assertThat(item).containsEntry("outcome", text(expected));
      }
    }
    assertThat(gateway.running()).isEmpty();
  }

  // In good order, as a proxy in between may end what was broken off; the connection stays.
  private ScriptedBedrock bedrock() throws IOException {
    return ScriptedBedrock.start((call, _) -> {
      call.stream();
      if (sent.get().length > 0) {
        call.chunk(sent.get());
      }
      call.end();
    });
  }

  /// What the caller was told.
  private static final class Told implements ResponseSink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int status;

    @Override
    public boolean streams() {
      return true;
    }

    @Override
    public OutputStream begin(int chosen, Map<String, String> headers) {
      assertThat(status).as("begun twice").isZero();
      status = chosen;
      return bytes;
    }

    @Override
    public void finish() {}

    void check(BrokenStream stream, boolean isWhole, int length) {
      check(stream, isWhole, length, status, bytes.toByteArray());
    }

    static void check(BrokenStream stream, boolean isWhole, int length, int status, byte[] told) {
      String description =
          "after %d bytes: %s".formatted(length, new String(told, StandardCharsets.UTF_8));
      assertThat(stream.isWhole(status, told)).as(description).isEqualTo(isWhole);
      assertThat(stream.isError(status, told)).as(description).isEqualTo(!isWhole);
    }
  }
}
