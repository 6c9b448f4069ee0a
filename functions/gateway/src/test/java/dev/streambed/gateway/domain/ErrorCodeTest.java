package dev.streambed.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void isTheSeedFormatsTable() {
    assertThat(Arrays.stream(ErrorCode.values()).map(code -> code.wireName() + " " + code.status()))
        .containsExactly(
            "invalid_request 400",
            "unknown_action 400",
            "unauthenticated 401",
            "budget_exceeded 402",
            "forbidden 403",
            "model_not_allowed 403",
            "not_found 404",
            "duplicate_id 409",
            "request_too_large 413",
            "unsupported_media_type 415",
            "model_error 424",
            "rate_limited 429",
            "model_throttled 429",
            "internal 500",
            "upstream_error 502",
            "unavailable 503",
            "timeout 504");
  }
}
