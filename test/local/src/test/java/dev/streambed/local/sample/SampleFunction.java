package dev.streambed.local.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The function's process. The event's header `x-sample` selects one of the cases below;
/// `x-sample-n` and `x-sample-format` are parameters, with single quotes in place of double ones.
/// Any other event is echoed; a connection without the header is accepted. Events about connections
/// are printed. The variable `SAMPLE_INIT` makes its initialization fail.
public final class SampleFunction {

  private static final Pattern WORD =
      Pattern.compile("\"x-sample(-n|-format)?\":\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private static final String CONNECT = "\"eventType\":\"CONNECT\"";
  private static final String DISCONNECT = "\"eventType\":\"DISCONNECT\"";

  private final RuntimeClient runtime;

  private SampleFunction(RuntimeClient runtime) {
    this.runtime = runtime;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RuntimeClient runtime = new RuntimeClient(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    initialize(runtime, System.getenv().getOrDefault("SAMPLE_INIT", "fine"));
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      runtime.awaitRestore();
      System.out.println("restored");
    }
    int workers = Integer.parseInt(System.getenv().getOrDefault("AWS_LAMBDA_MAX_CONCURRENCY", "1"));
    for (int worker = 1; worker < workers; worker++) {
      RuntimeClient own = new RuntimeClient(System.getenv("AWS_LAMBDA_RUNTIME_API"));
      Thread.ofPlatform().start(() -> new SampleFunction(own).work());
    }
    new SampleFunction(runtime).work();
  }

  private void work() {
    try {
      while (true) {
        handle(runtime.next());
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void initialize(RuntimeClient runtime, String how)
      throws IOException, InterruptedException {
    switch (how) {
      case "error" -> {
        runtime.initError("{\"errorType\":\"Sample.Init\",\"errorMessage\":\"as asked\"}");
        System.exit(1);
      }
      case "exit" -> System.exit(7);
      case "hang" -> Thread.sleep(60_000);
      default -> {}
    }
  }

  private void handle(RuntimeClient.Event event) throws IOException, InterruptedException {
    Map<String, String> words = words(event.json().replace("\\\"", "\""));
    String what =
        words.getOrDefault("", event.json().contains(CONNECT) ? "{\"statusCode\":200}" : "echo");
    if (event.json().contains(CONNECT) || event.json().contains(DISCONNECT)) {
      System.out.println(event.json());
    }
    switch (what) {
      case "echo" -> answer(event, words, 200, event.json());
      case "env" -> answer(event, words, 200, environment());
      case "headers" -> answer(event, words, 200, event.headers());
      case "pieces" -> chunks(event, words);
      case "empty" -> runtime.stream(event).prelude("{\"statusCode\":204}").end();
      case "cookies" -> runtime.stream(event).prelude(cookies()).write("body").end();
      case "plain" -> runtime.raw(event, "text/plain", words.getOrDefault("-n", "plain"));
      case "throw" -> runtime.error(event, "Function.Sample", "{\"errorType\":\"Sample\"}");
      case "throw-late" -> late(event).endWithError("Function.Sample", "{}");
      case "crash" -> System.exit(3);
      case "crash-late" -> {
        late(event);
        awaitReader();
        System.exit(3);
      }
      case "cut-late" -> {
        RuntimeClient.Stream stream = late(event);
        awaitReader();
        stream.cut();
      }
      case "hang" -> Thread.sleep(60_000);
      case "hang-late" -> {
        late(event);
        Thread.sleep(60_000);
      }
      case "end-early" -> {
        late(event).end();
        Thread.sleep(1_500);
      }
      case "slow" -> {
        Thread.sleep(Long.parseLong(words.getOrDefault("-n", "0")));
        answer(event, words, 200, "slow");
      }
      case "large" -> large(event, Integer.parseInt(words.getOrDefault("-n", "0")));
      case "log" -> log(event, words);
      case "bad-prelude" -> runtime.stream(event).write("no prelude at all").end();
      case "header-list" ->
          runtime.stream(event)
              .prelude("{\"headers\":{\"x-many\":[\"1\",\"2\"]}}")
              .write("x")
              .end();
      default -> runtime.raw(event, "application/json", what);
    }
  }

  // A connection that breaks off discards what its reader has not read yet.
  private static void awaitReader() throws InterruptedException {
    Thread.sleep(500);
  }

  private RuntimeClient.Stream late(RuntimeClient.Event event) throws IOException {
    return runtime.stream(event).prelude("{\"statusCode\":200}").write("first piece");
  }

  private void answer(RuntimeClient.Event event, Map<String, String> words, int status, String body)
      throws IOException {
    if (words.getOrDefault("-format", "").equals("proxy")) {
      runtime.raw(event, "application/json", proxy(status, body));
      return;
    }
    String headers = "\"headers\":{\"Content-Type\":\"application/json\",\"x-from\":\"sample\"}";
    runtime.stream(event)
        .prelude("{\"statusCode\":" + status + "," + headers + "}")
        .write(body)
        .end();
  }

  private static String proxy(int status, String body) {
    String text = body.replace("\\", "\\\\").replace("\"", "\\\"");
    return "{\"statusCode\":%d,\"multiValueHeaders\":{\"x-many\":[\"1\",\"2\"]},\"body\":\"%s\"}"
        .formatted(status, text);
  }

  private static String cookies() {
    return "{\"statusCode\":201,\"headers\":{\"x-one\":\"1\"},\"cookies\":[\"a=1\",\"b=2; Secure\"]}";
  }

  private void chunks(RuntimeClient.Event event, Map<String, String> words)
      throws IOException, InterruptedException {
    RuntimeClient.Stream stream = runtime.stream(event).prelude("{\"statusCode\":200}");
    int count = Integer.parseInt(words.getOrDefault("-n", "3"));
    for (int chunk = 0; chunk < count; chunk++) {
      stream.write("piece " + chunk + "\n");
      Thread.sleep(20);
    }
    stream.end();
  }

  private void large(RuntimeClient.Event event, int bytes) throws IOException {
    RuntimeClient.Stream stream = runtime.stream(event).prelude("{\"statusCode\":200}");
    String kilobyte = "0123456789abcdef".repeat(64);
    for (int sent = 0; sent < bytes; sent += kilobyte.length()) {
      stream.write(kilobyte);
    }
    stream.end();
    System.out.println("sent " + bytes);
  }

  private void log(RuntimeClient.Event event, Map<String, String> words) throws IOException {
    System.out.println("{\"level\":\"INFO\",\"message\":\"ünïcode\"}");
    System.err.println("to stderr");
    answer(event, words, 200, "logged");
  }

  private static String environment() {
    StringBuilder json = new StringBuilder("{");
    new TreeMap<>(System.getenv())
        .forEach((name, value) -> json.append("\"%s\":\"%s\",".formatted(name, value)));
    return json.append("\"cwd\":\"")
        .append(System.getProperty("user.dir"))
        .append("\"}")
        .toString();
  }

  private static Map<String, String> words(String event) {
    Map<String, String> words = new TreeMap<>();
    Matcher word = WORD.matcher(event);
    while (word.find()) {
      words.putIfAbsent(
          word.group(1) == null ? "" : word.group(1), word.group(2).replace('\'', '"'));
    }
    return words;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
