package dev.streambed.cli.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.domain.FrontDoorUrls;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmokeReportTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:02Z");

  @Test
  void showsNoControlCharactersNoMarkupAndNoKey() {
    Observations observations =
        new Observations(Finding.FrontDoor.REST_API, "health", "sb_secret", () -> NOW);
    observations.expect(
        false, "status 200", "\u001b[2J|<b>`sb_secret`\u202e\nmore" + "x".repeat(900));
    SmokeReport report = report(observations.findings());
    assertThat(report.hasDeviations()).isTrue();
    assertThat(report.markdown())
        .contains("?\\[2J\\|&lt;b>\\`\\[key\\]\\`??more", "…")
        .doesNotContain("sb_secret", "\u001b", "x".repeat(400));
    assertThat(report.json().write())
        .contains("\"verdict\":\"deviation\"")
        .doesNotContain("sb_secret");
  }

  @Test
  void sortsWhatDeviatesBeforeWhatIsAsExpected() {
    Observations observations =
        new Observations(Finding.FrontDoor.FUNCTION_URL, "health", "", () -> NOW);
    observations.expect(true, "status 200", "status 200");
    observations.note("which version of HTTP is negotiated", "HTTP_2");
    assertThat(report(observations.findings()).hasDeviations()).isFalse();
    observations.expect(false, "a body", "none");
    String markdown = report(observations.findings()).markdown();
    assertThat(markdown.lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## Deviations", "## Noted", "## As expected");
    assertThat(markdown)
        .contains("2026-11-21T09:15:02Z", "1 as expected, 1 deviations, 1 noted, 0 not checked");
  }

  @Test
  void tellsMissingLimitsOfOneAnswerFromACustomerWithoutLimits() {
    Observations observations =
        new Observations(Finding.FrontDoor.FUNCTION_URL, "POST /bedrock", "", () -> NOW);
    assertThat(report(observations.findings()).missesAllLimits()).isFalse();
    observations.expect(false, HttpChecks.LIMIT_HEADER + "*", "none");
    assertThat(report(observations.findings()).missesAllLimits()).isTrue();
    observations.expect(true, HttpChecks.LIMIT_HEADER + "*", "[x-ratelimit-remaining-requests]");
    assertThat(report(observations.findings()).missesAllLimits()).isFalse();
  }

  private static SmokeReport report(List<Finding> findings) {
    return new SmokeReport(
        NOW,
        new FrontDoorUrls(
            Optional.of(URI.create("https://gateway.example.com")),
            Optional.empty(),
            Optional.empty()),
        "amazon.nova-micro-v1:0",
        new CostLimit(2, 1, 48, Optional.empty()),
        findings);
  }
}
