package dev.streambed.local.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SignedHttpClient;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class SnsEndpointTest {

  private static final String MESSAGE = "{\"customerId\":\"a & b\"}";

  @TempDir private Path folder;
  private SampleAssembly assembly;

  @BeforeEach
  void synthesize() {
    assembly = SampleAssembly.in(folder);
  }

  @Test
  void takesWhatTheRoleMayPublish() throws Exception {
    try (Published published = publish("Fifty", MESSAGE)) {
      assertThat(published.answer().statusCode()).isEqualTo(200);
      TopicMessage topicMessage = published.announced().getFirst();
      assertThat(topicMessage.subject()).isEqualTo("Fifty");
      assertThat(topicMessage.message()).isEqualTo(MESSAGE);
      assertThat(published.answer().body())
          .contains("<MessageId>" + topicMessage.id() + "</MessageId>");
      assertThat(published.shown().path("messages").path(0).path("message").asText())
          .isEqualTo(MESSAGE);
    }
  }

  @Test
  void refusesARoleThatMayNotPublish() throws Exception {
    statement("sns:Publish", statement -> statement.put("Effect", "Deny"));
    try (Published published = publish("", MESSAGE)) {
      assertThat(published.answer().statusCode()).isEqualTo(403);
      assertThat(published.answer().body())
          .contains("<Code>AuthorizationError</Code>")
          .contains("is not authorized to perform: sns:Publish");
      assertThat(published.announced()).isEmpty();
    }
  }

  @Test
  void refusesARoleThatMayNotUseTheTopicsKey() throws Exception {
    statement("kms:GenerateDataKey", statement -> statement.put("Effect", "Deny"));
    try (Published published = publish("", MESSAGE)) {
      assertThat(published.answer().statusCode()).isEqualTo(400);
      assertThat(published.answer().body()).contains("<Code>KMSAccessDenied</Code>");
      assertThat(published.announced()).isEmpty();
    }
  }

  @Test
  void refusesWhatSnsWouldRefuse() throws Exception {
    for (String subject : List.of("x".repeat(101), "two\nlines")) {
      try (Published published = publish(subject, MESSAGE)) {
        assertThat(published.answer().statusCode()).isEqualTo(400);
        assertThat(published.answer().body()).contains("<Code>InvalidParameter</Code>");
      }
    }
    try (Published published = publish("", "")) {
      assertThat(published.answer().statusCode()).isEqualTo(400);
    }
  }

  @Test
  void refusesATopicThatKeepsAnOrder() {
    assembly.change("Alerts", topic -> topic.put("FifoTopic", true));
    assertThatThrownBy(() -> LocalStack.start(LocalStackOptions.of(folder)).close())
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("the property FifoTopic of AWS::SNS::Topic Alerts");
  }

  private Published publish(String subject, String message) throws Exception {
    return Published.by(LocalStack.start(LocalStackOptions.of(folder)), subject, message);
  }

  private void statement(String action, Consumer<ObjectNode> change) {
    assembly.change(
        "AlertsAccess",
        policy -> {
          for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
            if (statement.path("Action").toString().contains(action)) {
              change.accept((ObjectNode) statement);
            }
          }
        });
  }

  /// A running stack, and what became of one message.
  private record Published(LocalStack stack, HttpResponse<String> answer) implements AutoCloseable {

    static Published by(LocalStack stack, String subject, String message) throws Exception {
      try (TestHttpClient testHttpClient = new TestHttpClient()) {
        JsonNode environment =
            Json.parse(
                    testHttpClient
                        .sample(stack.functionUrl().orElseThrow(), "env")
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        String topic = stack.deployment().resources("AWS::SNS::Topic").getFirst().ref();
        String form =
            "Action=Publish&Version=2010-03-31&TopicArn=%s&Subject=%s&Message=%s"
                .formatted(escaped(topic), escaped(subject), escaped(message));
        try (SignedHttpClient signed = SignedHttpClient.of(environment, "sns")) {
          URI uri = URI.create(environment.path("AWS_ENDPOINT_URL_SNS").asText());
          return new Published(
              stack,
              signed.send("POST", uri, form, "Content-Type", "application/x-www-form-urlencoded"));
        }
      }
    }

    List<TopicMessage> announced() {
      return stack.topics().published(name()).orElseThrow();
    }

    JsonNode shown() throws IOException, InterruptedException {
      try (TestHttpClient testHttpClient = new TestHttpClient()) {
        String body =
            testHttpClient.send("GET", stack.controlUrl().resolve("topics/" + name()), "").body();
        return Json.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
      }
    }

    private String name() {
      return stack.topics().names().getFirst();
    }

    private static String escaped(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
