package dev.streambed.cdk;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.certificatemanager.ICertificate;

/**
 * A domain name of the team's own for one API. The construct creates the regional domain name at
 * API Gateway; the team creates the DNS record that leads to it.
 *
 * @param name the domain name, such as {@code api.example.com}
 * @param certificate its certificate, of the stack's own Region
 * @param basePath the path that the API is below, without slashes; if absent, the domain's root
 */
public record CustomDomain(String name, ICertificate certificate, Optional<String> basePath) {
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern BASE_PATH = Pattern.compile("[A-Za-z0-9$_.+!*'()-]{1,300}");

  /** Refuses names and paths that API Gateway does not accept. */
  public CustomDomain {
    checkName("domain", name);
    basePath.ifPresent(path ->
        PropsCheck.that(
            BASE_PATH.matcher(path).matches(), "domain: a base path has no slashes: " + path));
  }

  /** A domain name with the API at its root. */
  public static CustomDomain of(String name, ICertificate certificate) {
    return new CustomDomain(name, certificate, Optional.empty());
  }

  /** The same domain name with the API below a path. */
  public CustomDomain withBasePath(String path) {
    return new CustomDomain(name, certificate, Optional.of(path));
  }

  static void checkName(String property, String name) {
    PropsCheck.that(
        NAME.matcher(name).matches(),
        property + ": a name in lower case, such as api.example.com: " + name);
  }

  String httpsUrl() {
    return "https://" + name + basePath.map(path -> "/" + path + "/").orElse("/");
  }

  String webSocketUrl() {
    return "wss://" + name + basePath.map(path -> "/" + path).orElse("");
  }

  /** API Gateway maps REST and WebSocket APIs to different domain names only. */
  static void checkApart(Optional<CustomDomain> rest, Optional<CustomDomain> webSocket) {
    PropsCheck.that(
        rest.isEmpty() || !rest.map(CustomDomain::name).equals(webSocket.map(CustomDomain::name)),
        "domain: the REST API and the WebSocket API need different names");
  }
}
