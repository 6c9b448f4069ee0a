package dev.streambed.cli.smoke;

import dev.streambed.cli.console.PlainText;
import java.time.Instant;
import java.util.Locale;

/// One expectation, and what was seen of it.
///
/// @param frontDoor where it was checked
/// @param check what was checked
/// @param expected a clause such as "status 200"
/// @param seen what was there instead, or as well; safe to print
/// @param at when it was seen
public record Finding(
    FrontDoor frontDoor, String check, Verdict verdict, String expected, String seen, Instant at) {

  private static final int LONGEST = 300;

  /// How the expectation was met.
  public enum Verdict {
    OK,
    DEVIATION,
    /// There is no expectation: what was seen answers an open question.
    NOTED,
    NOT_CHECKED;

    /// For people.
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// A front door of the gateway.
  public enum FrontDoor {
    FUNCTION_URL("Function URL"),
    REST_API("REST API"),
    WEBSOCKET("WebSocket API");

    private final String label;

    FrontDoor(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  public Finding {
    String plain = PlainText.sanitize(seen);
    seen = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
