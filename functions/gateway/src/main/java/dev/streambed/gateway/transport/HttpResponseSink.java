package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.runtime.FrontDoor;
import dev.streambed.runtime.Prelude;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends a response through an HTTP front door.
///
/// @param streams whether the front door streams, as opposed to expecting proxy JSON
/// @param always the headers of every response
record HttpResponseSink(
    Response response, FrontDoor frontDoor, boolean streams, Map<String, String> always)
    implements ResponseSink {

  static HttpResponseSink streamed(
      Response response, FrontDoor frontDoor, Map<String, String> always) {
    return new HttpResponseSink(response, frontDoor, true, always);
  }

  static HttpResponseSink proxy(
      Response response, FrontDoor frontDoor, Map<String, String> always) {
    return new HttpResponseSink(response, frontDoor, false, always);
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    always.forEach((name, value) -> all.put(name, List.of(value)));
    Prelude prelude = new Prelude(frontDoor, status, all, List.of());
    return streams ? response.stream(prelude) : response.proxy(prelude);
  }

  @Override
  public void finish() throws IOException {
    response.finish();
  }
}
