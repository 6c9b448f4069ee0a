package dev.streambed.gateway.dialect.bedrock;

import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ProblemFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `GET /inference-profiles`: Bedrock's `ListInferenceProfiles`, by which Claude Code finds out
/// what it may ask for. It is answered from the deployment's own list.
///
/// @param type the query's `type`: `SYSTEM_DEFINED` or `APPLICATION`; empty for both
public record InferenceProfileFormat(Optional<String> type) implements ProblemFormat {

  private static final String SYSTEM_DEFINED = "SYSTEM_DEFINED";
  private static final String APPLICATION = "APPLICATION";
  private static final String APPLICATION_ARN = ":application-inference-profile/";

  /// A geography or `global`, then the id of the model; no provider's name is as short.
  private static final Pattern PROFILE =
      Pattern.compile("(?:global|apac|[a-z]{2}(?:-[a-z]+)?)\\.(.+\\..+)");

  /// Writes the inference profiles among these models.
  ///
  /// @param models that the caller may use
  /// @param region of AWS, which the ARNs name
  public void profiles(
      ResponseSink sink, List<ModelDescription> models, String region, RequestId requestId)
      throws IOException {
    List<Json> profiles =
        models.stream().<Json>flatMap(model -> profile(model, region).stream()).toList();
    sink.begin(
            200, Map.of("content-type", "application/json", "x-amzn-requestid", requestId.value()))
        .write(
            new JsonObject(Map.of("inferenceProfileSummaries", new JsonArray(profiles)))
                .write()
                .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AwsError error = AwsError.of(problem);
    sink.begin(error.status(), error.headers(problem, requestId)).write(error.body(problem));
  }

  private Optional<JsonObject> profile(ModelDescription model, String region) {
    String value = model.id().value();
    String id = value.substring(value.lastIndexOf('/') + 1);
    if (value.contains(APPLICATION_ARN)) {
      return isWanted(APPLICATION)
          ? Optional.of(summary(id, value, model.name(), APPLICATION, List.of()))
          : Optional.empty();
    }
    Matcher profile = PROFILE.matcher(id);
    if (!profile.matches() || !isWanted(SYSTEM_DEFINED)) {
      return Optional.empty();
    }
    String prefix = "arn:aws:bedrock:" + region + "::";
    String arn = value.startsWith("arn:") ? value : prefix + "inference-profile/" + id;
    Json modelArn = new JsonString(prefix + "foundation-model/" + profile.group(1));
    return Optional.of(
        summary(
            id,
            arn,
            model.name(),
            SYSTEM_DEFINED,
            List.of(new JsonObject(Map.of("modelArn", modelArn)))));
  }

  private boolean isWanted(String kind) {
    return type.isEmpty() || type.get().equals(kind);
  }

  private static JsonObject summary(
      String id, String arn, String name, String kind, List<Json> models) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("inferenceProfileId", new JsonString(id));
    members.put("inferenceProfileArn", new JsonString(arn));
    members.put("inferenceProfileName", new JsonString(name));
    members.put("status", new JsonString("ACTIVE"));
    members.put("type", new JsonString(kind));
    members.put("models", new JsonArray(models));
    return new JsonObject(members);
  }
}
