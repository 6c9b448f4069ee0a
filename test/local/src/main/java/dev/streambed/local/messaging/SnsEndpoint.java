package dev.streambed.local.messaging;

import dev.streambed.local.http.QueryString;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.ServiceError;
import dev.streambed.local.iam.RequestAuthorizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The endpoint of SNS's API. Thread-safe.
public final class SnsEndpoint extends Handler.Abstract {

  private static final int LARGEST_MESSAGE = 256 * 1024;
  private static final int LONGEST_SUBJECT = 100;
  private static final List<String> KEY_ACTIONS = List.of("kms:GenerateDataKey", "kms:Decrypt");

  private final Topics topics;
  private final RequestAuthorizer requestAuthorizer;

  /// Serves every topic of a deployment.
  ///
  /// @param requestAuthorizer checks its requests, for the service `sns`
  public SnsEndpoint(Topics topics, RequestAuthorizer requestAuthorizer) {
    this.topics = topics;
    this.requestAuthorizer = requestAuthorizer;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    answer(request).send(response, callback);
    return true;
  }

  private SnsResponse answer(Request request) throws Exception {
    // Escaping makes a message at most three times as long.
    return switch (RequestBody.read(request, 4 * LARGEST_MESSAGE)) {
      case RequestBody.TooLarge _ ->
          SnsResponse.refused(413, "RequestEntityTooLarge", "The request is too large");
      case RequestBody.Whole(byte[] body) ->
          switch (requestAuthorizer.check(request, body)) {
            case RequestAuthorizer.Result.Refused(ServiceError error) -> SnsResponse.refused(error);
            case RequestAuthorizer.Result.Known(String accessKeyId) ->
                answer(
                    accessKeyId, QueryString.of(new String(body, StandardCharsets.UTF_8)).values());
          };
    };
  }

  private SnsResponse answer(String accessKeyId, Map<String, List<String>> form) {
    String action = value(form, "Action");
    if (!action.equals("Publish")) {
      return SnsResponse.refused(
          400, "InvalidAction", "Could not find operation " + action + " for version 2010-03-31");
    }
    String arn = value(form, "TopicArn");
    Optional<ServiceError> denied = requestAuthorizer.refuse(accessKeyId, "sns:Publish", arn);
    if (denied.isPresent()) {
      return SnsResponse.refused(denied.get().as("AuthorizationError"));
    }
    return topics
        .find(arn)
        .map(topic -> publish(accessKeyId, topic, value(form, "Subject"), value(form, "Message")))
        .orElseGet(() -> SnsResponse.refused(404, "NotFound", "Topic does not exist"));
  }

  private SnsResponse publish(
      String accessKeyId, Topics.Topic topic, String subject, String message) {
    if (message.isEmpty()
        || message.getBytes(StandardCharsets.UTF_8).length > LARGEST_MESSAGE
        || subject.length() > LONGEST_SUBJECT
        || subject.contains("\n")) {
      return SnsResponse.refused(400, "InvalidParameter", "Invalid parameter: Message or Subject");
    }
    for (String action : topic.keyArn().isPresent() ? KEY_ACTIONS : List.<String>of()) {
      if (requestAuthorizer
          .refuseKey(accessKeyId, action, topic.keyArn().orElseThrow())
          .isPresent()) {
        return SnsResponse.refused(
            400, "KMSAccessDenied", "The caller may not do " + action + " with the topic's key");
      }
    }
    return SnsResponse.published(topics.publish(topic, subject, message));
  }

  private static String value(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of("")).getFirst();
  }
}
