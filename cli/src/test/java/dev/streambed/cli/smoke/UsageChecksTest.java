package dev.streambed.cli.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.FakeGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageChecksTest {

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void reportsThatTheUsageDoesNotGrow() throws Exception {
    gateway.answers("/usage", 200, "{\"total\":{\"requests\":3,\"outputTokens\":10}}");
    gateway.answers("/model/", 200, "{\"output\":{},\"usage\":{\"outputTokens\":5}}");
    List<Finding> findings = grows();
    assertThat(findings).extracting(Finding::verdict).contains(Finding.Verdict.DEVIATION);
    assertThat(findings.getLast().seen()).isEqualTo("no record within half a minute");
    assertThat(gateway.requests().stream().filter(line -> line.endsWith("/usage")))
        .hasSize(1 + UsageChecks.WAITS.size());
  }

  @Test
  void reportsThatTokensAreMissing() throws Exception {
    gateway.answers("/usage", 200, "{\"total\":{\"requests\":3,\"outputTokens\":10}}");
    gateway.answers("/usage", 200, "{\"total\":{\"requests\":4,\"outputTokens\":14}}");
    gateway.answers("/model/", 200, "{\"output\":{},\"usage\":{\"outputTokens\":5}}");
    assertThat(grows()).extracting(Finding::verdict).contains(Finding.Verdict.DEVIATION);
  }

  @Test
  void leavesOutWhatTheKeyMayNotRead() throws Exception {
    gateway.answers("/usage", 403, "{}");
    assertThat(grows()).extracting(Finding::verdict).containsExactly(Finding.Verdict.NOT_CHECKED);
    assertThat(gateway.requests()).hasSize(1);
  }

  private List<Finding> grows() throws Exception {
    try (var http = GatewayClient.newHttpClient()) {
      Check check =
          new UsageChecks(
                  Finding.FrontDoor.FUNCTION_URL,
                  new GatewayClient(http, gateway.uri()),
                  "sb_key",
                  "amazon.nova-micro-v1:0",
                  _ -> {})
              .all()
              .getFirst();
      Observations observations =
          new Observations(
              check.frontDoor(), check.name(), "sb_key", java.time.InstantSource.system());
      check.work().run(observations);
      return observations.findings();
    }
  }
}
