package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedBodyTest {

  private static final int MOST = 100_000;
  private static final String JSON = "{\"é\":\"" + "text ".repeat(200) + "\"}";

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip", " gzip ", "identity, gzip", "gzip,", ",gzip"})
  void readsGzip(String coding) throws IOException {
    assertThat(read(coding, gzip(utf8(JSON)))).isEqualTo(JSON);
  }

  @Test
  void readsDeflateInEitherFormThatIsSent() throws IOException {
    assertThat(read("deflate", deflate(utf8(JSON), false))).isEqualTo(JSON);
    assertThat(read("deflate", deflate(utf8(JSON), true))).isEqualTo(JSON);
  }

  @Test
  void takesSeveralCodingsOffInTheirOrder() throws IOException {
    byte[] twice = gzip(deflate(utf8(JSON), false));
    assertThat(read("deflate, gzip", twice)).isEqualTo(JSON);
    assertThat(problem("gzip, deflate", twice).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    LambdaEvent lambdaEvent =
        LambdaEvent.rest("POST", "/bedrock")
            .withHeader("Content-Encoding", "gzip")
            .with(
                "multiValueHeaders",
                new JsonObject(
                    Map.of(
                        "Content-Encoding",
                        new JsonArray(List.of(new JsonString("deflate"), new JsonString("gzip"))))))
            .withBase64Body(base64(twice));
    assertThat(text(lambdaEvent)).isEqualTo(JSON);
  }

  @Test
  void readsAFileOfSeveralMembersWithEveryKindOfHeader() throws IOException {
    byte[] plain = gzip(utf8("{\"a\":1,"));
    byte[] full = gzip(utf8("\"b\":2}"));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(plain);
    file.write(full, 0, 3);
    file.write(2 | 4 | 8 | 16);
    file.write(full, 4, 6);
    file.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
    file.writeBytes(utf8("name\0comment\0"));
    file.writeBytes(new byte[] {1, 2});
    file.write(full, 10, full.length - 10);
    assertThat(read("gzip", file.toByteArray())).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, br", "aws-chunked", "gzip gzip", "*"})
  void namesTheCodingsThatItTakesWhenItIsAskedForAnother(String coding) throws IOException {
    Problem problem = problem(coding, gzip(utf8(JSON)));
    assertThat(problem.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertThat(problem.sentence()).contains("gzip, deflate and identity");
  }

  @Test
  void unpacksNoMoreThanThreeTimes() throws IOException {
    byte[] body = utf8(JSON);
    for (int time = 0; time < 4; time++) {
      body = gzip(body);
    }
    assertThat(problem("gzip, gzip, gzip, gzip", body).code())
        .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  @Timeout(60)
  void stopsWhereABodyBecomesTooLarge() throws IOException {
    byte[] fits = new byte[MOST];
    Arrays.fill(fits, (byte) ' ');
    fits[0] = '{';
    assertThat(read("gzip", gzip(fits))).hasSize(MOST);
    // A gigabyte of which it reads the first tenth of a megabyte.
    byte[] bomb =
        gzip(out -> {
          for (int megabyte = 0; megabyte < 1024; megabyte++) {
            out.write(new byte[1 << 20]);
          }
        });
    assertThat(problem("gzip", bomb, 10_000_000).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    byte[] within = gzip(bomb);
    assertThat(within.length).isLessThan(10_000);
    assertThat(problem("gzip, gzip", within).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
  }

  // The JDK's own stream calls itself for each.
  @Test
  @Timeout(60)
  void doesNotFollowEmptyMembersWithoutEnd() throws IOException {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int member = 0; member < 200_000; member++) {
      file.writeBytes(empty);
    }
    assertThat(problem("gzip", file.toByteArray(), 10_000_000).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void saysOfADamagedBodyThatItIsDamaged(String coding) throws IOException {
    byte[] whole = coding.equals("gzip") ? gzip(utf8(JSON)) : deflate(utf8(JSON), false);
    for (int length = 1; length < whole.length; length++) {
      assertBroken(coding, Arrays.copyOf(whole, length));
    }
    for (int at = whole.length - 4; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      assertBroken(coding, damaged);
    }
    assertBroken(coding, utf8(JSON));
  }

  @Test
  void takesTextThatTheFrontDoorHasUnpackedItself() throws IOException {
    for (String text : new String[] {JSON, " \n" + JSON, "\ufeff" + JSON}) {
      LambdaEvent lambdaEvent =
          LambdaEvent.rest("POST", "/bedrock").withHeader("content-encoding", "gzip");
      assertThat(text(lambdaEvent.withBody(text)).strip()).isEqualTo(JSON);
    }
  }

  @Test
  void saysHowToSendBytesThatCameAsText() throws IOException {
    String broken = new String(gzip(utf8(JSON)), StandardCharsets.UTF_8);
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/").withHeader("content-encoding", "gzip");
    Problem problem =
        ((IncomingEvent.Refused) receive(lambdaEvent.withBody(broken), MOST)).problem();
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.sentence()).contains("application/octet-stream");
  }

  @Test
  void asksNothingOfABodyThatIsNotThere() throws IOException {
    for (LambdaEvent lambdaEvent :
        List.of(LambdaEvent.functionUrl("GET", "/health"), LambdaEvent.rest("GET", "/health"))) {
      assertThat(text(lambdaEvent.withHeader("content-encoding", "br"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, true",
    "UTF-16, false",
    "UTF-16LE, false",
    "UTF-16BE, false",
    "UTF-32, false"
  })
  void passesOverAByteOrderMarkOfUtf8Alone(String charset, boolean isTaken) throws IOException {
    String text = charset.equals("UTF-8") ? "\ufeff" + JSON : JSON;
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/")
            .withBase64Body(base64(text.getBytes(Charset.forName(charset))));
    IncomingEvent incomingEvent = receive(lambdaEvent, MOST);
    assertThat(incomingEvent instanceof IncomingEvent.HttpCallReceived).isEqualTo(isTaken);
    if (incomingEvent instanceof IncomingEvent.Refused(Problem problem, _, _)) {
      assertThat(problem.sentence()).contains("UTF-16", "UTF-8");
    } else {
      assertThat(text(lambdaEvent)).isEqualTo(JSON);
    }
  }

  private void assertBroken(String coding, byte[] packed) throws IOException {
    Problem problem = problem(coding, packed);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.sentence()).isEqualTo("The body is not what its content-encoding says.");
  }

  private String read(String coding, byte[] packed) throws IOException {
    return text(packed(coding, packed));
  }

  private Problem problem(String coding, byte[] packed) throws IOException {
    return problem(coding, packed, MOST);
  }

  private Problem problem(String coding, byte[] packed, int most) throws IOException {
    return ((IncomingEvent.Refused) receive(packed(coding, packed), most)).problem();
  }

  private static LambdaEvent packed(String coding, byte[] packed) {
    return LambdaEvent.functionUrl("POST", "/")
        .withHeader("content-encoding", coding)
        .withBase64Body(base64(packed));
  }

  private String text(LambdaEvent lambdaEvent) throws IOException {
    IncomingEvent.HttpCallReceived httpCallReceived =
        (IncomingEvent.HttpCallReceived) receive(lambdaEvent, MOST);
    return new String(httpCallReceived.inboundCall().body().bytes(), StandardCharsets.UTF_8);
  }

  private IncomingEvent receive(LambdaEvent lambdaEvent, int most) throws IOException {
    HttpEventReader calls =
        new HttpEventReader(
            most, new CorsPolicy(Set.of()), Optional.empty(), InstantSource.system());
    return new LambdaEventReader(calls, InstantSource.system())
        .read(lambdaEvent.stream(), new CollectedResponse(), TestContext.ofOneMinute());
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    return gzip(out -> out.write(plain));
  }

  private static byte[] gzip(Writing writing) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      writing.to(out);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(plain);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
