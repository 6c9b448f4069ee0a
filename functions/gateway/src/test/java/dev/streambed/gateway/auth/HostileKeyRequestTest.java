package dev.streambed.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small bodies of `POST /keys` that were crafted to be expensive to parse.
class HostileKeyRequestTest {

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
    assertThat(new BrowserKeyRequestReader(CUSTOMER).read(payload))
        .isInstanceOfSatisfying(
            BrowserKeyRequestReader.Result.Invalid.class,
            invalid -> assertThat(invalid.problem().sentence()).startsWith("The body has " + what));
  }
}
