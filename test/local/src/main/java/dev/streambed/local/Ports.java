package dev.streambed.local;

/// The ports of a stack: consecutive ones, or any free ones.
///
/// @param base the first port, or 0 for any free ones
public record Ports(int base) {

  private static final int REST_API = 1;
  private static final int WEB_SOCKET = 2;
  private static final int PAGE = 3;
  private static final int CONTROL = 4;
  private static final int BEDROCK = 5;
  private static final int DYNAMODB = 6;
  private static final int LAMBDA = 7;
  private static final int SNS = 8;
  private static final int FURTHER = 10;
  private static final int FURTHEST = 40;
  private static final int HIGHEST = 65_535;
  private static final int LOWEST = 1024;

  public Ports {
    if (base != 0 && (base < LOWEST || base > HIGHEST - 2 * FURTHEST)) {
      throw new IllegalArgumentException(
          "a port base is 0 or between %d and %d: %d"
              .formatted(LOWEST, HIGHEST - 2 * FURTHEST, base));
    }
  }

  public static Ports anyFree() {
    return new Ports(0);
  }

  /// The port of a Function URL.
  ///
  /// @param index 0 for the first one
  int functionUrl(int index) {
    return index == 0 ? at(0) : at(FURTHER + 2 * index);
  }

  /// The port of a REST API.
  ///
  /// @param index 0 for the first one
  int restApi(int index) {
    return index == 0 ? at(REST_API) : at(FURTHER + 2 * index + 1);
  }

  /// The port of a WebSocket API.
  ///
  /// @param index 0 for the first one
  int webSocket(int index) {
    return index == 0 ? at(WEB_SOCKET) : at(FURTHEST + index);
  }

  int page() {
    return at(PAGE);
  }

  int control() {
    return at(CONTROL);
  }

  int bedrock() {
    return at(BEDROCK);
  }

  int dynamoDb() {
    return at(DYNAMODB);
  }

  int lambda() {
    return at(LAMBDA);
  }

  int sns() {
    return at(SNS);
  }

  private int at(int offset) {
    return base == 0 ? 0 : base + offset;
  }
}
