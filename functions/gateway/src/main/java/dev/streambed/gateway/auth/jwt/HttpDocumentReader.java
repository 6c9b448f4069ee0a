package dev.streambed.gateway.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// Reads public documents over HTTPS, or over plain HTTP from this machine. Redirects are not
/// followed, and time and size are bounded.
final class HttpDocumentReader implements OpenIdDiscovery.DocumentReader {

  static final int MOST_BYTES = 256 * 1024;

  private static final int WAIT_MILLIS = 2000;

  /// Ends slow transfers only: a document that has arrived is in the socket's buffer, even if this
  /// process had no CPU time to read it.
  private static final long LONGEST_NANOS = 15_000_000_000L;

  private static final int BUFFER = 8192;

  @Override
  public byte[] read(URI address) throws IOException {
    HttpURLConnection connection = open(address);
    try {
      return body(connection);
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection open(URI address) throws IOException {
    boolean isHttps = "https".equals(address.getScheme());
    boolean isHere = "http".equals(address.getScheme()) && "127.0.0.1".equals(address.getHost());
    if ((!isHttps && !isHere)
        || !(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("not https");
    }
    connection.setConnectTimeout(WAIT_MILLIS);
    connection.setReadTimeout(WAIT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("accept", "application/json");
    return connection;
  }

  private static byte[] body(HttpURLConnection connection) throws IOException {
    long start = System.nanoTime();
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("status " + connection.getResponseCode());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        whole.write(buffer, 0, read);
        // The socket timeout restarts with every byte.
        if (whole.size() > MOST_BYTES || System.nanoTime() - start > LONGEST_NANOS) {
          throw new IOException("too much, or too slow");
        }
      }
    }
    return whole.toByteArray();
  }
}
