package dev.streambed.local.rest;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/// API Gateway's mapping templates, which are Velocity templates. Thread-safe; the engine is
/// created when a template first needs one, because most have no logic.
final class MappingTemplate {

  private static final String LOGIC = ".*[#$].*";

  private MappingTemplate() {}

  /// The result of a template.
  ///
  /// @param text the output
  /// @param headers the headers set with `$context.responseOverride.header`
  record Result(String text, Map<String, String> headers) {}

  static Result render(String template, RestRequest request) {
    if (template.lines().noneMatch(line -> line.matches(LOGIC))) {
      return new Result(template, Map.of());
    }
    Map<String, Object> override = new LinkedHashMap<>();
    Map<String, String> headers = new LinkedHashMap<>();
    override.put("header", headers);
    Map<String, Object> context = new HashMap<>(request.context());
    context.put("responseOverride", override);
    VelocityContext variables = new VelocityContext();
    variables.put("context", context);
    variables.put("input", new Input(request));
    StringWriter text = new StringWriter();
    Engine.SHARED.evaluate(variables, text, "mapping template", template);
    return new Result(text.toString(), headers);
  }

  /// `$input`. Public, because Velocity calls it by reflection.
  public static final class Input {
    private final RestRequest request;

    Input(RestRequest request) {
      this.request = request;
    }

    /// Every parameter of the request, by kind.
    public Map<String, Map<String, String>> params() {
      Map<String, String> headers = new Absent();
      request
          .incomingRequest()
          .headers()
          .values()
          .forEach((String name, List<String> values) -> headers.put(name, values.getLast()));
      return Map.of("header", headers, "querystring", new Absent(), "path", new Absent());
    }
  }

  /// A map that returns the empty string for an unknown name, as API Gateway's does.
  private static final class Absent extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String get(Object key) {
      return getOrDefault(key, "");
    }
  }

  private static final class Engine {
    private static final VelocityEngine SHARED = engine();

    private static VelocityEngine engine() {
      VelocityEngine engine = new VelocityEngine();
      engine.setProperty("parser.allow_hyphen_in_identifiers", true);
      return engine;
    }
  }
}
