package dev.streambed.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies of `POST /tokens` that somebody made to cost more than they weigh.
class HostileWishTest {

  private static final Customer CUSTOMER =
      new Customer(new CustomerId("acme"), Limits.NONE, new AllowedModels.Every());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'expiresIn':                    |9    |}  |a number of more than 1000 characters",
        "{'limits':{'requestsPerMinute':  |9    |}} |a number of more than 1000 characters",
        "{'limits':{'usdPerMonth':0.      |1    |}} |a number of more than 1000 characters",
        "{'models':                       |[    |]  |more than 500 levels",
        "{'models':[                      |'m', |0]}|more than 250000 members and elements",
        "{                                |'a':0,|'b':0}|more than 250000 members and elements"
      })
  @Timeout(60)
  void areRefusedByTheirForm(String head, String unit, String tail, String what) {
    String body = (head.strip() + unit.strip().repeat(2_000_000) + tail.strip()).replace('\'', '"');
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    assertThat(new TokenWishReader(CUSTOMER).read(payload))
        .isInstanceOfSatisfying(
            TokenWishReader.Outcome.Bad.class,
            bad -> assertThat(bad.problem().sentence()).startsWith("The body has " + what));
  }
}
