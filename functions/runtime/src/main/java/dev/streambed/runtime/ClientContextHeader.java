package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `ClientContext` that a caller sent.
record ClientContextHeader(
    @Nullable Client client, Map<String, String> custom, Map<String, String> environment)
    implements ClientContext {

  /// Parses the header; null when it is absent or invalid.
  static @Nullable ClientContextHeader parse(String json) {
    Map<String, Object> fields = JsonReader.object(json);
    if (fields.isEmpty()) {
      return null;
    }
    Map<String, Object> client = JsonReader.object(fields, "client");
    return new ClientContextHeader(
        client.isEmpty() ? null : new CallerClient(texts(client)),
        texts(JsonReader.object(fields, "custom")),
        texts(JsonReader.object(fields, "env")));
  }

  @Override
  public @Nullable Client getClient() {
    return client;
  }

  @Override
  public Map<String, String> getCustom() {
    return custom;
  }

  @Override
  public Map<String, String> getEnvironment() {
    return environment;
  }

  private static Map<String, String> texts(Map<String, Object> fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : fields.keySet()) {
      String text = JsonReader.text(fields, name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  /// The calling application.
  private record CallerClient(Map<String, String> fields) implements Client {

    @Override
    public @Nullable String getInstallationId() {
      return fields.get("installation_id");
    }

    @Override
    public @Nullable String getAppTitle() {
      return fields.get("app_title");
    }

    @Override
    public @Nullable String getAppVersionName() {
      return fields.get("app_version_name");
    }

    @Override
    public @Nullable String getAppVersionCode() {
      return fields.get("app_version_code");
    }

    @Override
    public @Nullable String getAppPackageName() {
      return fields.get("app_package_name");
    }
  }
}
