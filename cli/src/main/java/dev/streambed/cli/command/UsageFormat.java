package dev.streambed.cli.command;

/// How usage is written.
enum UsageFormat {
  TABLE,
  CSV,
  JSON;

  @Override
  public String toString() {
    return switch (this) {
      case TABLE -> "table";
      case CSV -> "csv";
      case JSON -> "json";
    };
  }
}
