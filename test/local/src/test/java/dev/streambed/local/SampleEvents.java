package dev.streambed.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Sample events of public AWS repositories, where they are on this machine.
public final class SampleEvents {

  private SampleEvents() {}

  /// Reads one; the test is skipped when it is not there.
  public static JsonNode read(String name) {
    Path file = Path.of(System.getProperty("streambed.shared", "none"), "events", name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "the sample event " + name + " is missing");
    return Json.read(file);
  }
}
