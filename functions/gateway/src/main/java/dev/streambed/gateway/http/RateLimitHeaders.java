package dev.streambed.gateway.http;

import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// A response sink that adds the caller's rate-limit headers to every response.
///
/// @param limits the headers, names in lower case
record RateLimitHeaders(ResponseSink responseSink, Map<String, String> limits)
    implements ResponseSink {

  @Override
  public boolean streams() {
    return responseSink.streams();
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) throws IOException {
    Map<String, String> all = new HashMap<>(limits);
    all.putAll(headers);
    return responseSink.begin(status, all);
  }

  @Override
  public void finish() throws IOException {
    responseSink.finish();
  }
}
