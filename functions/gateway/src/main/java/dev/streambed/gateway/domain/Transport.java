package dev.streambed.gateway.domain;

/// The front door that a call arrived through.
public enum Transport {
  FUNCTION_URL("function_url"),
  REST_API("rest_api"),
  WEB_SOCKET("web_socket");

  private final String wireName;

  Transport(String word) {
    this.wireName = word;
  }

  /// The name in logs and records.
  public String wireName() {
    return wireName;
  }
}
