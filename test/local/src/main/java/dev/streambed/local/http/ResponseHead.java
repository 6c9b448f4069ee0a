package dev.streambed.local.http;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Response;

/// Status and headers of a function's HTTP response.
///
/// @param status the status
/// @param headers in order; a name may occur more than once
public record ResponseHead(int status, List<Header> headers) {

  /// Headers that the server sets itself.
  private static final Set<String> FRAMING =
      Set.of("transfer-encoding", "connection", "keep-alive");

  public ResponseHead {
    headers = List.copyOf(headers);
  }

  /// One header.
  public record Header(String name, String value) {}

  /// A head with one header.
  public static ResponseHead of(int status, String contentType) {
    return new ResponseHead(status, List.of(new Header("Content-Type", contentType)));
  }

  /// Copies it to a response that is not committed yet; existing headers are kept.
  void applyTo(Response response) {
    response.setStatus(status);
    for (Header header : headers) {
      if (FRAMING.stream().noneMatch(header.name()::equalsIgnoreCase)) {
        response.getHeaders().add(new HttpField(header.name(), header.value()));
      }
    }
  }
}
