package dev.streambed.gateway.domain;

/// What the usage of a request is attributed to, beside its customer.
///
/// @param keyId the prefix of the API key, by which people recognise it; empty for a JSON Web
///   Token. Of a browser key it is the prefix of the key that issued it
/// @param keyName the name of that key; empty when it has none
/// @param tags what the caller said
public record Attribution(String keyId, String keyName, Tags tags) {

  public static final Attribution NONE = new Attribution("", "");

  /// A request without tags.
  public Attribution(String keyId, String keyName) {
    this(keyId, keyName, Tags.NONE);
  }

  /// What is known by the key's id alone.
  public static Attribution ofKey(String keyId) {
    return new Attribution(keyId, "");
  }

  public Attribution with(Tags changed) {
    return new Attribution(keyId, keyName, changed);
  }
}
