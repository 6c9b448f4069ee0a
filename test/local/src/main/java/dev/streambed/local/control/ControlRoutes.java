package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.local.customers.ApiKey;
import dev.streambed.local.customers.NewCustomer;
import dev.streambed.local.domain.Json;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.util.UUID;

/// The routes of the control endpoint. Thread-safe.
///
/// @param controlledServices the services that it controls
record ControlRoutes(ControlledServices controlledServices) {

  /// Handles one request.
  ///
  /// @param route method and first part of the path, for example `DELETE processes`
  /// @param rest the second part of the path, or the empty string
  /// @param body the request's JSON, or an empty object
  ControlResponse answer(String route, String rest, JsonNode body) {
    return switch (route) {
      case "GET health" -> ControlResponse.of(Json.object().put("status", "ok"));
      case "GET processes" -> processes();
      case "DELETE processes" -> rest.isEmpty() ? retire() : kill(rest);
      case "POST faults" -> addFaults(body);
      case "DELETE faults" -> clearFaults();
      case "POST release" -> release(body);
      case "POST hold" -> hold();
      case "POST customers" -> addCustomer(body);
      case "GET account" -> ControlResponse.of(controlledServices.accountInfo().json());
      case "GET tables" -> new TableRoutes(controlledServices.tables()).answer(rest);
      case "GET connections" -> connections().list();
      case "DELETE connections" -> connections().lose(rest);
      case "GET connection-times" -> connections().times();
      case "POST connection-times" -> connections().change(body);
      case "GET topics" -> messaging().topics(rest);
      case "GET schedules" -> messaging().listSchedules();
      case "POST schedules" -> messaging().fireSchedule(rest);
      case "GET queues" -> messaging().queues(rest);
      default -> ControlResponse.refused(404, "there is no " + route);
    };
  }

  private ConnectionRoutes connections() {
    return new ConnectionRoutes(controlledServices.connections());
  }

  private MessagingRoutes messaging() {
    return new MessagingRoutes(
        controlledServices.queues(), controlledServices.topics(), controlledServices.schedules());
  }

  private ControlResponse processes() {
    ArrayNode processes = Json.object().putArray("processes");
    controlledServices.lambda().timelines().forEach(timeline -> processes.add(process(timeline)));
    ObjectNode answer = Json.object().put("now", System.nanoTime());
    answer.set("processes", processes);
    return ControlResponse.of(answer);
  }

  private static ObjectNode process(EnvironmentTimeline timeline) {
    ObjectNode process =
        Json.object()
            .put("pid", timeline.pid())
            .put("function", timeline.function())
            .put("version", timeline.version())
            .put("state", timeline.state().name())
            .put("spawned", timeline.spawned())
            .put("ready", timeline.ready());
    ArrayNode invocations = process.putArray("invocations");
    for (EnvironmentTimeline.InvocationTimes invocationTimes : timeline.invocations()) {
      invocations
          .addObject()
          .put("requestId", invocationTimes.requestId())
          .put("begun", invocationTimes.begun())
          .put("answered", invocationTimes.answered())
          .put("ended", invocationTimes.ended());
    }
    return process;
  }

  private ControlResponse retire() {
    controlledServices.lambda().retireAll();
    return ControlResponse.done();
  }

  private ControlResponse kill(String pid) {
    boolean killed =
        pid.matches("\\d{1,18}") && controlledServices.lambda().kill(Long.parseLong(pid));
    return killed
        ? ControlResponse.done()
        : ControlResponse.refused(404, "no function has the process " + pid);
  }

  private ControlResponse addFaults(JsonNode body) {
    try {
      controlledServices.bedrock().faults().accept(body);
      return ControlResponse.done();
    } catch (InvalidDirectiveException invalid) {
      return ControlResponse.refused(400, String.valueOf(invalid.getMessage()));
    }
  }

  private ControlResponse clearFaults() {
    controlledServices.bedrock().faults().clear();
    return ControlResponse.done();
  }

  private ControlResponse release(JsonNode body) {
    if (!body.has("pieces")) {
      controlledServices.bedrock().heldChunks().releaseAll();
      return ControlResponse.done();
    }
    int chunks = body.path("pieces").asInt();
    if (chunks < 1) {
      return ControlResponse.refused(400, "not a number of pieces: " + body.path("pieces"));
    }
    controlledServices.bedrock().heldChunks().release(chunks);
    return ControlResponse.done();
  }

  private ControlResponse hold() {
    controlledServices.bedrock().heldChunks().hold();
    return ControlResponse.done();
  }

  private ControlResponse addCustomer(JsonNode body) {
    if (controlledServices.customers().isEmpty()) {
      return ControlResponse.refused(
          409, "the template declares no tables for customers and their keys");
    }
    try {
      NewCustomer customer = NewCustomer.of(body, UUID.randomUUID().toString());
      ApiKey apiKey = controlledServices.customers().get().add(customer);
      return ControlResponse.of(
          Json.object().put("customerId", customer.id()).put("token", apiKey.text()));
    } catch (IllegalArgumentException invalid) {
      return ControlResponse.refused(400, String.valueOf(invalid.getMessage()));
    }
  }
}
