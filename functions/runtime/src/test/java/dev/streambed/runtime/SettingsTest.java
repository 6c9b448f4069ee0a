package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void readsEveryVariable() {
    Settings settings =
        Settings.from(
            Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", "169.254.100.1:9001"),
                Map.entry("AWS_LAMBDA_MAX_CONCURRENCY", "4"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
                Map.entry("AWS_LAMBDA_LOG_LEVEL", "WARN"),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "name"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "version"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "group"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "stream")));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                new RuntimeApiEndpoint("169.254.100.1:9001", "169.254.100.1", 9001),
                4,
                true,
                "JSON",
                "WARN",
                new FunctionInfo("name", "version", 512, "group", "stream")));
  }

  @Test
  void hasADefaultForEveryVariableButOne() {
    assertThat(Settings.from(Map.of("AWS_LAMBDA_RUNTIME_API", "localhost:1")))
        .isEqualTo(
            new Settings(
                new RuntimeApiEndpoint("localhost:1", "localhost", 1),
                1,
                false,
                "Text",
                "",
                new FunctionInfo("", "", 128, "", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_LAMBDA_RUNTIME_API, '', AWS_LAMBDA_RUNTIME_API is not set: Lambda sets it",
    "AWS_LAMBDA_RUNTIME_API, host, AWS_LAMBDA_RUNTIME_API is not host:port: host",
    "AWS_LAMBDA_RUNTIME_API, :80, AWS_LAMBDA_RUNTIME_API is not host:port: :80",
    "AWS_LAMBDA_RUNTIME_API, host:x, AWS_LAMBDA_RUNTIME_API is not host:port: host:x",
    "AWS_LAMBDA_MAX_CONCURRENCY, many, AWS_LAMBDA_MAX_CONCURRENCY is not a number: many",
    "AWS_LAMBDA_MAX_CONCURRENCY, 0, AWS_LAMBDA_MAX_CONCURRENCY < 1: 0",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, -1, AWS_LAMBDA_FUNCTION_MEMORY_SIZE < 1: -1"
  })
  void namesTheVariableThatMakesNoSense(String name, String value, String message) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", "localhost:1");
    environment.put(name, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.from(environment))
        .withMessage(message);
  }
}
