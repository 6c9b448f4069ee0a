package dev.streambed.local.rest;

import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Produces the responses of a mock integration.
///
/// @param mock the integration
/// @param request the request
record MockResponse(Integration.Mock mock, RestRequest request) {

  private static final String JSON = "application/json";
  private static final String HEADER = "method.response.header.";

  /// The result.
  sealed interface Result {

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answer(ResponseHead head, byte[] body) implements Result {}

    record Failed(ApiGatewayError error) implements Result {}
  }

  /// Renders the request, chooses a response by its status, and renders that.
  ///
  /// @param body the request's body
  Result of(byte[] body) {
    Optional<String> template = Optional.ofNullable(mock.requestTemplates().get(contentType()));
    if (template.isEmpty() && !mock.passesThrough()) {
      return new Result.Failed(ApiGatewayError.UNSUPPORTED_MEDIA_TYPE);
    }
    String rendered =
        template
            .map(it -> MappingTemplate.render(it, request).text())
            .orElseGet(() -> new String(body, StandardCharsets.UTF_8));
    return Json.parseLeniently(rendered)
        .map(json -> json.path("statusCode").asText())
        .flatMap(this::response)
        .<Result>map(this::answer)
        .orElseGet(() -> new Result.Failed(ApiGatewayError.CONFIGURATION));
  }

  private String contentType() {
    String header = request.header("Content-Type").split(";", -1)[0].strip();
    return header.isEmpty() ? JSON : header;
  }

  private Optional<Integration.MockResponse> response(String status) {
    List<Integration.MockResponse> responses = mock.responses();
    return responses.stream()
        .filter(it -> it.selection().filter(status::matches).isPresent())
        .findFirst()
        .or(() -> responses.stream().filter(it -> it.selection().isEmpty()).findFirst());
  }

  private Result.Answer answer(Integration.MockResponse response) {
    MappingTemplate.Result rendered =
        MappingTemplate.render(response.templates().getOrDefault(JSON, ""), request);
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", JSON));
    for (Header header :
        new ParameterMapping(request, request.context()).headers(response.headers(), HEADER)) {
      String override = overriding(rendered.headers(), header.name()).orElse(header.value());
      headers.add(new Header(header.name(), override));
    }
    byte[] body = rendered.text().strip().getBytes(StandardCharsets.UTF_8);
    return new Result.Answer(new ResponseHead(response.status(), headers), body);
  }

  private static Optional<String> overriding(Map<String, String> overrides, String name) {
    return overrides.entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
