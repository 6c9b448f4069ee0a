package dev.streambed.gateway.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.fixture.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Unsigned tokens, whose header and claims are read before the signature is checked. They have at
/// most 8,192 characters.
class HostileJwtTest {

  private static final int LONGEST = 4_000;
  private static final int SMALL_STACK = 256 * 1024;
  private static final int TIMES = 50;

  private final JwtCheck check =
      new IssuerJwtCheck(
          new JwtIssuer("https://issuer.example.com", "streambed", "sub"),
          (_, _) -> List.of(),
          TestClock.at("2026-11-21T09:15:02Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'exp':        | 9     | }",
        "{'exp':1e      | 9     | }",
        "{'exp':0.      | 1     | }",
        "{'exp':1e99999 |       | }",
        "{'exp':1e-99999|       | }",
        "{'exp':1e999999999 |   | }",
        "{'nbf':-1e999999999 |  | ,'exp':1e999999999}",
        "{'a':          | [     | ",
        "{              | 'a':{ | ",
        "{              | 'a':0, | 'exp':1}",
        "{'aud':[       | 'a',  | 'b']}",
        "{'sub':'       | \\u0061 | '}"
      })
  @Timeout(60)
  void areRefusedAtOnceOnASmallStack(String head, String unit, String tail) throws Exception {
    String repeated = unit == null ? "" : unit.strip();
    int count = repeated.isEmpty() ? 0 : LONGEST / repeated.length();
    String json = head.strip() + repeated.repeat(count) + (tail == null ? "" : tail.strip());
    String part = base64(json.replace('\'', '"'));
    String header = base64("{\"alg\":\"RS256\",\"kid\":\"k\"}");
    AtomicReference<Object> found = new AtomicReference<>("nothing");
    Thread thread =
        new Thread(
            null,
            () -> {
              for (int time = 0; time < TIMES; time++) {
                check.check(part + "." + header + ".c2ln");
                found.set(check.check(header + "." + part + ".c2ln"));
              }
            },
            "small",
            SMALL_STACK);
    thread.setUncaughtExceptionHandler((_, thrown) -> found.set(thrown));
    thread.start();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThat(found.get()).isEqualTo(new JwtResult.Invalid());
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
