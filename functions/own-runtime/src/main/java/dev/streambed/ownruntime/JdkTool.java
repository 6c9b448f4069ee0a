package dev.streambed.ownruntime;

import java.util.spi.ToolProvider;

/// The tools of the JDK that runs this.
final class JdkTool {

  private JdkTool() {}

  static ToolProvider named(String name) {
    return ToolProvider.findFirst(name)
        .orElseThrow(() ->
            new PackagingException(
                "%s has no %s: use a whole JDK 25, of which nothing was left out"
                    .formatted(System.getProperty("java.home"), name)));
  }
}
