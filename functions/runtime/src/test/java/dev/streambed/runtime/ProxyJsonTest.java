package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProxyJsonTest {

  private static final Prelude URL = Prelude.of(FrontDoor.FUNCTION_URL, 200);
  private static final Prelude REST = Prelude.of(FrontDoor.REST_API, 200);

  @Test
  void putsTextIntoTheBodyAsItIs() {
    assertThat(render(REST, "{\"a\":\"ü\"}\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "{\"statusCode\":200,\"body\":\"{\\\"a\\\":\\\"ü\\\"}\\n\",\"isBase64Encoded\":false}");
  }

  @Test
  void putsWhatIsNotTextIntoTheBodyAsBase64() {
    byte[] binary = {(byte) 0xff, (byte) 0xd8, 0, 1};

    assertThat(render(REST, binary))
        .isEqualTo("{\"statusCode\":200,\"body\":\"/9gAAQ==\",\"isBase64Encoded\":true}");
  }

  @Test
  void writesAnEmptyBody() {
    assertThat(render(URL, new byte[0]))
        .isEqualTo("{\"statusCode\":200,\"body\":\"\",\"isBase64Encoded\":false}");
  }

  @Test
  void putsCookiesAmongTheHeadersForARestApiWhichKnowsNoOtherPlace() {
    Prelude prelude = REST.withHeader("X", "1").withCookie("a=1").withCookie("b=2");

    assertThat(render(prelude, new byte[0]))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"X\":\"1\"},"
                + "\"multiValueHeaders\":{\"Set-Cookie\":[\"a=1\",\"b=2\"]},"
                + "\"body\":\"\",\"isBase64Encoded\":false}");
  }

  @Test
  void setsCookiesApartForAFunctionUrl() {
    Prelude prelude = URL.withHeader("X", "1").withHeader("X", "2").withCookie("a=1");

    assertThat(render(prelude, new byte[0]))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"X\":\"1, 2\"},\"cookies\":[\"a=1\"],"
                + "\"body\":\"\",\"isBase64Encoded\":false}");
  }

  private static String render(Prelude prelude, byte[] body) {
    return new String(HttpResponseJson.proxy(prelude, body), StandardCharsets.UTF_8);
  }
}
