package dev.streambed.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Serves the page. Thread-safe.
public final class PageEndpoint extends Handler.Abstract {

  private static final Set<String> LOCAL_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final String CONFIG = "/config.json";
  private static final String JSON = "application/json";

  /// The content types by file extension; files with other extensions are not served.
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", JSON,
          "svg", "image/svg+xml");

  private final SiteFiles siteFiles;
  private final Config config;

  /// Serves the files of a folder.
  ///
  /// @param folder where the page is
  public PageEndpoint(Path folder, Config config) {
    this.siteFiles = SiteFiles.of(folder);
    this.config = config;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = request.getHttpURI().getPath();
    String host = request.getHttpURI().getHost();
    if (host == null || !LOCAL_HOSTS.contains(host)) {
      refuse(403, "not for other hosts", response, callback);
    } else if (!METHODS.contains(request.getMethod())) {
      refuse(405, "only GET and HEAD", response, callback);
    } else if (path.equals(CONFIG)) {
      Responses.send(head(200, JSON, "no-store"), config.json(), response, callback);
    } else {
      send(path, response, callback);
    }
    return true;
  }

  private void send(String path, Response response, Callback callback) throws IOException {
    Optional<Path> file = siteFiles.find(path);
    Optional<String> type = file.map(PageEndpoint::extension).map(TYPES::get);
    if (type.isEmpty()) {
      refuse(404, "there is no such file", response, callback);
    } else {
      byte[] content = Files.readAllBytes(file.orElseThrow());
      Responses.send(head(200, type.get(), "no-cache"), content, response, callback);
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void refuse(int status, String error, Response response, Callback callback) {
    byte[] body = ("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
    Responses.send(head(status, JSON, "no-store"), body, response, callback);
  }

  private static ResponseHead head(int status, String type, String caching) {
    return new ResponseHead(
        status,
        List.of(
            new Header("Content-Type", type),
            new Header("Cache-Control", caching),
            new Header("X-Content-Type-Options", "nosniff")));
  }

  /// The page's configuration.
  ///
  /// @param functionUrl the first Function URL
  /// @param restUrl the first REST API
  /// @param webSocketUrl the first WebSocket API
  /// @param token an API key of a customer
  /// @param models the models that the template allows
  public record Config(
      Optional<URI> functionUrl,
      Optional<URI> restUrl,
      Optional<URI> webSocketUrl,
      Optional<String> token,
      List<String> models) {

    public Config {
      models = List.copyOf(models);
    }

    /// As JSON, with null for each absent value.
    byte[] json() {
      ObjectNode json =
          Json.object()
              .put("functionUrl", functionUrl.map(URI::toString).orElse(null))
              .put("restUrl", restUrl.map(URI::toString).orElse(null))
              .put("webSocketUrl", webSocketUrl.map(URI::toString).orElse(null))
              .put("token", token.orElse(null));
      ArrayNode list = json.putArray("models");
      models.forEach(list::add);
      return Json.bytes(json);
    }
  }
}
