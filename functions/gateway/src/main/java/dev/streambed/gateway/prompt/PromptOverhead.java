package dev.streambed.gateway.prompt;

/// The most tokens that a request needs in addition to its texts: role markers, quoted JSON, and
/// the instructions that models add for tools, sources and thinking. Not thread-safe.
///
/// The numbers are above those in recorded Bedrock answers and in Anthropic's documentation of its
/// tools.
final class PromptOverhead {

  /// A bracket of a list or an object, including an indented line.
  static final int BRACKET = 2;

  /// The quotation marks and colon of a name, and the comma after the value.
  static final int NAME = 4;

  /// The quotation marks of a string; in a list, also the comma and space.
  static final int STRING = 2;

  /// The comma and space after a number or a literal.
  static final int SCALAR = 2;

  /// The longest name that is looked up, including escapes.
  static final int LONGEST_NAME = 256;

  private static final int ALWAYS = 60;
  private static final int TOOLS = 900;
  private static final int SOURCES = 1000;
  private static final int STRUCTURE = 500;
  private static final int BUILT_IN = 1600;

  private boolean tools;
  private boolean sources;
  private boolean structure;
  private boolean cached;
  private boolean cachedForAnHour;
  private long builtIn;

  /// Adds the name of a member, anywhere in the request: a false match adds only a few tokens.
  void addName(String name) {
    switch (name) {
      case "tools", "toolConfig" -> tools = true;
      case "citations" -> sources = true;
      case "output_config", "output_format", "response_format", "outputConfig" -> structure = true;
      case "cache_control", "cachePoint" -> cached = true;
      case "systemTool" -> builtIn++;
      default -> {
        // Other names add nothing.
      }
    }
  }

  /// Whether the value of a member of this name affects the overhead.
  boolean needsValueOf(String name) {
    return name.equals("ttl") || name.equals("type");
  }

  /// Adds the text of a member.
  void addValue(String name, String value) {
    if (name.equals("ttl") && !value.equals("5m")) {
      cachedForAnHour = true;
    }
    if (name.equals("type") && isDated(value)) {
      builtIn++;
    }
  }

  boolean isCached() {
    return cached;
  }

  boolean isCachedForAnHour() {
    return cached && cachedForAnHour;
  }

  long tokens() {
    return ALWAYS
        + (tools ? TOOLS : 0)
        + (sources ? SOURCES : 0)
        + (structure ? STRUCTURE : 0)
        + builtIn * BUILT_IN;
  }

  // `computer_20250124`: a tool that is defined by the model's provider, not in the request.
  private static boolean isDated(String type) {
    int date = type.length() - 9;
    if (date <= 0 || type.charAt(date) != '_') {
      return false;
    }
    for (int at = date + 1; at < type.length(); at++) {
      if (type.charAt(at) < '0' || type.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }
}
