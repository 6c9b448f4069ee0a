package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A topic of SNS's. Thread-safe.
///
/// @param arn its ARN, of the Region that the function runs in
public record SnsTopic(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy, String arn) {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  /// Publishes a message, which subscribers get at least once.
  ///
  /// @param subject at most 99 printable characters of ASCII, the first no blank
  /// @param message at most 256 KB
  /// @return what it failed with; after a request without an answer the message may have been
  ///   published
  public Optional<String> publish(String subject, String message) {
    String form =
        "Action=Publish&Version=2010-03-31&TopicArn="
            + encoded(arn)
            + "&Subject="
            + encoded(subject)
            + "&Message="
            + encoded(message);
    SignedPost.Request request =
        new SignedPost.Request(
            "sns",
            serviceEndpoints.topics(),
            Map.of("content-type", FORM),
            Payload.of(form.getBytes(StandardCharsets.US_ASCII)));
    SignedPost.Result result = retryPolicy.send(posts, request);
    return result.isSuccess() ? Optional.empty() : Optional.of(result.errorName());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
