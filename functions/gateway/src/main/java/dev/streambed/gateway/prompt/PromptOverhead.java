package dev.streambed.gateway.prompt;

/// What a request costs beside its texts, at most: how models mark roles and quote what is given as
/// JSON, and the instructions that they put before tools, sources and thinking. Not thread-safe.
///
/// The numbers are above what recorded answers of Bedrock show, and what Anthropic tells of its
/// tools.
final class PromptOverhead {

  /// A bracket of a list or an object, or either of its two with an indented line.
  static final int BRACKET = 2;

  /// A name's quotation marks, its colon and the comma behind the value.
  static final int NAME = 4;

  /// A string's quotation marks; in a list with the comma and a space.
  static final int STRING = 2;

  /// Of a number or a word, the comma and a space.
  static final int SCALAR = 2;

  /// No name that is looked for is longer, with escapes.
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

  /// Takes the name of a member, wherever it stands: where it means nothing it does little harm.
  void addName(String name) {
    switch (name) {
      case "tools", "toolConfig" -> tools = true;
      case "citations" -> sources = true;
      case "output_config", "output_format", "response_format", "outputConfig" -> structure = true;
      case "cache_control", "cachePoint" -> cached = true;
      case "systemTool" -> builtIn++;
      default -> {
        // A name like any other.
      }
    }
  }

  /// Whether the text of a member of this name matters.
  boolean needsValueOf(String name) {
    return name.equals("ttl") || name.equals("type");
  }

  /// Takes the text of a member.
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

  // `computer_20250124`: a tool that the model's maker describes, not the request.
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
