package dev.streambed.gateway.dialect.bedrock;

import static java.util.function.Predicate.not;

import dev.streambed.gateway.dialect.AnthropicVersion;
import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ModelPath;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestMetadata;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.prompt.RequestEstimator;
import dev.streambed.gateway.prompt.TagReader;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Bedrock's own runtime API, `POST /model/{modelId}/{operation}`: bodies, event frames and headers
/// pass through as they come, but for an `anthropic_version` that the model does not know.
///
/// @param model the path's model, decoded
public record BedrockDialect(String model, Operation operation)
    implements DialectAdapter, ResponseFormat {

  private static final String VERSION = "anthropic_version";

  /// Headers of a request that decide about the answer.
  private static final List<String> PASSED_ON =
      List.of(
          "x-amzn-bedrock-guardrailidentifier",
          "x-amzn-bedrock-guardrailversion",
          "x-amzn-bedrock-trace",
          "x-amzn-bedrock-performanceconfig-latency",
          "x-amzn-bedrock-service-tier");

  /// Those that decide about the price.
  private static final List<String> PRICED =
      List.of("x-amzn-bedrock-performanceconfig-latency", "x-amzn-bedrock-service-tier");

  /// What Bedrock takes in any of them, with room to spare.
  private static final Pattern VALUE = Pattern.compile("[!-~]{1,2048}");

  /// Finds the operation of a path.
  ///
  /// @param path behind `/model/`: the model, raw or encoded, with the slashes of an ARN, and the
  ///   operation
  public static Optional<DialectAdapter> of(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0
        ? Optional.empty()
        : Operation.ofPathSegment(path.substring(slash + 1))
            .map(operation ->
                new BedrockDialect(ModelPath.decode(path.substring(0, slash)), operation));
  }

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    Optional<ModelId> id = aliases.model(model);
    if (id.isEmpty()) {
      return invalid("The provided model identifier is invalid.");
    }
    Tags tags;
    Payload body;
    try {
      JsonObjectText text = JsonObjectText.of(inboundCall.body().bytes());
      String problem = CallerMetadata.problem(operation, text, inboundCall.headers());
      if (!problem.isEmpty()) {
        return invalid(problem);
      }
      tags = tags(text);
      body = namesTooNewVersion(id.get(), text) ? ofOldVersion(text) : inboundCall.body();
    } catch (JsonException e) {
      return invalid(e.sentence("The body"));
    }
    Map<String, String> headers = passedOn(inboundCall.headers());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!VALUE.matcher(header.getValue()).matches()) {
        return invalid("The value of the header " + header.getKey() + " is invalid.");
      }
    }
    CallerMetadata.header(operation, inboundCall.headers())
        .ifPresent(value -> headers.put(RequestMetadata.HEADER, value));
    RequestEstimator.Estimate estimate = RequestEstimator.estimate(id.get(), operation, body);
    return new ParsedCall.Valid(
        new ModelRequest(
                id.get(),
                operation,
                Dialect.BEDROCK,
                body,
                headers,
                false,
                estimate.tokens(),
                priced(estimate.pricing(), headers))
            .with(tags),
        this);
  }

  // Anthropic's SDKs name the version of their own release, whatever the model is.
  private boolean namesTooNewVersion(ModelId id, JsonObjectText text) {
    return operation.isInvoke()
        && text.values(VERSION)
            .anyMatch(value ->
                value instanceof JsonString(String name) && AnthropicVersion.isTooNew(name, id));
  }

  private static Payload ofOldVersion(JsonObjectText text) {
    String old = "\"" + VERSION + "\":\"" + AnthropicVersion.BEDROCK_2023.wireName() + "\"";
    return Payload.of(text.replacing(Set.of(VERSION), old));
  }

  private Tags tags(JsonObjectText body) {
    return operation.isConverse()
        ? body.value(RequestMetadata.MEMBER)
            .map(value ->
                value instanceof JsonObject metadata ? TagReader.fitting(metadata) : Tags.NONE)
            .orElse(Tags.NONE)
        : Tags.NONE;
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return new BedrockStreamWriter(sink, operation, requestId);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    Map<String, String> headers = new HashMap<>(document.head().headers());
    headers.put("content-type", "application/json");
    sink.begin(200, headers).write(document.json().bytes());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AwsError error = AwsError.of(problem);
    sink.begin(error.status(), error.headers(problem, requestId)).write(error.body(problem));
  }

  private Map<String, String> passedOn(Headers headers) {
    Map<String, String> values = new HashMap<>();
    if (!operation.isConverse()) {
      PASSED_ON.forEach(name ->
          headers
              .get(name)
              .filter(not(String::isEmpty))
              .ifPresent(value -> values.put(name, value)));
    }
    return values;
  }

  private static PricingParameters priced(
      PricingParameters pricingParameters, Map<String, String> headers) {
    PricingParameters priced = pricingParameters;
    for (String name : PRICED) {
      // A front door joins the values of a repeated header.
      for (String value : headers.getOrDefault(name, "").split(",", -1)) {
        priced = value.isEmpty() ? priced : priced.withServiceTier(value);
      }
    }
    return priced;
  }

  private static ParsedCall invalid(String sentence) {
    return new ParsedCall.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
