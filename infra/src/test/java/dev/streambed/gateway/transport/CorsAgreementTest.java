package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cdk.CorsHeadersSample;
import org.junit.jupiter.api.Test;

/** Pages may send and read the same headers whichever front door they come through. */
class CorsAgreementTest {
  @Test
  void whatPagesMaySendIsTheSameAtEveryDoor() {
    assertThat(CorsPolicy.REQUEST_HEADERS.split(","))
        .containsExactlyInAnyOrderElementsOf(CorsHeadersSample.request());
  }

  @Test
  void whatPagesMayReadIsTheSameAtEveryDoor() {
    assertThat(CorsPolicy.RESPONSE_HEADERS.split(","))
        .containsExactlyInAnyOrderElementsOf(CorsHeadersSample.response());
  }
}
