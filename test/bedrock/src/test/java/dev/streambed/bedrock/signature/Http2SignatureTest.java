package dev.streambed.bedrock.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A request as the AWS SDK for JavaScript 3.1161.0 signed it for HTTP/2, where the host is called
/// `:authority`.
class Http2SignatureTest {

  private static final String ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private final SignatureCheck check =
      new SignatureCheck(
          "bedrock",
          SecretKeys.of(Map.of(ID, SECRET)),
          Clock.fixed(Instant.parse("2026-11-30T09:10:05Z"), ZoneOffset.UTC));

  @Test
  void believesASignedAuthority() {
    assertThat(check.check(request("127.0.0.1:42815")))
        .isEqualTo(new SignatureResult.Signed(ID, "us-east-1"));
  }

  @Test
  void refusesAnotherAuthority() {
    assertThat(check.check(request("127.0.0.1:1"))).isInstanceOf(SignatureResult.Refused.class);
  }

  private static SignedRequest request(String authority) {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":"
            + "\"Hi [[bedrock text=\\\"a b\\\" rate=max reasoning=x]]\"}]}]}";
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("host", List.of(authority));
    headers.put("content-type", List.of("application/json"));
    headers.put("content-length", List.of("102"));
    headers.put("x-amz-user-agent", List.of("aws-sdk-js/3.1161.0"));
    headers.put("amz-sdk-invocation-id", List.of("a2b1335e-1edf-4e3e-84ab-f2349c5c8848"));
    headers.put("amz-sdk-request", List.of("attempt=1; max=1"));
    headers.put("x-amz-date", List.of("20261130T091004Z"));
    headers.put(
        "x-amz-content-sha256",
        List.of("d03db1d3cd1fe6ac63df3549f456fe610cfaa990ba9705fe35522270bba5a86a"));
    headers.put(
        "authorization",
        List.of(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261130/us-east-1/bedrock/aws4_request, "
                + "SignedHeaders=:authority;amz-sdk-invocation-id;amz-sdk-request;content-length;"
                + "content-type;x-amz-content-sha256;x-amz-date;x-amz-user-agent, "
                + "Signature=ffc1ef842cc4a95d43fdd395125652984479766b78649ee52fcbf65a6957abed"));
    return new SignedRequest(
        "POST",
        "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
        "",
        headers,
        body.getBytes(StandardCharsets.UTF_8));
  }
}
