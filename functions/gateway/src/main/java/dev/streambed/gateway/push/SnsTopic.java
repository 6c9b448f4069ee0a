package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// An SNS topic. Thread-safe.
///
/// @param arn the ARN of the topic, in the function's Region
public record SnsTopic(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy, String arn) {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  /// Publishes a message, which subscribers receive at least once.
  ///
  /// @param subject at most 99 printable ASCII characters, not starting with a space
  /// @param message at most 256 KB
  /// @return the name of the failure; without a response, the message may still have been published
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
