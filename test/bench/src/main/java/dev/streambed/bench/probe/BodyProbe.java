package dev.streambed.bench.probe;

import com.sun.management.OperatingSystemMXBean;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.priming.PrimingContext;
import dev.streambed.gateway.priming.PrimingResponse;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.transport.CorsPolicy;
import dev.streambed.gateway.transport.HttpEventReader;
import dev.streambed.gateway.transport.IncomingEvent;
import dev.streambed.gateway.transport.LambdaEventReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// The processor time that the gateway needs to read a body, parse the request and estimate its
/// maximum usage: everything before limits are counted.
public final class BodyProbe {

  private static final double MEGABYTE = 1e6;
  private static final double MILLI = 1e6;
  private static final String EVENT =
      "{\"version\":\"2.0\",\"rawPath\":\"/bedrock\",\"headers\":{\"content-encoding\":\"%s\"},"
          + "\"requestContext\":{\"domainName\":\"a.lambda-url.b\",\"http\":{\"method\":\"POST\"}},"
          + "\"isBase64Encoded\":%s,\"body\":%s}";

  /// The longest prompt over WebSocket.
  private static final int MESSAGE = 1 << 20;

  private final LambdaEventReader lambdaEventReader;
  private final int mostBytes;
  private final int rounds;

  private BodyProbe(int mostBytes, int rounds) {
    InstantSource clock = InstantSource.system();
    this.lambdaEventReader =
        new LambdaEventReader(
            new HttpEventReader(mostBytes, new CorsPolicy(Set.of()), Optional.empty(), clock),
            clock);
    this.mostBytes = mostBytes;
    this.rounds = rounds;
  }

  /// Reads bodies of a maximum size repeatedly, and prints the milliseconds per MB of each, with
  /// the name's spaces as underscores.
  public static void main(String[] arguments) {
    new BodyProbe(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).run();
  }

  private void run() {
    int most = mostBytes - EVENT.length() - 64;
    String plain = HostileBody.plain().text(most);
    byte[] measure = event("", false, plain);
    time("plain", () -> receive(measure), measure.length);
    byte[] plainMessage = HostileBody.plain().text(MESSAGE).getBytes(StandardCharsets.UTF_8);
    time("message_plain", () -> message(plainMessage), plainMessage.length);
    for (HostileBody body : HostileBody.all()) {
      String text = body.text(most);
      byte[] event = event("", false, text);
      time(body.name(), () -> receive(event), event.length);
      byte[] message = body.text(MESSAGE).getBytes(StandardCharsets.UTF_8);
      time("message_" + body.name(), () -> message(message), message.length);
    }
    byte[] encoded = event("", true, base64(HostileBody.plain().text(most * 3 / 5)));
    time("a body in base64", () -> receive(encoded), encoded.length);
    byte[] packed = event("gzip", true, base64(gzip(plain.getBytes(StandardCharsets.UTF_8))));
    time("a body in gzip, of what it becomes", () -> receive(packed), mostBytes);
    byte[] bomb = event("gzip", true, base64(gzip(new byte[mostBytes * 16])));
    time("a body in gzip that becomes too large, of what may be", () -> receive(bomb), mostBytes);
  }

  private void receive(byte[] event) {
    try {
      var in = new ByteArrayInputStream(event);
      if (lambdaEventReader.read(in, new PrimingResponse(), new PrimingContext())
          instanceof IncomingEvent.HttpCallReceived(var inboundCall, _)) {
        var _ = ModelRequestReader.read(inboundCall.body(), false, ModelAliases.NONE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void message(byte[] message) {
    var _ = ModelRequestReader.readMessage(Payload.of(message), ModelAliases.NONE);
  }

  private void time(String name, Runnable act, int bytes) {
    // The processor clock of a process ticks 100 times per second.
    int turns = Math.ceilDiv(2 * mostBytes, bytes);
    List<Double> times = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      System.gc();
      long start = processorTime();
      for (int turn = 0; turn < turns; turn++) {
        act.run();
      }
      times.add((processorTime() - start) / MILLI / turns);
    }
    // The first round warms up the compiler.
    List<Double> measured = new ArrayList<>(times.subList(1, times.size()));
    Collections.sort(measured);
    double median = measured.get(measured.size() / 2);
    System.out.println("figure " + name.replace(' ', '_') + " " + median / (bytes / MEGABYTE));
  }

  // The processor time of the whole process, including the garbage collector. Wall-clock time would
  // include other processes.
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static byte[] event(String coding, boolean isBase64, String body) {
    return EVENT
        .formatted(coding, isBase64, new JsonString(body).write())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
