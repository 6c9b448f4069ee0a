package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/// Finds an issuer's keys through its OpenID configuration.
///
/// @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID
///   Connect Discovery, section 4</a>
final class OpenIdDiscovery implements IssuerKeys.KeySetFetcher {

  /// Reads the document at a URL.
  @FunctionalInterface
  interface DocumentReader {

    /// Reads one document.
    ///
    /// @throws IOException when it cannot be read, or is not acceptable
    byte[] read(URI address) throws IOException;
  }

  private final String issuer;
  private final DocumentReader documentReader;

  OpenIdDiscovery(String issuer, DocumentReader documentReader) {
    this.issuer = issuer;
    this.documentReader = documentReader;
  }

  @Override
  public JWKSet fetch() throws IOException {
    byte[] keys = documentReader.read(keysAddress());
    try {
      return JWKSet.parse(new String(keys, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IOException("no key set", e);
    }
  }

  private URI keysAddress() throws IOException {
    JsonObject configuration = configuration();
    // A configuration of another issuer could name keys of its own.
    if (!configuration.text("issuer").orElse("").equals(issuer)) {
      throw new IOException("another issuer's configuration");
    }
    try {
      return URI.create(configuration.text("jwks_uri").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IOException("jwks_uri is no URI", e);
    }
  }

  private JsonObject configuration() throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    byte[] document = documentReader.read(URI.create(base + "/.well-known/openid-configuration"));
    try {
      return Json.read(document) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException e) {
      throw new IOException("no configuration", e);
    }
  }
}
