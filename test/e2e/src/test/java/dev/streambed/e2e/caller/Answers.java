package dev.streambed.e2e.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.vocabulary.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads whole answers, whichever form they have.
public final class Answers {

  private Answers() {}

  /// The id that the answer carries.
  public static String requestId(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-request-id").orElseThrow();
  }

  /// The body as JSON.
  public static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new AssertionError("not JSON: " + answer.body()));
  }

  /// A streamed answer's items, of an array as of an event stream.
  public static List<Item> items(Door door, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return door == Door.REST_ARRAY ? elements(json(answer)) : EventStream.items(answer.body());
  }

  /// The usage of a whole streamed answer.
  public static JsonNode usage(Door door, HttpResponse<String> answer) throws IOException {
    List<Item> items = items(door, answer);
    assertThat(items).last().isEqualTo(new Item.Done());
    return ((Item.Usage) items.get(items.size() - 2)).json();
  }

  /// The pieces of text.
  public static List<String> texts(List<Item> items) {
    return items.stream()
        .filter(Item.Text.class::isInstance)
        .map(item -> ((Item.Text) item).content())
        .toList();
  }

  /// The models' own events.
  public static List<JsonNode> events(List<Item> items) {
    return items.stream()
        .filter(Item.Event.class::isInstance)
        .map(item -> ((Item.Event) item).json())
        .toList();
  }

  /// The pieces of text, joined.
  public static String text(List<Item> items) {
    return texts(items).stream().collect(Collectors.joining());
  }

  private static List<Item> elements(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    List<Item> items = new ArrayList<>();
    array.forEach(element -> addElement(element, items));
    return items;
  }

  private static void addElement(JsonNode element, List<Item> items) {
    if (element.has("content")) {
      items.add(new Item.Text(element.path("content").textValue()));
    } else if (element.has("event")) {
      items.add(new Item.Event(element.path("event")));
    } else if (element.has("error")) {
      items.add(new Item.Failure(element));
    } else {
      assertThat(element.path("done").booleanValue()).isTrue();
      if (element.has("stopReason")) {
        items.add(new Item.Stopped(element));
      } else if (element.has("usage")) {
        items.add(new Item.Usage(element.path("usage")));
      }
      items.add(new Item.Done());
    }
  }
}
