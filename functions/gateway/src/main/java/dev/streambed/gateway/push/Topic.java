package dev.streambed.gateway.push;

import dev.streambed.gateway.sdk.PostRequest;
import dev.streambed.gateway.sdk.Posted;
import dev.streambed.gateway.sdk.SignedPost;
import dev.streambed.gateway.vocabulary.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A topic of SNS's. Thread-safe.
///
/// @param arn its ARN, of the Region that the function runs in
public record Topic(SignedPost posts, Endpoints endpoints, Persistence persistence, String arn) {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  /// Publishes a message, which subscribers get at least once.
  ///
  /// @param subject at most 99 printable characters of ASCII, the first no blank
  /// @param message at most 256 KB
  /// @return what it failed with; nobody knows whether one that went unanswered was published
  public Optional<String> publish(String subject, String message) {
    String form =
        "Action=Publish&Version=2010-03-31&TopicArn="
            + encoded(arn)
            + "&Subject="
            + encoded(subject)
            + "&Message="
            + encoded(message);
    PostRequest request =
        new PostRequest(
            "sns",
            endpoints.topics(),
            Map.of("content-type", FORM),
            Payload.of(form.getBytes(StandardCharsets.US_ASCII)));
    for (int attempt = 1; true; attempt++) {
      Posted posted = posts.send(request);
      if (Refusals.isNone(posted)) {
        return Optional.empty();
      }
      if (!Refusals.mayPass(posted) || !persistence.waitsAfter(attempt)) {
        return Optional.of(Refusals.nameOf(posted));
      }
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
