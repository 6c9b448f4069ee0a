package dev.streambed.gateway.http;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ModelListCall;
import dev.streambed.gateway.dialect.SeedDialect;
import dev.streambed.gateway.dialect.bedrock.InferenceProfileFormat;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Transport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an HTTP call requests, by its method and path.
public sealed interface Route {

  /// The path prefix of running answers; the request id follows it.
  String REQUESTS = "/requests/";

  /// A health check.
  record Health() implements Route {}

  /// A CORS preflight request.
  record Preflight() implements Route {}

  /// A model.
  ///
  /// @param adapter reads the call in the API that its caller speaks
  record Model(DialectAdapter adapter) implements Route {}

  /// The caller's usage.
  record Usage() implements Route {}

  /// The models that the caller may use.
  record Models() implements Route {}

  /// The same in another API.
  record ModelList(ModelListCall call) implements Route {}

  /// The inference profiles among them, in Bedrock's API.
  record InferenceProfiles(InferenceProfileFormat format) implements Route {}

  /// Issues a browser key.
  record Keys() implements Route {}

  /// Stops a running answer.
  ///
  /// @param name the request id from the path, unchecked
  record Stop(String name) implements Route {}

  /// No route matches.
  record Nowhere() implements Route {}

  /// Finds the route of a call. Never fails: an unknown path gives [Nowhere].
  static Route of(InboundCall inboundCall) {
    return switch (inboundCall.requestLine().method()) {
      case "POST" -> ofPost(inboundCall);
      case "GET", "HEAD" -> ofGet(inboundCall);
      case "DELETE" -> ofDelete(inboundCall.requestLine().path());
      case "OPTIONS" -> new Preflight();
      default -> new Nowhere();
    };
  }

  private static Route ofGet(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    return switch (path) {
      // Clients probe the base address before they ask for anything.
      case "/health", "/" -> new Health();
      case "/models" -> new Models();
      case "/usage" -> new Usage();
      case "/inference-profiles" ->
          new InferenceProfiles(
              new InferenceProfileFormat(
                  Optional.ofNullable(inboundCall.requestLine().parameters().get("type"))));
      default ->
          Dialects.modelListOf(inboundCall).<Route>map(ModelList::new).orElseGet(Nowhere::new);
    };
  }

  private static Route ofDelete(String path) {
    String name = path.startsWith(REQUESTS) ? path.substring(REQUESTS.length()) : "";
    return name.isEmpty() || name.indexOf('/') >= 0 ? new Nowhere() : new Stop(decoded(name));
  }

  // Some clients percent-encode characters that need no encoding. A valid id contains no %, so
  // decoding it again changes nothing.
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }

  private static Route ofPost(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    return switch (path) {
      case "/bedrock" -> new Model(new SeedDialect(false));
      case "/bedrock/stream" -> new Model(new SeedDialect(true));
      // `/tokens` is the former name of `/keys`.
      case "/keys", "/tokens" -> new Keys();
      case "/" ->
          inboundCall.transport() == Transport.FUNCTION_URL
              ? new Model(new SeedDialect(false))
              : new Nowhere();
      default -> Dialects.adapterOf(path).<Route>map(Model::new).orElseGet(Nowhere::new);
    };
  }
}
