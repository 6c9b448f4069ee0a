package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A response of server-sent events, read as it arrives. Not thread-safe.
public final class SseResponse implements AutoCloseable {

  private static final String CONTENT = "data: {\"content\": ";
  private static final String EVENT = "data: {\"event\": ";
  private static final String USAGE = "event: usage";
  private static final String DONE = "event: done";
  private static final String ERROR = "event: error";
  private static final String DATA = "data: ";

  private final int status;
  private final HttpHeaders headers;
  private final BufferedReader lines;

  SseResponse(int status, HttpHeaders headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /// A complete response.
  public static SseResponse of(HttpResponse<String> answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return new SseResponse(answer.statusCode(), answer.headers(), new ByteArrayInputStream(body));
  }

  /// The text of a stream.
  public static List<StreamItem> items(String body) throws IOException {
    return read(new BufferedReader(new StringReader(body)));
  }

  public int status() {
    return status;
  }

  /// A header, or the empty string.
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// Waits for the next item.
  ///
  /// @throws IOException when the connection breaks
  public StreamItem next() throws IOException {
    return next(lines);
  }

  /// Reads to the end, which is not part of the list.
  public List<StreamItem> readAll() throws IOException {
    return read(lines);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static List<StreamItem> read(BufferedReader lines) throws IOException {
    List<StreamItem> items = new ArrayList<>();
    for (StreamItem streamItem = next(lines);
        !(streamItem instanceof StreamItem.End);
        streamItem = next(lines)) {
      items.add(streamItem);
    }
    return items;
  }

  private static StreamItem next(BufferedReader lines) throws IOException {
    List<String> block = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return item(block);
      }
      block.add(line);
    }
    if (!block.isEmpty()) {
      throw new IOException("the stream ends within an event: " + block);
    }
    return new StreamItem.End();
  }

  private static StreamItem item(List<String> block) {
    String first = block.isEmpty() ? "" : block.getFirst();
    if (block.size() == 2 && block.get(1).startsWith(DATA)) {
      JsonNode data = json(block.get(1).substring(DATA.length()));
      return switch (first) {
        case USAGE -> new StreamItem.Usage(data);
        case DONE -> new StreamItem.Stopped(data);
        case ERROR -> new StreamItem.Failure(data);
        default -> throw new AssertionError("no event of this stream: " + block);
      };
    }
    if (block.size() != 1) {
      throw new AssertionError("no event of this stream: " + block);
    }
    return line(first);
  }

  private static StreamItem line(String line) {
    if (line.equals("data: [DONE]")) {
      return new StreamItem.Done();
    }
    if (line.equals(": ping")) {
      return new StreamItem.Ping();
    }
    if (line.startsWith(CONTENT)) {
      return new StreamItem.Text(only(line, "content").textValue());
    }
    if (line.startsWith(EVENT)) {
      return new StreamItem.Event(only(line, "event"));
    }
    throw new AssertionError("no line of this stream: " + line);
  }

  private static JsonNode only(String line, String member) {
    JsonNode object = json(line.substring(DATA.length()));
    if (object.size() != 1 || !object.has(member)) {
      throw new AssertionError("more than " + member + ": " + line);
    }
    return object.get(member);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new AssertionError("not JSON: " + text));
  }
}
