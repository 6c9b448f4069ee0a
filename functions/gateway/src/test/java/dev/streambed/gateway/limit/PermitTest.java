package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermitTest {

  @ParameterizedTest
  @EnumSource
  void comesBackFromItsJson(Transport transport) {
    Permit permit =
        new Permit(
            new CustomerId("acme \"1\""),
            new RequestId("r_1-A"),
            63,
            new Reservation(
                Instant.parse("2026-11-21T09:15:02.123Z"),
                Instant.parse("2026-11-21T09:31:02.123Z"),
                new TokenEstimate(12, 4096),
                123_456_789,
                new ModelId("arn:aws:bedrock:us-east-1:1:inference-profile/us.a-b_c.d:0"),
                transport,
                Operation.invoke(transport == Transport.REST_API),
                Dialect.SEED,
                "0badcafe"),
            List.of("m1r", "m1t"));
    assertThat(reread(permit)).contains(permit);
    Tags tags = new Tags(Map.of("team", "search \"1\"", "env", "prod"));
    Permit named = permit.with(new Attribution("", "search", tags));
    assertThat(reread(named)).contains(named);
    Permit ofToken = permit.with(new Permit.KeyReservation("0123456789abcdef", List.of("m2r")));
    assertThat(reread(ofToken)).contains(ofToken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"customerId\":\"a\",\"requestId\":\"r\",\"shard\":0,\"reservation\":\"\"}",
        "{\"customerId\":\"a\",\"requestId\":\"!\",\"shard\":0,"
            + "\"reservation\":\"1 1 1 1 1 1 rest_api whole n m\"}",
        "{\"customerId\":\"a\",\"requestId\":\"r\","
            + "\"reservation\":\"1 1 1 1 1 1 rest_api whole n m\"}",
      })
  void isNotMadeOfAnythingElse(String json) {
    assertThat(Permit.fromJson((JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 1 1 1 1 1 rest_api whole n m",
        "1 x 1 1 1 1 rest_api whole n m",
        "1 1 1 -1 1 1 rest_api whole n m",
        "1 1 1 1 1 1 elsewhere whole n m",
        "1 1 1 1 1 1 rest_api whole n !",
        "1 1 1 1 1 1 rest_api whole n m more",
      })
  void leavesAReservationOfAnotherFormAlone(String text) {
    assertThat(Reservation.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"n, ''", "n@L0SM9cOFvHcCIhw=, L0SM9cOFvHcCIhw="})
  void knowsTheConnectionThatItsAnswerGoesTo(String nonce, String connection) {
    Reservation reservation =
        Reservation.read("1 1000 60 1 2 3 web_socket streamed " + nonce + " m").orElseThrow();
    assertThat(reservation.connection().orElse("")).isEqualTo(connection);
    assertThat(Reservation.read(reservation.write())).contains(reservation);
  }

  @ParameterizedTest
  @CsvSource({
    "n, ''",
    "n@L0SM9cOFvHcCIhw=, ''",
    "n!sb_ab-d_fgh, sb_ab-d_fgh",
    "n!sb_ab-d_fgh@L0SM9cOFvHcCIhw=, sb_ab-d_fgh",
    "n@of!another, ''"
  })
  void knowsTheKeyOfItsRequest(String nonce, String keyId) {
    Reservation reservation =
        Reservation.read("1 1000 60 1 2 3 web_socket streamed " + nonce + " m").orElseThrow();
    assertThat(reservation.keyId()).isEqualTo(keyId);
    Permit swept = new Permit(new CustomerId("a"), new RequestId("r"), 0, reservation, List.of());
    assertThat(swept.attribution()).isEqualTo(Attribution.ofKey(keyId));
    assertThat(reread(swept)).contains(swept);
  }

  @Test
  void readsTheFormThatStandsInItems() {
    assertThat(Reservation.read("1 1000 60 1 2 3 rest_api whole n m"))
        .contains(
            new Reservation(
                Instant.ofEpochSecond(1),
                Instant.ofEpochSecond(61),
                new TokenEstimate(1, 2),
                3,
                new ModelId("m"),
                Transport.REST_API,
                Operation.INVOKE_MODEL,
                Dialect.SEED,
                "n"));
  }

  private static Optional<Permit> reread(Permit permit) {
    Json json = Json.read(permit.toJson().write().getBytes(StandardCharsets.UTF_8));
    return Permit.fromJson((JsonObject) json);
  }
}
