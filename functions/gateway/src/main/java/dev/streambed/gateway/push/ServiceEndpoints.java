package dev.streambed.gateway.push;

import dev.streambed.gateway.config.AwsSettings;
import dev.streambed.gateway.domain.WebSocketConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The URLs of the AWS services that messages, events and announcements are posted to.
public record ServiceEndpoints(AwsSettings settings) {

  /// The URL to invoke a function.
  ///
  /// @param function the ARN of the function
  URI invocations(String function) {
    return URI.create(
        base("lambda", "LAMBDA") + "/2015-03-31/functions/" + encoded(function) + "/invocations");
  }

  /// The URL to post messages to a client.
  URI of(WebSocketConnection webSocketConnection) {
    String set = settings.endpointUrl("APIGATEWAYMANAGEMENTAPI");
    String base = set.isEmpty() ? ofApi(webSocketConnection) : set;
    return URI.create(base + "/@connections/" + encoded(webSocketConnection.id()));
  }

  /// The URL to publish messages on topics.
  URI topics() {
    return URI.create(base("sns", "SNS") + "/");
  }

  private String base(String service, String serviceId) {
    String set = settings.endpointUrl(serviceId);
    return set.isEmpty() ? settings.endpoints().of(service).toString() : set;
  }

  private String ofApi(WebSocketConnection webSocketConnection) {
    return "https://"
        + webSocketConnection.apiId()
        + ".execute-api."
        + settings.region()
        + "."
        + settings.endpoints().dnsSuffix()
        + "/"
        + encoded(webSocketConnection.stage());
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
