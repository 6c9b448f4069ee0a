package dev.streambed.local.messaging;

import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.http.ServiceError;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// An answer of SNS.
///
/// @param status the HTTP status
/// @param xml the body
record SnsResponse(int status, String xml) {

  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  static SnsResponse published(String messageId) {
    return new SnsResponse(
        200,
        "<PublishResponse xmlns=\"%s\"><PublishResult><MessageId>%s</MessageId></PublishResult>"
                .formatted(NAMESPACE, messageId)
            + "<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></PublishResponse>"
                .formatted(UUID.randomUUID()));
  }

  static SnsResponse refused(int status, String code, String message) {
    return new SnsResponse(
        status,
        "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code>"
                .formatted(NAMESPACE, code)
            + "<Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                .formatted(escaped(message), UUID.randomUUID()));
  }

  static SnsResponse refused(ServiceError error) {
    return refused(error.status(), error.type(), error.body().elements().next().asText());
  }

  void send(Response response, Callback callback) {
    Responses.send(
        ResponseHead.of(status, "text/xml"),
        xml.getBytes(StandardCharsets.UTF_8),
        response,
        callback);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
