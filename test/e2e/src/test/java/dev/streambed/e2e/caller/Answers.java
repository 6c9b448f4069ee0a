package dev.streambed.e2e.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads whole answers of any format.
public final class Answers {

  private Answers() {}

  /// Asks behind every front door of HTTP, and checks that each answers.
  public static void assertBehindEveryFrontDoor(HttpCaller caller) throws Exception {
    for (FrontDoor frontDoor : FrontDoor.values()) {
      assertThat(caller.ask(frontDoor, TestRequest.streamed("pieces=2 text=\"hello there\"")))
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
          .satisfies(answer -> assertThat(answer.body()).contains("hello"));
    }
  }

  /// The request id of the answer.
  public static String requestId(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-request-id").orElseThrow();
  }

  /// The body as JSON.
  public static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new AssertionError("not JSON: " + answer.body()));
  }

  /// The items of a streamed answer, from an array or an event stream.
  public static List<StreamItem> items(FrontDoor frontDoor, HttpResponse<String> answer)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return frontDoor == FrontDoor.REST_ARRAY
        ? elements(json(answer))
        : SseResponse.items(answer.body());
  }

  /// The usage of a whole streamed answer.
  public static JsonNode usage(FrontDoor frontDoor, HttpResponse<String> answer)
      throws IOException {
    List<StreamItem> items = items(frontDoor, answer);
    assertThat(items).last().isEqualTo(new StreamItem.Done());
    return ((StreamItem.Usage) items.get(items.size() - 2)).json();
  }

  /// The chunks of text.
  public static List<String> texts(List<StreamItem> items) {
    return items.stream()
        .filter(StreamItem.Text.class::isInstance)
        .map(streamItem -> ((StreamItem.Text) streamItem).content())
        .toList();
  }

  /// The models' own events.
  public static List<JsonNode> events(List<StreamItem> items) {
    return items.stream()
        .filter(StreamItem.Event.class::isInstance)
        .map(streamItem -> ((StreamItem.Event) streamItem).json())
        .toList();
  }

  /// The chunks of text, joined.
  public static String text(List<StreamItem> items) {
    return texts(items).stream().collect(Collectors.joining());
  }

  private static List<StreamItem> elements(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    List<StreamItem> items = new ArrayList<>();
    array.forEach(element -> addElement(element, items));
    return items;
  }

  private static void addElement(JsonNode element, List<StreamItem> items) {
    if (element.has("content")) {
      items.add(new StreamItem.Text(element.path("content").textValue()));
    } else if (element.has("event")) {
      items.add(new StreamItem.Event(element.path("event")));
    } else if (element.has("error")) {
      items.add(new StreamItem.Failure(element));
    } else {
      assertThat(element.path("done").booleanValue()).isTrue();
      if (element.has("stopReason")) {
        items.add(new StreamItem.Stopped(element));
      } else if (element.has("usage")) {
        items.add(new StreamItem.Usage(element.path("usage")));
      }
      items.add(new StreamItem.Done());
    }
  }
}
