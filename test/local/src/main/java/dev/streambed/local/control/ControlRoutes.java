package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.local.lambda.Timeline;
import dev.streambed.local.seed.NewCustomer;
import dev.streambed.local.seed.Token;
import dev.streambed.local.vocabulary.Json;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the control endpoint does for each route. Thread-safe.
///
/// @param controls what can be controlled
record ControlRoutes(Controls controls) {

  /// Answers one request.
  ///
  /// @param route method and first part of the path, for example `DELETE processes`
  /// @param rest the second part of the path, or the empty string
  /// @param body the request's JSON, an empty object if there was none
  ControlAnswer answer(String route, String rest, JsonNode body) {
    return switch (route) {
      case "GET health" -> ControlAnswer.of(Json.object().put("status", "ok"));
      case "GET processes" -> processes();
      case "DELETE processes" -> rest.isEmpty() ? retire() : kill(rest);
      case "POST faults" -> addFaults(body);
      case "DELETE faults" -> clearFaults();
      case "POST release" -> release(body);
      case "POST hold" -> hold();
      case "POST customers" -> addCustomer(body);
      case "GET account" -> ControlAnswer.of(controls.account().json());
      case "GET tables" -> rest.isEmpty() ? tables() : items(rest);
      case "GET connections" -> connections().list();
      case "DELETE connections" -> connections().lose(rest);
      case "GET connection-times" -> connections().times();
      case "POST connection-times" -> connections().change(body);
      case "GET topics" -> new TopicRoutes(controls.topics()).answer(rest);
      case "GET schedules" -> new ScheduleRoutes(controls.schedules()).list();
      case "POST schedules" -> new ScheduleRoutes(controls.schedules()).fire(rest);
      case "GET queues" -> new QueueRoutes(controls.queues()).answer(rest);
      default -> ControlAnswer.refused(404, "there is no " + route);
    };
  }

  private ConnectionRoutes connections() {
    return new ConnectionRoutes(controls.connections());
  }

  private ControlAnswer processes() {
    ArrayNode processes = Json.object().putArray("processes");
    controls.lambda().timelines().forEach(timeline -> processes.add(process(timeline)));
    ObjectNode answer = Json.object().put("now", System.nanoTime());
    answer.set("processes", processes);
    return ControlAnswer.of(answer);
  }

  private static ObjectNode process(Timeline timeline) {
    ObjectNode process =
        Json.object()
            .put("pid", timeline.pid())
            .put("function", timeline.function())
            .put("version", timeline.version())
            .put("state", timeline.state().name())
            .put("spawned", timeline.spawned())
            .put("ready", timeline.ready());
    ArrayNode invocations = process.putArray("invocations");
    for (Timeline.Turn turn : timeline.invocations()) {
      invocations
          .addObject()
          .put("requestId", turn.requestId())
          .put("begun", turn.begun())
          .put("answered", turn.answered())
          .put("ended", turn.ended());
    }
    return process;
  }

  private ControlAnswer retire() {
    controls.lambda().retireAll();
    return ControlAnswer.done();
  }

  private ControlAnswer kill(String pid) {
    boolean killed = pid.matches("\\d{1,18}") && controls.lambda().kill(Long.parseLong(pid));
    return killed
        ? ControlAnswer.done()
        : ControlAnswer.refused(404, "no function has the process " + pid);
  }

  private ControlAnswer addFaults(JsonNode body) {
    try {
      controls.bedrock().faults().accept(body);
      return ControlAnswer.done();
    } catch (InvalidDirectiveException invalid) {
      return ControlAnswer.refused(400, String.valueOf(invalid.getMessage()));
    }
  }

  private ControlAnswer clearFaults() {
    controls.bedrock().faults().clear();
    return ControlAnswer.done();
  }

  private ControlAnswer release(JsonNode body) {
    if (!body.has("pieces")) {
      controls.bedrock().release().everything();
      return ControlAnswer.done();
    }
    int pieces = body.path("pieces").asInt();
    if (pieces < 1) {
      return ControlAnswer.refused(400, "not a number of pieces: " + body.path("pieces"));
    }
    controls.bedrock().release().pieces(pieces);
    return ControlAnswer.done();
  }

  private ControlAnswer hold() {
    controls.bedrock().release().hold();
    return ControlAnswer.done();
  }

  private ControlAnswer addCustomer(JsonNode body) {
    if (controls.customers().isEmpty()) {
      return ControlAnswer.refused(
          409, "the template declares no tables for customers and their keys");
    }
    try {
      NewCustomer customer = NewCustomer.of(body, UUID.randomUUID().toString());
      Token token = controls.customers().get().add(customer);
      return ControlAnswer.of(
          Json.object().put("customerId", customer.id()).put("token", token.text()));
    } catch (IllegalArgumentException invalid) {
      return ControlAnswer.refused(400, String.valueOf(invalid.getMessage()));
    }
  }

  private ControlAnswer tables() {
    ArrayNode names = Json.object().putArray("tables");
    controls.tables().names().forEach(names::add);
    ObjectNode answer = Json.object();
    answer.set("tables", names);
    return ControlAnswer.of(answer);
  }

  private ControlAnswer items(String table) {
    if (!controls.tables().names().contains(table)) {
      return ControlAnswer.refused(404, "there is no table " + table);
    }
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    for (Map<String, AttributeValue> item : controls.tables().items(table)) {
      items.add(ItemJson.of(item));
    }
    return ControlAnswer.of(answer);
  }
}
