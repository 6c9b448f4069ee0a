package dev.streambed.cdk.app;

import dev.streambed.cdk.WebSocketSettings;

/** The section {@code webSocket}. */
final class WebSocketChoice {
  private WebSocketChoice() {}

  static WebSocketSettings read(Section section) {
    var defaults = WebSocketSettings.DEFAULTS;
    return new WebSocketSettings(
        section.number("messagesPerSecond").orElse(defaults.messagesPerSecond()),
        section.number("burst").orElse(defaults.burst()),
        AccessLogChoice.read(section).orElse(defaults.accessLogs()));
  }
}
